from uuid import uuid4

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from domain import Agent, Base

# page: from here
engine = create_engine("sqlite://")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(Agent(name="scout", project_id=uuid4()))
    session.commit()
    print(session.scalars(select(Agent.name)).all())
    #!> ['scout']
