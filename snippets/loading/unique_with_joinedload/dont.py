from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

# page: from here
engine = new_database(projects=3, agents=2)

statement = (
    select(Project).order_by(Project.name).options(joinedload(Project.agents))
)

with Session(engine) as session:
    projects = session.scalars(statement).all()
    #! sqlalchemy.exc.InvalidRequestError: The unique() method must be invoked on this Result, as it contains results that include joined eager loads against collections

for project in projects:
    print(project.name, len(project.agents))
