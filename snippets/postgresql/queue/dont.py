from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=2, on="postgresql")

# page: from here
next_task = (
    select(Task)
    .where(Task.status == TaskStatus.OPEN)
    .order_by(Task.title)
    .limit(1)
    .with_for_update()
)

with Session(engine) as first, Session(engine) as second:
    print("first worker:", first.scalars(next_task).one().title)
    #> first worker: project-01 task-1
    second.execute(text("SET LOCAL lock_timeout = '100ms'"))
    print("second worker:", second.scalars(next_task).one().title)
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.LockNotAvailable) canceling statement due to lock timeout
