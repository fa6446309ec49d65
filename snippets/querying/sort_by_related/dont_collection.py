from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    apollo, gemini = Project(name="apollo"), Project(name="gemini")
    for day, project in (1, apollo), (2, gemini), (3, apollo):
        created_at = datetime(2026, 3, day, tzinfo=UTC)
        title = f"day-{day}"
        session.add(Task(title=title, project=project, created_at=created_at))
    session.commit()

# page: from here
by_activity = (
    select(Project).join(Project.tasks).order_by(Task.created_at.desc())
)

with Session(engine) as session:
    print([project.name for project in session.scalars(by_activity)])
    #!> ['apollo', 'gemini', 'apollo']
