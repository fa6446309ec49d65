import sqlalchemy as sa
from alembic import op

from domain import new_database
from migrations._tools import migrate

# page: from here
engine = new_database(projects=1, tasks=2)

def upgrade() -> None:
    op.add_column(
        "task",
        sa.Column(
            "summary", sa.String(200), server_default="", nullable=False
        ),
    )

migrate(engine, upgrade)
with engine.connect() as connection:
    query = sa.text("SELECT summary FROM task ORDER BY title")
    print(connection.scalars(query).all())
    #!> ['', '']
