from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(on="postgresql")

with Session(engine) as session:
    project = Project(name="apollo")
    for title, month in ("plan", 3), ("build", 3), ("test", 4):
        created_at = datetime(2026, month, 1, tzinfo=UTC)
        task = Task(title=title, project=project, created_at=created_at)
        session.add(task)
    session.commit()

# page: from here
first_day = func.date_trunc("month", Task.created_at).label("first_day")

per_month = (
    select(first_day, func.count()).group_by(first_day).order_by(first_day)
)

with Session(engine) as session:
    for month, count in session.execute(per_month):
        print(f"{month:%Y-%m}", count)
        #> 2026-03 2
        #> 2026-04 1
