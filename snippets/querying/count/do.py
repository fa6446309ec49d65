from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=50)

loaded: list[Task] = []
event.listen(Task, "load", lambda task, _: loaded.append(task))

with Session(engine) as session:
    count = session.scalar(select(func.count(Task.id)))
    print("tasks:", count)
    #> tasks: 100
    print("objects loaded:", len(loaded))
    #> objects loaded: 0
