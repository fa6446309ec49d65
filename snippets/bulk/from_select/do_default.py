from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=3, on="postgresql")

with Session(engine) as session, session.begin():
    copies = select(func.gen_random_uuid(), Task.title, Task.project_id)
    session.execute(
        insert(Task).from_select(["id", "title", "project_id"], copies)
    )

with Session(engine) as session:
    print(session.scalar(select(func.count(Task.id))))
    #> 6
