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

from sqlalchemy.dialects.postgresql import JSONB

from jobs import Base

def render_item(kind, item, autogen_context):
    if kind == "type" and isinstance(item, JSONB):
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return "postgresql.JSONB().with_variant(sa.JSON(), 'sqlite')"
    return False

engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()

engine.dispose()
""")

alembic("revision --autogenerate -m 'jobs' --rev-id 0001")
#> Generating migrations/versions/0001_jobs.py ...  done
alembic("upgrade head")
print(sorted(inspect(engine).get_table_names()))
#> ['alembic_version', 'job']
