from pathlib import Path

from sqlalchemy import inspect

from domain import new_engine
from migrations._tools import alembic, new_project

new_engine(on="postgresql").dispose()
engine = new_project()

# page: from here
Path("migrations/env.py").write_text("""
import os
from alembic import context
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    connection.execute(text("SET lock_timeout = '3s'"))
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
""")

alembic("upgrade head")
print("project exists:", inspect(engine).has_table("project"))
#!> project exists: False
