from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Mapper, Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=2)
changed: list[str] = []

@event.listens_for(Task, "after_update")
def note_change(mapper: Mapper[Any], connection: Any, task: Task) -> None:
    changed.append(task.title)

with Session(engine) as session:
    for task in session.scalars(select(Task).order_by(Task.title)):
        task.status = TaskStatus.DONE
    session.commit()

print(sorted(changed))
#> ['project-01 task-1', 'project-01 task-2']
