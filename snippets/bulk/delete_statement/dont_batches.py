from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=3, on="postgresql")

# page: from here
def answer() -> None:
    """A request, while the rows are being deleted."""
    with Session(engine) as session, session.begin():
        session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        session.execute(update(Task).values(agent_id=None))
        #! sqlalchemy.exc.OperationalError: (psycopg.errors.LockNotAvailable) canceling statement due to lock timeout

old = delete(Task).where(Task.status == TaskStatus.OPEN)

with engine.connect() as connection:
    # page: essence
    connection.execute(old)
    answer()
    connection.commit()

    print("left:", connection.scalar(select(func.count(Task.id))))
