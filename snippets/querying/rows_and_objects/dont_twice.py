from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = select(Project.name).order_by(Project.name)

with Session(engine) as session:
    names = session.scalars(statement)
    print("longest name:", max(len(name) for name in names))
    #> longest name: 10
    print("names:", list(names))
    #!> names: []
