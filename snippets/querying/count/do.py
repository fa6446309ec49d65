from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=50)

with Session(engine) as session:
    tasks = session.scalar(select(func.count(Task.id)))
    print("tasks:", tasks)
    #> tasks: 100
    print("objects in the session:", len(session.identity_map))
    #> objects in the session: 0
