from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=2, agents=1)

projects = select(Project.id).where(Project.name == "project-01")

with Session(engine) as session:
    names = select(Agent.name).where(Agent.project_id.in_(projects))
    print(session.scalars(names).all())
    #> ['project-01 agent-1']
