from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=2)

with Session(engine) as session:
    tasks = select(Task).join(Task.project).order_by(Task.title)
    print([task.title for task in session.scalars(tasks)])
    #> ['project-01 task-1', 'project-01 task-2']
