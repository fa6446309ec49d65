import sqlalchemy as sa
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=3, on="postgresql")

with engine.begin() as connection:
    connection.execute(sa.text("ALTER TABLE task ADD COLUMN summary text"))

task = sa.table(
    "task", sa.column("id"), sa.column("title"), sa.column("summary")
)

# page: from here
def answer() -> None:
    """A request, while the migration is running."""
    with Session(engine) as session, session.begin():
        session.execute(sa.text("SET LOCAL lock_timeout = '100ms'"))
        session.execute(sa.update(Task).values(status=TaskStatus.DONE))
        #! sqlalchemy.exc.OperationalError: (psycopg.errors.LockNotAvailable) canceling statement due to lock timeout

summary = sa.func.lower(task.c.title)
fill = sa.update(task).where(task.c.summary.is_(None)).values(summary=summary)

with engine.connect() as connection:
    # page: essence
    connection.execute(fill)
    answer()
    connection.commit()

    filled = sa.select(sa.func.count(task.c.summary))
    print("filled:", connection.scalar(filled))
