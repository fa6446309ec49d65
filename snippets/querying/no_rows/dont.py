from sqlalchemy import update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=2)

finish = update(Task).values(status=TaskStatus.DONE)

with Session(engine) as session:
    titles = session.scalars(finish).all()
    #! sqlalchemy.exc.ResourceClosedError: This result object does not return rows. It has been closed automatically.
    print(sorted(titles))
    session.commit()
