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

old = delete(Task).where(Task.status == TaskStatus.OPEN)

batch = select(Task.id).where(Task.status == TaskStatus.OPEN).limit(2)
old_batch = old.where(Task.id.in_(batch))

with engine.connect() as connection:
    # page: essence
    while connection.execute(old_batch).rowcount:
        connection.commit()
        answer()

    print("left:", connection.scalar(select(func.count(Task.id))))
    #> left: 0
