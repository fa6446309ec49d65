import sqlalchemy as sa
from alembic import op

from domain import new_engine
from migrations._tools import migrate

engine = new_engine(on="postgresql")

def create_approval() -> None:
    op.create_table(
        "approval",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.Enum("OPEN", "GIVEN", name="approval_state")),
    )
    op.execute("INSERT INTO approval (state) VALUES ('OPEN')")

migrate(engine, create_approval)

# page: from here
def upgrade() -> None:
    op.execute("ALTER TYPE approval_state ADD VALUE 'EXPIRED'")
    op.execute("UPDATE approval SET state = 'EXPIRED'")
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.UnsafeNewEnumValueUsage) unsafe use of new value "EXPIRED" of enum type approval_state

migrate(engine, upgrade)

# page: to here
with engine.connect() as connection:
    print(connection.scalars(sa.text("SELECT state FROM approval")).all())
