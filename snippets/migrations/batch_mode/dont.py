import sqlalchemy as sa
from alembic import op

from domain import Base
from migrations._tools import migrate, new_folder

new_folder()

# page: from here
engine = sa.create_engine("sqlite:///service.db")
Base.metadata.create_all(engine)

def upgrade() -> None:
    op.alter_column("task", "title", type_=sa.Text())
    #! [sqlite<3.53] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) near "ALTER": syntax error
    #! [sqlite>=3.53] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) near "TYPE": syntax error

migrate(engine, upgrade)

task = sa.Table("task", sa.MetaData(), autoload_with=engine)
print(task.c.title.type)
