import sqlalchemy as sa
from alembic import op

from domain import new_engine
from migrations._tools import migrate

engine = new_engine(on="postgresql")

with engine.begin() as connection:
    connection.execute(sa.text("CREATE TABLE approval (state varchar(10))"))
    connection.execute(sa.text("INSERT INTO approval VALUES ('OPEN')"))

# page: from here
state = sa.Enum("OPEN", "GIVEN", name="approval_state")

def upgrade() -> None:
    state.create(op.get_bind())
    using = "state::approval_state"
    op.alter_column("approval", "state", type_=state, postgresql_using=using)

migrate(engine, upgrade)

# page: to here
with engine.connect() as connection:
    query = "SELECT state, pg_typeof(state)::text FROM approval"
    print(connection.execute(sa.text(query)).all())
    #> [('OPEN', 'approval_state')]
