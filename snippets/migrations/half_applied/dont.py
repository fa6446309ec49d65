import sqlalchemy as sa
from alembic import op
from alembic.migration import MigrationContext
from alembic.operations import Operations

from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")

def upgrade() -> None:
    op.create_table("label", sa.Column("name", sa.String(50)))
    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table label already exists

with engine.connect() as connection:
    with Operations.context(MigrationContext.configure(connection)):
        upgrade()
    connection.rollback()

print("label exists:", sa.inspect(engine).has_table("label"))
#!> label exists: True
migrate(engine, upgrade)
