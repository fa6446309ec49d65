import sqlalchemy as sa
from alembic import op

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
    state = sa.Enum("OPEN", "GIVEN", name="approval_state")
    op.create_table(
        "approval_history",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("state", state),
    )
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.DuplicateObject) type "approval_state" already exists

migrate(engine, first_revision)
migrate(engine, second_revision)
