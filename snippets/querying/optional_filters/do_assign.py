from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

name: str | None = "project-01"

statement = select(Project.name).order_by(Project.name)
if name is not None:
    statement = statement.where(Project.name == name)

with Session(engine) as session:
    print(session.scalars(statement).all())
    #> ['project-01']
