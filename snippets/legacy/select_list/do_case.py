from sqlalchemy import case, select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=1)

label = case((Task.status == TaskStatus.DONE, "finished"), else_="to do")

with Session(engine) as session:
    print(session.execute(select(Task.title, label)).all())
    #> [('project-01 task-1', 'to do')]
