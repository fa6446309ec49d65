from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=50)

open_tasks = select(Task.id).where(Task.status == TaskStatus.OPEN)

with Session(engine) as session:
    task_id = session.scalars(open_tasks.limit(1)).first()
    print("work to do:", task_id is not None)
    #> work to do: True
