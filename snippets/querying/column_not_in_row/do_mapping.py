from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=2)

statement = select(
    func.count(Task.id).label("tasks"), func.min(Task.title).label("first")
)

with Session(engine) as session:
    row = session.execute(statement).mappings().one()
    print(row["tasks"], row["first"])
    #> 2 project-01 task-1
