from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2)

tasks = (
    select(func.count(Task.id))
    .where(Task.project_id == Project.id)
    .scalar_subquery()
)

with Session(engine) as session:
    counts = select(Project.name, tasks).order_by(Project.name)
    print(session.execute(counts).all())
    #> [('project-01', 2), ('project-02', 2)]
