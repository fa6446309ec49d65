from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Project(name="apollo"))

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Project)))
    #!> 0
