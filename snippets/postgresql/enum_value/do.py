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
    with op.get_context().autocommit_block():
        op.execute(
            "ALTER TYPE approval_state ADD VALUE IF NOT EXISTS 'EXPIRED'"
        )
    op.execute("UPDATE approval SET state = 'EXPIRED'")

migrate(engine, upgrade)

# page: to here
with engine.connect() as connection:
    print(connection.scalars(sa.text("SELECT state FROM approval")).all())
    #> ['EXPIRED']
