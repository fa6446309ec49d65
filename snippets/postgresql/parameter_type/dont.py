from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=2, on="postgresql")

name = None  # The field of the search form is empty.

# page: from here
with Session(engine) as session:
    statement = text(
        "SELECT name FROM project WHERE :name IS NULL OR name = :name ORDER BY name"
    )
    print(session.scalars(statement, {"name": name}).all())
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.AmbiguousParameter) could not determine data type of parameter $1
