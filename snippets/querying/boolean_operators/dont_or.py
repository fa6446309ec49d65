from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3)

edges = (
    select(Project.name)
    .where(Project.name == "project-01" or Project.name == "project-03")
    .order_by(Project.name)
)

with Session(engine) as session:
    print(session.scalars(edges).all())
    #!> ['project-03']
