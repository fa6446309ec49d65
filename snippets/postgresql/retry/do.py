import random
import time
from collections.abc import Callable

from meanwhile import change_project
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
RETRYABLE = {"40001", "40P01"}  # serialization failure, deadlock
serializable = engine.execution_options(isolation_level="SERIALIZABLE")

def add_budget(session: Session) -> None:
    project = session.scalars(select(Project)).one()
    change_project(session)
    project.project_metadata = {
        **(project.project_metadata or {}),
        "budget": 100,
    }

def in_transaction(work: Callable[[Session], None]) -> None:
    for attempt in range(5):
        try:
            with Session(serializable) as session, session.begin():
                # page: essence
                return work(session)
            #! sqlalchemy.exc.OperationalError: (psycopg.errors.SerializationFailure) could not serialize access due to concurrent update
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in RETRYABLE:
                raise
        time.sleep(random.uniform(0, 0.01 * 2**attempt))
    raise TimeoutError("the transaction failed 5 times")

in_transaction(add_budget)

with Session(engine) as session:
    print(session.scalars(select(Project.project_metadata)).one())
    #> {'owner': 'ada', 'budget': 100}
