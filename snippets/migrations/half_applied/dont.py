import sqlalchemy as sa
from alembic import op

from migrations._tools import migrate, new_folder

new_folder()

# page: from here
# page: essence
engine = sa.create_engine("sqlite:///service.db")

def create_table() -> None:
    op.create_table("label", sa.Column("name", sa.String(50)))
    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table label already exists

def upgrade() -> None:
    create_table()
    raise NotImplementedError("fill the table")

try:
    migrate(engine, upgrade)
except NotImplementedError:
    print("label exists:", sa.inspect(engine).has_table("label"))
    #!> label exists: True

migrate(engine, create_table)
