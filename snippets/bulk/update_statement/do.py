from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=10, tasks=10)

def close_tasks(session: Session) -> None:
    session.execute(
        update(Task)
        .where(Task.status == TaskStatus.OPEN)
        .values(status=TaskStatus.DONE)
    )
    session.commit()

with Session(engine) as session:
    close_tasks(session)
    #: 1 statement

with Session(engine) as session:
    done = select(func.count()).where(Task.status == TaskStatus.DONE)
    print(session.scalar(done))
    #> 100
