from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, add_projects, new_database

engine = new_database(projects=2, agents=1)
add_projects(engine, 1, agents=3, first=3)

statement = (
    select(Project.name, func.count(Agent.id))
    .join(Project.agents)
    .group_by(Project.id)
    .having(func.count(Agent.id) > 1)
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #> [('project-03', 3)]
