from alembic import op

from domain import new_database
from migrations._tools import migrate

engine = new_database(on="postgresql")

# page: from here
def upgrade() -> None:
    op.create_index(
        "ix_task_status", "task", ["status"], postgresql_concurrently=True
    )
    #! sqlalchemy.exc.InternalError: (psycopg.errors.ActiveSqlTransaction) CREATE INDEX CONCURRENTLY cannot run inside a transaction block

migrate(engine, upgrade)
