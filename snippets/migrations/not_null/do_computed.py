import sqlalchemy as sa
from alembic import op

from domain import new_database
from migrations._tools import migrate

# page: from here
engine = new_database(projects=1, tasks=2)
task = sa.table("task", sa.column("title"), sa.column("summary"))

def expand() -> None:
    op.add_column("task", sa.Column("summary", sa.String(200)))

def fill() -> None:
    # page: essence
    rows = sa.update(task).where(task.c.summary.is_(None))
    op.execute(rows.values(summary=sa.func.upper(task.c.title)))

def contract() -> None:
    with op.batch_alter_table("task") as batch:
        batch.alter_column("summary", nullable=False)

migrate(engine, expand, fill, contract)
with engine.connect() as connection:
    query = sa.text("SELECT summary FROM task ORDER BY title")
    print(connection.scalars(query).all())
    #> ['PROJECT-01 TASK-1', 'PROJECT-01 TASK-2']
