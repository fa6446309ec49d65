from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=10, tasks=50)

# page: from here
statement = select(Task).execution_options(yield_per=100)

with Session(engine) as session:
    for number, task in enumerate(session.scalars(statement), 1):
        task.status = TaskStatus.DONE
        if number % 100 == 0:
            session.commit()
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.InvalidCursorName) cursor ... does not exist

    done = select(func.count(Task.id)).where(Task.status == TaskStatus.DONE)
    print(session.scalar(done))
    #> [sqlite] 500
