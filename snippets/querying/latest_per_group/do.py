from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from domain import Project, Task, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    apollo, gemini = session.scalars(select(Project).order_by(Project.name))
    for day, project in enumerate([apollo, apollo, gemini], start=1):
        title = f"{project.name} day-{day}"
        created_at = datetime(2026, 3, day, tzinfo=UTC)
        task = Task(title=title, project=project, created_at=created_at)
        session.add(task)
    session.commit()

# page: from here
newest = func.row_number().over(
    partition_by=Task.project_id,
    order_by=(Task.created_at.desc(), Task.id.desc()),
)
ranked = select(Task, newest.label("position")).subquery()
RankedTask = aliased(Task, ranked)

with Session(engine) as session:
    latest = select(RankedTask).where(ranked.c.position == 1)
    for task in session.scalars(latest.order_by(RankedTask.title)):
        print(task.title)
        #> project-01 day-2
        #> project-02 day-3
    #: 1 statement
