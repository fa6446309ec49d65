from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(on="sqlite")

with Session(engine) as session:
    # page: essence
    with session.begin_nested():
        session.add(Project(name="apollo"))
    session.rollback()

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Project)))
    #!> 1
