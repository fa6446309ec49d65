from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2, on="postgresql")

counts = (
    select(Project.name, Project.status, func.count(Task.id))
    .join(Project.tasks)
    .group_by(Project.id)
    .order_by(Project.name)
)

with Session(engine) as session:
    for name, _, count in session.execute(counts):
        print(name, count)
        #> project-01 2
        #> project-02 2
