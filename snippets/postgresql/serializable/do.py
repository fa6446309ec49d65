from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from domain import Agent, new_database

engine = new_database(projects=1, agents=2, on="postgresql")

# page: from here
# page: essence
serializable = engine.execution_options(isolation_level="SERIALIZABLE")

def release(session: Session, name: str) -> None:
    """Let the agent go, if another one stays at work."""
    agent = session.scalars(select(Agent).where(Agent.name == name)).one()
    at_work = select(func.count()).where(Agent.role == "WORKER")
    if session.scalars(at_work).one() > 1:
        agent.role = "RELEASED"

with Session(serializable) as first, Session(serializable) as second:
    release(first, "project-01 agent-1")
    release(second, "project-01 agent-2")
    first.commit()
    try:
        second.commit()
        #! sqlalchemy.exc.OperationalError: (psycopg.errors.SerializationFailure) could not serialize access due to read/write dependencies among transactions
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != "40001":
            raise
        second.rollback()
        release(second, "project-01 agent-2")
        second.commit()

with Session(engine) as session:
    at_work = select(func.count()).where(Agent.role == "WORKER")
    print("at work:", session.scalar(at_work))
    #> at work: 1
