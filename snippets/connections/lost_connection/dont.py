from restart import restart_once
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
def rename(session: Session) -> None:
    project = session.scalars(select(Project)).one()
    #! sqlalchemy.exc.PendingRollbackError: Can't reconnect until invalid transaction is rolled back.  Please rollback() fully before proceeding
    restart_once()
    taken = session.scalar(
        select(func.count()).where(Project.name == "apollo")
    )
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.AdminShutdown) terminating connection due to administrator command
    if not taken:
        project.name = "apollo"

with Session(engine) as session:
    try:
        rename(session)
    except DBAPIError:
        # page: essence
        rename(session)
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(Project.name)).one())
