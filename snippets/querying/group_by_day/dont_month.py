from datetime import UTC, datetime

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    for title, when in ("plan", 2025), ("build", 2026), ("test", 2026):
        created_at = datetime(when, 3, 1, tzinfo=UTC)
        session.add(Task(title=title, project=project, created_at=created_at))
    session.commit()

# page: from here
month = extract("month", Task.created_at).label("month")
per_month = select(month, func.count()).group_by(month).order_by(month)

with Session(engine) as session:
    for month_number, count in session.execute(per_month):
        print(int(month_number), count)
        #!> 3 3
