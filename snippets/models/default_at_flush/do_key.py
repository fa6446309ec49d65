from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()

# page: from here
with Session(engine) as session:
    project = Project(name="apollo")
    session.add(project)
    session.add(Agent(name="planner", project=project))
    session.commit()
    print(session.scalars(select(Agent.name).join(Project)).all())
    #> ['planner']
