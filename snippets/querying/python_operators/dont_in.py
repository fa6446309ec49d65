from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=2)

waiting = (
    select(Task.title)
    .where(Task.status in [TaskStatus.OPEN, TaskStatus.BLOCKED])
    .order_by(Task.title)
)

with Session(engine) as session:
    print(session.scalars(waiting).all())
    #!> []
    #: 1 statement
