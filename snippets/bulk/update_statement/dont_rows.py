from sqlalchemy import func, select
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
    for result in results:
        task = session.get_one(Task, result["id"])
        task.status = result["status"]
    session.commit()
#: 200 statements

with Session(engine) as session:
    failed = select(func.count()).where(Task.status == TaskStatus.FAILED)
    print(session.scalar(failed))
    #> 10
