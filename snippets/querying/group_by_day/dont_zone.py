from datetime import UTC, datetime

from sqlalchemy import Date, func, select, type_coerce
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(on="postgresql")

with Session(engine) as session:
    project = Project(name="apollo")
    for hour in 1, 9:
        created_at = datetime(2026, 3, 2, hour, tzinfo=UTC)
        title = f"{hour}:00 UTC"
        session.add(Task(title=title, project=project, created_at=created_at))
    session.commit()

# page: from here
day = type_coerce(func.date(Task.created_at), Date).label("day")
per_day = select(day, func.count()).group_by(day).order_by(day)

with Session(engine) as session:
    for each, count in session.execute(per_day):
        print(each, count)
        #!> 2026-03-02 2
