from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

# page: from here
engine = new_database(projects=3, agents=2)

statement = (
    select(Project).order_by(Project.name).options(joinedload(Project.agents))
)

with Session(engine) as session:
    projects = session.scalars(statement).unique().all()
    #: 1 statement

for project in projects:
    print(project.name, len(project.agents))
    #> project-01 2
    #> project-02 2
    #> project-03 2
