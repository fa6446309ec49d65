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
        batch.alter_column("title", type_=sa.Text())

migrate(engine, upgrade)

task = sa.Table("task", sa.MetaData(), autoload_with=engine)
print(task.c.title.type)
#> TEXT
