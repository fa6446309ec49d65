from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=10, tasks=10)

with Session(engine) as session:
    ids = session.scalars(select(Task.id).order_by(Task.title)).all()
results = [
    {
        "id": task_id,
        "status": TaskStatus.FAILED if number % 10 == 0 else TaskStatus.DONE,
    }
    for number, task_id in enumerate(ids)
]

# page: from here
with Session(engine) as session:
    session.execute(update(Task), results)
    session.commit()
#: 1 statement, 100 parameter sets

with Session(engine) as session:
    failed = select(func.count()).where(Task.status == TaskStatus.FAILED)
    print(session.scalar(failed))
    #> 10
