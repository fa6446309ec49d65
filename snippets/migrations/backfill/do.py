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

summary = sa.func.lower(task.c.title)
fill = sa.update(task).where(task.c.summary.is_(None)).values(summary=summary)

batch = sa.select(task.c.id).where(task.c.summary.is_(None)).limit(2)
fill_batch = fill.where(task.c.id.in_(batch))

with engine.connect() as connection:
    # page: essence
    while connection.execute(fill_batch).rowcount:
        connection.commit()
        answer()

    filled = sa.select(sa.func.count(task.c.summary))
    print("filled:", connection.scalar(filled))
    #> filled: 3
