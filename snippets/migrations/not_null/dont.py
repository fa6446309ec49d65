import sqlalchemy as sa
from alembic import op

from domain import new_database
from migrations._tools import migrate

# page: from here
engine = new_database(projects=1, tasks=2)

def upgrade() -> None:
    op.add_column("task", sa.Column("priority", sa.Integer(), nullable=False))
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) Cannot add a NOT NULL column with default value NULL
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) column "priority" of relation "task" contains null values

migrate(engine, upgrade)
