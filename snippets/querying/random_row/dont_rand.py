from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=500)

# page: from here
with Session(engine) as session:
    query = select(Task).order_by(func.rand()).limit(1)
    task = session.scalars(query).one()
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such function: rand
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) function rand() does not exist
    print("a task:", isinstance(task, Task))
    print("tasks loaded:", len(session.identity_map))
