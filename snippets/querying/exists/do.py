from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=50)

open_tasks = exists().where(Task.status == TaskStatus.OPEN)

with Session(engine) as session:
    print("work to do:", session.scalar(select(open_tasks)))
    #> work to do: True
    print("objects in the session:", len(session.identity_map))
    #> objects in the session: 0
