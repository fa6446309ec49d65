from datetime import UTC, datetime

from sqlalchemy import func, select
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
newest = func.max(Task.created_at)
by_activity = (
    select(Project)
    .join(Project.tasks)
    .group_by(Project.id)
    .order_by(newest.desc(), Project.name)
)

with Session(engine) as session:
    print([project.name for project in session.scalars(by_activity)])
    #> ['apollo', 'gemini']
