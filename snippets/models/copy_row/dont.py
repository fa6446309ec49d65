from copy import copy

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, new_database

engine = new_database(projects=1, agents=1)

# page: from here
with Session(engine) as session:
    agent = session.scalars(select(Agent)).one()
    # page: essence
    duplicate = copy(agent)
    duplicate.name = "the copy"
    session.add(duplicate)
    session.commit()
    print(session.scalars(select(Agent.name).order_by(Agent.name)).all())
    #!> ['project-01 agent-1']
