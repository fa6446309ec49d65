from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    # page: essence
    project = session.scalars(select(Project)).one()
    # page: essence
    project.agents.append(Agent(name="scout"))
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
    #> ['scout']
