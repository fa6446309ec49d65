import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ENUM

from domain import new_engine
from postgresql._migrate import migrate

engine = new_engine(on="postgresql")

# page: from here
def first_revision() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("state", sa.Enum("OPEN", "GIVEN", name="approval_state")),
    )

def second_revision() -> None:
    # page: essence
    state = ENUM(name="approval_state", create_type=False)
    op.create_table(
        "approval_history",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("state", state),
    )

migrate(engine, first_revision)
migrate(engine, second_revision)
