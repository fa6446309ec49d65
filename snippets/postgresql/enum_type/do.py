import sqlalchemy as sa
from alembic import op

from domain import new_engine
from migrations._tools import migrate

engine = new_engine(on="postgresql")

# page: from here
def upgrade() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("state", sa.Enum("OPEN", "GIVEN", name="approval_state")),
    )

def downgrade() -> None:
    # page: essence
    op.drop_table("approval")
    # page: essence
    sa.Enum(name="approval_state").drop(op.get_bind())

migrate(engine, upgrade, downgrade)
migrate(engine, upgrade)
