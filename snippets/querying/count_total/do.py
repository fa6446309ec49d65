from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, tasks=2)

with_tasks = (
    select(Project).join(Project.tasks).distinct().order_by(Project.name)
)

with Session(engine) as session:
    page = session.scalars(with_tasks.limit(2)).all()
    print([project.name for project in page])
    #> ['project-01', 'project-02']
    rows = with_tasks.with_only_columns(Project.id).order_by(None)
    total = select(func.count()).select_from(rows.subquery())
    print("of", session.scalar(total))
    #> of 3
