from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=50)

loaded: list[Task] = []
event.listen(Task, "load", lambda task, _: loaded.append(task))

with Session(engine) as session:
    open_tasks = session.scalars(select(Task).where(Task.status == "OPEN"))
    print("work to do:", bool(open_tasks.all()))
    #> work to do: True
    print("objects loaded:", len(loaded))
    #!> objects loaded: 100
