from pathlib import Path

from migrations._tools import alembic, new_project

new_project()

# page: from here
alembic("upgrade head")

# Another service, with the same database.
for revision in Path("migrations/versions").glob("*.py"):
    revision.unlink()
Path("migrations/env.py").write_text("""
import os
from alembic import context
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, version_table="alembic_version_mail")
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
""")
alembic("--quiet revision -m 'mail' --rev-id m001")
alembic("upgrade head")
alembic("current")
#> m001 (head)
