from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Task, new_database

engine = new_database(projects=1, tasks=1, on="postgresql")

# page: from here
with Session(engine) as session:
    query = select(Task).options(joinedload(Task.agent))
    # page: essence
    task = session.scalars(query.with_for_update()).one()
    #! sqlalchemy.exc.NotSupportedError: (psycopg.errors.FeatureNotSupported) FOR UPDATE cannot be applied to the nullable side of an outer join
    print(task.title, task.agent)
