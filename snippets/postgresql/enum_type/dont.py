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
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.DuplicateObject) type "approval_state" already exists

def downgrade() -> None:
    # page: essence
    op.drop_table("approval")

migrate(engine, upgrade, downgrade)
migrate(engine, upgrade)
