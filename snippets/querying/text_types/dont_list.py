from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=3)

with Session(engine) as session:
    statement = text("SELECT count(*) FROM project WHERE name IN (:names)")
    names = ["project-01", "project-02"]
    print(session.scalar(statement, {"names": names}))
    #! [sqlite] sqlalchemy.exc.ProgrammingError: (sqlite3.ProgrammingError) Error binding parameter 1: type 'list' is not supported
    #!> [postgresql] 0
