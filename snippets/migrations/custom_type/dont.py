from pathlib import Path

from sqlalchemy import inspect

from migrations._tools import alembic, new_project

engine = new_project()
for old in Path("migrations/versions").glob("*.py"):
    old.unlink()

# page: from here
Path("migrations/env.py").write_text("""
import os

from alembic import context
from sqlalchemy import create_engine

from service import Base

engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()

engine.dispose()
""")

alembic("revision --autogenerate -m 'tasks' --rev-id 0001")
#> Generating migrations/versions/0001_tasks.py ...  done
alembic("upgrade head")
#! NameError: name 'service' is not defined
print(sorted(inspect(engine).get_table_names()))
