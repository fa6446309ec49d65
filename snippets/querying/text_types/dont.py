from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    statement = text("UPDATE project SET project_metadata = :value")
    session.execute(statement, {"value": {"budget": 100}})
    #! [sqlite] sqlalchemy.exc.ProgrammingError: (sqlite3.ProgrammingError) Error binding parameter 1: type 'dict' is not supported
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.ProgrammingError) cannot adapt type 'dict' using placeholder '%s' (format: AUTO)
    session.commit()
    print(session.scalars(select(Project.project_metadata)).one())
