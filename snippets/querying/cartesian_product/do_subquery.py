from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2)

last_titles = (
    select(Task.project_id, func.max(Task.title).label("title"))
    .group_by(Task.project_id)
    .subquery()
)
statement = (
    select(Project.name, last_titles.c.title)
    .join(last_titles, last_titles.c.project_id == Project.id)
    .order_by(Project.name, last_titles.c.title)
)

with Session(engine) as session:
    rows = session.execute(statement).all()
    print(len(rows), "rows")
    #> 2 rows
