from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=3, tasks=2)

counts = (
    select(Project.name, func.count(Task.id))
    .outerjoin(Project.tasks)
    .group_by(Project.name)
    .order_by(Project.name)
)

with Session(engine) as session:
    for name, count in session.execute(counts):
        print(name, count)
        #> project-01 2
        #> project-02 2
        #> project-03 2
    #: 1 statement
