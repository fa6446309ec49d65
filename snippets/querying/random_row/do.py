from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=500)

# page: from here
with Session(engine) as session:
    query = select(Task).order_by(func.random()).limit(1)
    task = session.scalars(query).one()
    print("a task:", isinstance(task, Task))
    #> a task: True
    print("tasks loaded:", len(session.identity_map))
    #> tasks loaded: 1
#: 1 statement
