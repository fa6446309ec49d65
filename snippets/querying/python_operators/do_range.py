from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=1)

with Session(engine) as session:
    session.execute(update(Task).values(created_at=datetime(2025, 3, 1, 9)))
    session.commit()

# page: from here
morning, noon = datetime(2025, 3, 1, 6), datetime(2025, 3, 1, 12)

with Session(engine) as session:
    early = select(Task.title).where(
        morning <= Task.created_at, Task.created_at < noon
    )
    print(session.scalars(early).all())
    #> ['project-01 task-1']
    #: 1 statement
