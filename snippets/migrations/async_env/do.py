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
import asyncio
import os

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

def migrate(connection: Connection) -> None:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()

async def main() -> None:
    engine = create_async_engine(os.environ["DATABASE_URL"])
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()

asyncio.run(main())
""")

alembic("upgrade head")
print("project exists:", inspect(engine).has_table("project"))
#> project exists: True
