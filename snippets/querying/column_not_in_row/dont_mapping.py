from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=2)

statement = select(func.count(Task.id), func.min(Task.title))

with Session(engine) as session:
    row = session.execute(statement).mappings().one()
    print(row["tasks"], row["first"])
    #! KeyError: 'tasks'
