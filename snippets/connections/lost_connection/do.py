from restart import restart_once
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
def rename(session: Session) -> None:
    project = session.scalars(select(Project)).one()
    restart_once()
    taken = session.scalar(
        select(func.count()).where(Project.name == "apollo")
    )
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.AdminShutdown) terminating connection due to administrator command
    if not taken:
        project.name = "apollo"

for attempt in range(3):
    try:
        # page: essence
        with Session(engine) as session, session.begin():
            rename(session)
        break
    except DBAPIError as error:
        refused = isinstance(error, OperationalError)
        if attempt == 2 or not (error.connection_invalidated or refused):
            raise

with Session(engine) as session:
    print(session.scalars(select(Project.name)).one())
    #> apollo
