from alembic import op
from sqlalchemy import inspect

from domain import new_database
from migrations._tools import migrate

engine = new_database(on="postgresql")

# page: from here
def upgrade() -> None:
    # page: essence
    with op.get_context().autocommit_block():
        # page: essence
        op.create_index(
            "ix_task_status", "task", ["status"], postgresql_concurrently=True
        )

migrate(engine, upgrade)

# page: to here
names = [index["name"] for index in inspect(engine).get_indexes("task")]
print("ix_task_status" in names)
#> True
