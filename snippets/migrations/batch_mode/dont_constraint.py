import sqlalchemy as sa
from alembic import op

from domain import Base
from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")
Base.metadata.create_all(engine)

def upgrade() -> None:
    op.create_unique_constraint("uq_task_title", "task", ["title"])
    #! NotImplementedError: No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows for SQLite migrations using a copy-and-move strategy.

migrate(engine, upgrade)

print(sa.inspect(engine).get_unique_constraints("task"))
