from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=2)

with Session(engine) as session:
    done = select(Task).where(Task.title.like("project-02%"))
    for task in session.scalars(done):
        task.status = TaskStatus.DONE
    session.commit()

# page: from here
unfinished = (
    select(Project)
    .where(Task.status == TaskStatus.OPEN)
    .order_by(Project.name)
)

with Session(engine) as session:
    projects = session.scalars(unfinished).all()
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
    print([project.name for project in projects])
    #!> ['project-01', 'project-01', 'project-02', 'project-02']
