from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Project, Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=2)

with Session(engine) as session:
    session.execute(
        update(Task)
        .where(Task.title == "project-01 task-2")
        .values(status=TaskStatus.DONE)
    )
    session.commit()

# page: from here
with Session(engine) as session:
    named = select(Project).where(Project.name == "project-01")
    project = session.scalars(named).one()
    open_tasks = (
        select(Task.title)
        .where(
            Task.project_id == project.id and Task.status == TaskStatus.OPEN
        )
        .order_by(Task.title)
    )
    print(session.scalars(open_tasks).all())
    #!> ['project-01 task-1', 'project-01 task-2']
    #: 1 statement
