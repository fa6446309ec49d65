from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=2)

# page: from here
ids = func.aggregate_strings(cast(Task.id, String), ",")

with Session(engine) as session:
    listed = session.scalars(select(ids)).one()
    print(listed.count(","), "comma")
    #> 1 comma
