import os
from pathlib import Path

from sqlalchemy import inspect

from domain_database import async_engine
from migrations._tools import alembic, new_project

engine = new_project()
url = async_engine(engine).url.render_as_string(hide_password=False)
os.environ["DATABASE_URL"] = url

# page: from here
print(url.split(":")[0])
#> [sqlite] sqlite+aiosqlite
#> [postgresql] postgresql+asyncpg

Path("migrations/env.py").write_text("""
import os

from alembic import context
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()

engine.dispose()
""")

alembic("upgrade head")
#! [sqlalchemy>=2.1, postgresql] RuntimeWarning: coroutine 'connect' was never awaited
#! [sqlalchemy>=2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
#! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
print("project exists:", inspect(engine).has_table("project"))
