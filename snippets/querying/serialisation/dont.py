from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=3, tasks=1)

# page: from here
def to_dict(task: Task) -> dict[str, Any]:
    return {"title": task.title, "project": task.project.name}

statement = select(Task).order_by(Task.title)

with Session(engine) as session:
    for task in session.scalars(statement):
        print(to_dict(task))
        #> {'title': 'project-01 task-1', 'project': 'project-01'}
        #> {'title': 'project-02 task-1', 'project': 'project-02'}
        #> {'title': 'project-03 task-1', 'project': 'project-03'}
    #: 4 statements
