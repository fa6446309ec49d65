from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database
from postgresql._locks import background

engine = new_database(projects=2, on="postgresql")

# page: from here
def lock(session: Session, name: str) -> Project:
    query = select(Project).where(Project.name == name)
    return session.scalars(query.with_for_update()).one()
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.DeadlockDetected) deadlock detected

with Session(engine) as ada, Session(engine) as bob:
    lock(ada, "project-01")
    lock(bob, "project-02")
    with background(engine) as threads:
        request = threads.start(lock, ada, "project-02")
        # page: essence
        lock(bob, "project-01")
