from typing import Any

from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

# page: from here
engine = new_engine(on="sqlite")

@event.listens_for(engine, "connect")
def leave_begin_to_sqlalchemy(connection: Any, _record: Any) -> None:
    # page: essence
    connection.isolation_level = None

@event.listens_for(engine, "begin")
def begin(connection: Connection) -> None:
    # page: essence
    connection.exec_driver_sql("BEGIN")

Base.metadata.create_all(engine)

with Session(engine) as session:
    with session.begin_nested():
        session.add(Project(name="apollo"))
    session.rollback()

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Project)))
    #> 0
