from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=2, on="postgresql")

since = None

# page: from here
with Session(engine) as session:
    statement = text(
        "SELECT count(*) FROM project WHERE :since IS NULL OR created_at >= :since"
    )
    print(session.scalar(statement, {"since": since}))
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.AmbiguousParameter) could not determine data type of parameter $1
