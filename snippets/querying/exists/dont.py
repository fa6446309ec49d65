from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=50)

open_tasks = select(Task).where(Task.status == TaskStatus.OPEN)

with Session(engine) as session:
    tasks = session.scalars(open_tasks).all()
    print("work to do:", bool(tasks))
    #> work to do: True
    print("objects in the session:", len(session.identity_map))
    #!> objects in the session: 100
