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
    .where(Project.id == Task.project_id)
    .order_by(Project.name, last_titles.c.title)
)

with Session(engine) as session:
    rows = session.execute(statement).all()
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
    print(len(rows), "rows")
    #!> 8 rows
