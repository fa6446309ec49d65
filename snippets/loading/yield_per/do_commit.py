from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=10, tasks=50)

# page: from here
statement = select(Task).execution_options(yield_per=100)

with Session(engine) as session:
    for tasks in session.scalars(statement).partitions():
        for task in tasks:
            task.status = TaskStatus.DONE
        session.flush()
    session.commit()

    done = select(func.count(Task.id)).where(Task.status == TaskStatus.DONE)
    print(session.scalar(done))
    #> 500
