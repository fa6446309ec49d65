from sqlite3 import Connection

from sqlalchemy import create_engine, delete, event, select
from sqlalchemy.orm import Session

from domain import Agent, Base, Project

# page: from here
engine = create_engine("sqlite://")

@event.listens_for(engine, "connect")
def enforce_foreign_keys(connection: Connection, record: object) -> None:
    # page: essence
    connection.execute("PRAGMA foreign_keys = ON")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(Project(name="apollo", agents=[Agent(name="scout")]))
    session.commit()

    session.execute(delete(Project))
    session.commit()
    print("agents left:", session.scalars(select(Agent.name)).all())
    #> agents left: []
