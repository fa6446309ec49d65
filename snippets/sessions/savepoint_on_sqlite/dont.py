from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from domain import Base, Project

# page: essence
engine = create_engine("sqlite:///guide.db")
Base.metadata.create_all(engine)

with Session(engine) as session:
    # page: essence
    with session.begin_nested():
        session.add(Project(name="apollo"))
    session.rollback()

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Project)))
    #!> 1
