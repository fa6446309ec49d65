from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = text(
        "SELECT name FROM project WHERE :name IS NULL OR name = :name"
    )
    names = session.scalars(statement, {"name": None})
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.AmbiguousParameter) could not determine data type of parameter $1
    print(sorted(names))
    #> [sqlite] ['project-01', 'project-02']
