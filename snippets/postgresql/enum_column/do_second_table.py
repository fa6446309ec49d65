import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ENUM

from domain import new_engine
from migrations._tools import migrate

engine = new_engine(on="postgresql")

with engine.begin() as connection:
    connection.execute(
        sa.text("CREATE TYPE task_priority AS ENUM ('LOW', 'HIGH')")
    )

# page: from here
priority = ENUM("LOW", "HIGH", name="task_priority", create_type=False)

def upgrade() -> None:
    op.create_table("approval", sa.Column("priority", priority))

migrate(engine, upgrade)

# page: to here
print(sa.inspect(engine).get_table_names())
#> ['approval']
