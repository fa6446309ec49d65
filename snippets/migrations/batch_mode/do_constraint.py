import sqlalchemy as sa
from alembic import op

from domain import Base
from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")
Base.metadata.create_all(engine)

def upgrade() -> None:
    with op.batch_alter_table("task") as batch:
        batch.create_unique_constraint("uq_task_title", ["title"])

migrate(engine, upgrade)

print(sa.inspect(engine).get_unique_constraints("task"))
#> [{'name': 'uq_task_title', 'column_names': ['title']}]
