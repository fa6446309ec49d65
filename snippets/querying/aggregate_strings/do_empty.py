from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

# page: from here
names = func.coalesce(func.aggregate_strings(Agent.name, ", "), "")
per_project = (
    select(Project.name, names)
    .outerjoin(Project.agents)
    .group_by(Project.id)
    .order_by(Project.name)
)

with Session(engine) as session:
    for name, agents in session.execute(per_project):
        print(f"{name}: [{agents}]")
        #> project-01: []
