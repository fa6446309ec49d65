import sqlalchemy as sa
from alembic import op
from alembic.migration import MigrationContext
from alembic.operations import Operations

from domain import new_engine

# page: from here
engine = new_engine(on="postgresql", isolation_level="AUTOCOMMIT")

def upgrade() -> None:
    op.create_table("label", sa.Column("name", sa.String(50)))

with engine.connect() as connection:
    with Operations.context(MigrationContext.configure(connection)):
        upgrade()
    connection.rollback()

print("label exists:", sa.inspect(engine).has_table("label"))
#!> label exists: True
