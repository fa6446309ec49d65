from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    project = Project(name="apollo")
    session.add(project)
    session.commit()
    session.add(Agent(name="planner", project_id=project.id))
    #! sqlalchemy.exc.InvalidRequestError: Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
