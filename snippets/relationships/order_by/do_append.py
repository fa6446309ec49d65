from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=1, tasks=2)

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.tasks.append(Task(title="a new task"))
    session.flush()
    session.refresh(project, ["tasks"])
    print([task.title for task in project.tasks])
    #> ['a new task', 'project-01 task-1', 'project-01 task-2']
