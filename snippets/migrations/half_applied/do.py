from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import event

from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")

@event.listens_for(engine, "connect")
def leave_transactions_alone(connection: Any, _record: Any) -> None:
    # page: essence
    connection.isolation_level = None

@event.listens_for(engine, "begin")
def begin(connection: sa.Connection) -> None:
    # page: essence
    connection.exec_driver_sql("BEGIN")

def create_table() -> None:
    op.create_table("label", sa.Column("name", sa.String(50)))

def upgrade() -> None:
    create_table()
    raise NotImplementedError("fill the table")

try:
    migrate(engine, upgrade)
except NotImplementedError:
    print("label exists:", sa.inspect(engine).has_table("label"))
    #> label exists: False

migrate(engine, create_table)
