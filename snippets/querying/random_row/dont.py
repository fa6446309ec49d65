import random

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=500)

# page: from here
with Session(engine) as session:
    tasks = session.scalars(select(Task)).all()
    task = random.choice(tasks)
    print("a task:", isinstance(task, Task))
    #> a task: True
    print("tasks loaded:", len(session.identity_map))
    #!> tasks loaded: 500
#: 1 statement
