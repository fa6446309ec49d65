from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=1)

with Session(engine) as session:
    task = session.scalars(select(Task)).one()
    session.execute(
        update(Task)
        .where(Task.status == TaskStatus.OPEN)
        .values(status=TaskStatus.DONE)
        .execution_options(synchronize_session=False)
    )
    print(task.status)
    #!> OPEN
