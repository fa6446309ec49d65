from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain import Project, Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=1)

with Session(engine) as session:
    finished = Task(title="plan", status=TaskStatus.DONE)
    session.add(Project(name="project-02", tasks=[finished]))
    session.add(Project(name="project-03"))
    session.commit()

# page: from here
statement = (
    select(Project.name, Task.title)
    .outerjoin(Project.tasks)
    .where(or_(Task.status == TaskStatus.OPEN, Task.id.is_(None)))
    .order_by(Project.name)
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #!> [('project-01', 'project-01 task-1'), ('project-03', None)]
