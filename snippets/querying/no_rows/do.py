from sqlalchemy import update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=2)

finish = update(Task).values(status=TaskStatus.DONE).returning(Task.title)

with Session(engine) as session:
    titles = session.scalars(finish).all()
    print(sorted(titles))
    #> ['project-01 task-1', 'project-01 task-2']
    session.commit()
