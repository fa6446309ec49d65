from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

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
with Session(engine) as session:
    for project in session.scalars(select(Project).order_by(Project.name)):
        latest = (
            select(Task.title)
            .where(Task.project_id == project.id)
            .order_by(Task.created_at.desc())
            .limit(1)
        )
        print(session.scalar(latest))
        #> project-01 day-2
        #> project-02 day-3
    #: 3 statements
