from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=50)

loaded: list[Task] = []
event.listen(Task, "load", lambda task, _: loaded.append(task))

with Session(engine) as session:
    count = len(session.scalars(select(Task)).all())
    print("tasks:", count)
    #> tasks: 100
    print("objects loaded:", len(loaded))
    #!> objects loaded: 100
