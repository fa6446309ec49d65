from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=1)

with Session(engine) as session:
    nine = datetime(2025, 3, 1, 9, tzinfo=UTC)
    session.execute(update(Task).values(created_at=nine))
    session.commit()

# page: from here
morning = datetime(2025, 3, 1, 6, tzinfo=UTC)
noon = datetime(2025, 3, 1, 12, tzinfo=UTC)

with Session(engine) as session:
    early = select(Task.title).where(
        morning <= Task.created_at, Task.created_at < noon
    )
    print(session.scalars(early).all())
    #> ['project-01 task-1']
    #: 1 statement
