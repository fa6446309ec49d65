from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, new_database

engine = new_database(projects=1, agents=2, on="postgresql")

# page: from here
def release(session: Session, name: str) -> None:
    """Let the agent go, if another one stays at work."""
    agent = session.scalars(select(Agent).where(Agent.name == name)).one()
    at_work = select(func.count()).where(Agent.role == "WORKER")
    if session.scalars(at_work).one() > 1:
        agent.role = "RELEASED"

# page: essence
with Session(engine) as first, Session(engine) as second:
    release(first, "project-01 agent-1")
    release(second, "project-01 agent-2")
    first.commit()
    second.commit()

with Session(engine) as session:
    at_work = select(func.count()).where(Agent.role == "WORKER")
    print("at work:", session.scalar(at_work))
    #!> at work: 0
