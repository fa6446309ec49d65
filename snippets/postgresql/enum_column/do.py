import sqlalchemy as sa
from alembic import op

from domain import new_database
from migrations._tools import migrate

engine = new_database(projects=1, tasks=1, on="postgresql")

# page: from here
priority = sa.Enum("LOW", "HIGH", name="task_priority")

def upgrade() -> None:
    # page: essence
    priority.create(op.get_bind())
    op.add_column("task", sa.Column("priority", priority))

migrate(engine, upgrade)

# page: to here
with engine.connect() as connection:
    print(connection.scalars(sa.text("SELECT priority FROM task")).all())
    #> [None]
