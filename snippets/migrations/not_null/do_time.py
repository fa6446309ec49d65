import sqlalchemy as sa
from alembic import op

from domain import new_database
from migrations._tools import migrate

engine = new_database(projects=1, tasks=1, on="postgresql")

# page: from here
def upgrade() -> None:
    op.add_column("task", sa.Column("started_at", sa.DateTime(timezone=True)))
    # page: essence
    op.alter_column("task", "started_at", server_default=sa.func.now())

migrate(engine, upgrade)
with engine.connect() as connection:
    query = sa.text("SELECT started_at IS NULL FROM task")
    print("start is unknown:", connection.scalar(query))
    #> start is unknown: True
