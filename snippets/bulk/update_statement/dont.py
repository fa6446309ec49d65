from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=10, tasks=10)

def close_tasks(session: Session) -> None:
    for task in session.scalars(
        select(Task).where(Task.status == TaskStatus.OPEN)
    ):
        task.status = TaskStatus.DONE
    session.commit()

with Session(engine) as session:
    close_tasks(session)
    #: 2 statements, 101 parameter sets

with Session(engine) as session:
    done = select(func.count()).where(Task.status == TaskStatus.DONE)
    print(session.scalar(done))
    #> 100
