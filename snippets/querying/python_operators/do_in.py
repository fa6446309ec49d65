from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=2)

waiting = (
    select(Task.title)
    .where(Task.status.in_([TaskStatus.OPEN, TaskStatus.BLOCKED]))
    .order_by(Task.title)
)

with Session(engine) as session:
    print(session.scalars(waiting).all())
    #> ['project-01 task-1', 'project-01 task-2']
    #: 1 statement
