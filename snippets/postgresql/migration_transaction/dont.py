import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import ProgrammingError

from domain import new_engine
from migrations._tools import migrate

# page: from here
engine = new_engine(on="postgresql", isolation_level="AUTOCOMMIT")

def upgrade() -> None:
    op.create_table("label", sa.Column("name", sa.String(50)))
    op.execute("INSERT INTO label (title) VALUES ('urgent')")
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedColumn) column "title" of relation "label" does not exist

try:
    migrate(engine, upgrade)
except ProgrammingError:
    print("label exists:", sa.inspect(engine).has_table("label"))
    #!> label exists: True
