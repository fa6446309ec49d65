from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_engine

# page: from here
engine = new_engine()

with Session(engine) as session:
    # page: essence
    session.add(Project(name="apollo"))
    session.commit()
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: project
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedTable) relation "project" does not exist
    print(session.scalars(select(Project.name)).all())
