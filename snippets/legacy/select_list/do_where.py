from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = select(Project.name).where(Project.name == "project-01")
    print(session.scalars(statement).all())
    #> ['project-01']
