import sqlalchemy as sa
from alembic import op

from domain import new_engine
from migrations._tools import migrate

engine = new_engine(on="postgresql")

with engine.begin() as connection:
    connection.execute(
        sa.text("CREATE TYPE task_priority AS ENUM ('LOW', 'HIGH')")
    )

# page: from here
priority = sa.Enum("LOW", "HIGH", name="task_priority")

def upgrade() -> None:
    op.create_table("approval", sa.Column("priority", priority))
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.DuplicateObject) type "task_priority" already exists

migrate(engine, upgrade)

# page: to here
print(sa.inspect(engine).get_table_names())
