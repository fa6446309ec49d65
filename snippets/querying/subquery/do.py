from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=3, tasks=2)

with_tasks = select(Task.project_id).distinct().subquery()

with Session(engine) as session:
    count = select(func.count()).select_from(with_tasks)
    print(session.scalar(count))
    #> 3
