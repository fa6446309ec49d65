from datetime import UTC, datetime

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    for date, hour in (1, 9), (1, 17), (2, 9):
        created_at = datetime(2026, 3, date, hour, tzinfo=UTC)
        title = f"{date}-{hour}"
        session.add(Task(title=title, project=project, created_at=created_at))
    session.commit()

# page: from here
day = cast(Task.created_at, Date).label("day")
per_day = select(day, func.count()).group_by(day).order_by(day)

with Session(engine) as session:
    for each, count in session.execute(per_day):
        print(each, count)
        #> [postgresql] 2026-03-01 2
        #> [postgresql] 2026-03-02 1
    #! [sqlite] TypeError: fromisoformat: argument must be str
