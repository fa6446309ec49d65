from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=1)

# page: from here
with Session(engine) as session:
    query = select(Task).join(Task.project).where(Project.name == "project-01")
    print([task.title for task in session.scalars(query)])
    #> ['project-01 task-1']
