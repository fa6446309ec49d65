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
year = extract("year", Task.created_at).label("year")
month = extract("month", Task.created_at).label("month")
per_month = (
    select(year, month, func.count())
    .group_by(year, month)
    .order_by(year, month)
)

with Session(engine) as session:
    for year_number, month_number, count in session.execute(per_month):
        print(int(year_number), int(month_number), count)
        #> 2025 3 1
        #> 2026 3 2
