from alembic import op
from sqlalchemy import create_engine, inspect, update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database
from migrations._tools import migrate
from postgresql._locks import background

engine = new_database(projects=1, tasks=1, on="postgresql")

# page: from here
options = {"options": "-c lock_timeout=200ms"}
migrations = create_engine(engine.url, connect_args=options)

def upgrade() -> None:
    with op.get_context().autocommit_block():
        # page: essence
        op.execute("SET lock_timeout = 0")
        op.create_index(
            "ix_task_title", "task", ["title"], postgresql_concurrently=True
        )
        op.execute("RESET lock_timeout")

with background(engine) as threads, Session(engine) as request:
    request.execute(update(Task).values(status=TaskStatus.DONE))
    migration = threads.start(migrate, migrations, upgrade)
    request.commit()

migration.result()
names = [index["name"] for index in inspect(engine).get_indexes("task")]
print("ix_task_title" in names)
#> True
