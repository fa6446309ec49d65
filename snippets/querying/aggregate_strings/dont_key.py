from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=2)

# page: from here
ids = func.aggregate_strings(Task.id, ",")

with Session(engine) as session:
    listed = session.scalars(select(ids)).one()
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) function string_agg(uuid, unknown) does not exist
    print(listed.count(","), "comma")
    #> [sqlite] 1 comma
