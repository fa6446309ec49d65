from sqlite3 import Connection
from uuid import uuid4

from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from domain import Agent, Base

# page: from here
engine = create_engine("sqlite://")

@event.listens_for(engine, "connect")
def enforce_foreign_keys(connection: Connection, record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(Agent(name="scout", project_id=uuid4()))
    session.commit()
    #! sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed
    print(session.scalars(select(Agent.name)).all())
