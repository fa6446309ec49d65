from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from domain import Agent, Project, new_database

# page: from here
engine = new_database(projects=5, agents=2)

statement = (
    select(Project)
    .join(Project.agents)
    .options(contains_eager(Project.agents))
    .order_by(Project.name, Agent.name)
    .limit(3)
)

with Session(engine) as session:
    for project in session.scalars(statement).unique():
        print(project.name, len(project.agents))
        #> project-01 2
        #!> project-02 1
    #: 1 statement
