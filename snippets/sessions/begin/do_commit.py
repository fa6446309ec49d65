from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    project = Project(name="apollo")
    session.add(project)
    session.flush()
    session.add(Agent(name="planner", project_id=project.id))

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
    #> ['planner']
