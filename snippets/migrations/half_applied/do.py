from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.migration import MigrationContext
from alembic.operations import Operations

from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")

@sa.event.listens_for(engine, "connect")
def leave_transactions_alone(connection: Any, _record: Any) -> None:
    connection.isolation_level = None

@sa.event.listens_for(engine, "begin")
def begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")

def upgrade() -> None:
    op.create_table("label", sa.Column("name", sa.String(50)))

with engine.connect() as connection:
    with Operations.context(MigrationContext.configure(connection)):
        upgrade()
    connection.rollback()

print("label exists:", sa.inspect(engine).has_table("label"))
#> label exists: False
migrate(engine, upgrade)
