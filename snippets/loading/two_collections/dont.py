from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

# page: from here
engine = new_database(projects=5, agents=20, tasks=20)

statement = select(Project).options(
    joinedload(Project.agents), joinedload(Project.tasks)
)

with Session(engine) as session:
    projects = session.scalars(statement).unique().all()
    #: 1 statement
    rows = session.connection().execute(statement).all()

print(len(projects[0].agents), "agents,", len(projects[0].tasks), "tasks")
#> 20 agents, 20 tasks
print(len(rows), "rows for", len(projects), "projects")
#!> 2000 rows for 5 projects
