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
per_month = (
    select(func.date_trunc("month", Task.created_at), func.count())
    .group_by(func.date_trunc("month", Task.created_at))
    .order_by(func.date_trunc("month", Task.created_at))
)

with Session(engine) as session:
    for month, count in session.execute(per_month):
        print(f"{month:%Y-%m}", count)
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.GroupingError) column "task.created_at" must appear in the GROUP BY clause or be used in an aggregate function
