from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Task, new_database

engine = new_database(projects=1, tasks=1, on="postgresql")

# page: from here
with Session(engine) as session:
    query = select(Task).options(joinedload(Task.agent))
    # page: essence
    task = session.scalars(query.with_for_update(of=Task)).one()
    print(task.title, task.agent)
    #> project-01 task-1 None
