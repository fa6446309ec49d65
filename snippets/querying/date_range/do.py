from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    for title, day, hour in ("plan", 1, 9), ("build", 31, 0), ("test", 31, 15):
        created_at = datetime(2026, 3, day, hour, tzinfo=UTC)
        task = Task(title=title, project=project, created_at=created_at)
        session.add(task)
    session.commit()

# page: from here
first = datetime(2026, 3, 1, tzinfo=UTC)
next_month = datetime(2026, 4, 1, tzinfo=UTC)

in_march = (
    select(Task.title)
    .where(Task.created_at >= first, Task.created_at < next_month)
    .order_by(Task.created_at)
)

with Session(engine) as session:
    print(session.scalars(in_march).all())
    #> ['plan', 'build', 'test']
