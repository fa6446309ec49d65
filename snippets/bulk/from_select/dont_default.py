from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=3, on="postgresql")

with Session(engine) as session, session.begin():
    copies = select(Task.title, Task.project_id)
    session.execute(insert(Task).from_select(["title", "project_id"], copies))
    #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "pk_task"

with Session(engine) as session:
    print(session.scalar(select(func.count(Task.id))))
