from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2)

first = select(Task).where(Task.title.endswith("task-1")).subquery()
FirstTask = aliased(Task, first)

with Session(engine) as session:
    titles = (
        select(Project.name, FirstTask.title)
        .join(Project.tasks.of_type(FirstTask))
        .order_by(Project.name)
    )
    print(session.execute(titles).all())
    #> [('project-01', 'project-01 task-1'), ('project-02', 'project-02 task-1')]
