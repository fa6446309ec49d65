from meanwhile import change_project
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
serializable = engine.execution_options(isolation_level="SERIALIZABLE")

def add_budget(session: Session) -> None:
    project = session.scalars(select(Project)).one()
    change_project(session)
    project.project_metadata = {
        **(project.project_metadata or {}),
        "budget": 100,
    }

with Session(serializable) as session:
    add_budget(session)
    for _ in range(5):
        try:
            session.commit()
            #! sqlalchemy.exc.OperationalError: (psycopg.errors.SerializationFailure) could not serialize access due to concurrent update
            break
        except DBAPIError:
            # page: essence
            session.rollback()

with Session(engine) as session:
    print(session.scalars(select(Project.project_metadata)).one())
    #!> {'owner': 'ada'}
