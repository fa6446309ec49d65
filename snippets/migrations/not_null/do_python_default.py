import sqlalchemy as sa
from alembic import op

from domain import new_database
from migrations._tools import migrate

# page: from here
engine = new_database(projects=1, tasks=2)
task = sa.table("task", sa.column("title"), sa.column("priority"))

def expand() -> None:
    op.add_column("task", sa.Column("priority", sa.Integer()))

def fill() -> None:
    rows = sa.update(task).where(task.c.priority.is_(None))
    op.execute(rows.values(priority=0))

def contract() -> None:
    with op.batch_alter_table("task") as batch:
        batch.alter_column("priority", nullable=False)

migrate(engine, expand, fill, contract)
with engine.connect() as connection:
    print(connection.execute(sa.select(task).order_by("title")).all())
    #> [('project-01 task-1', 0), ('project-01 task-2', 0)]
