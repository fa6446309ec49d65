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
            "priority", sa.Integer(), server_default="0", nullable=False
        ),
    )

migrate(engine, upgrade)
with engine.connect() as connection:
    query = sa.text("SELECT title, priority FROM task ORDER BY title")
    print(connection.execute(query).all())
    #> [('project-01 task-1', 0), ('project-01 task-2', 0)]
