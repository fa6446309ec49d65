import asyncio
from contextlib import suppress

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from domain import Project, new_async_database
from postgresql._locks import settle, waiting
from postgresql._migrate import run

# page: from here
def upgrade() -> None:
    # page: essence
    op.add_column("project", sa.Column("deadline", sa.Date))

async def migrate(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        with suppress(DBAPIError):
            await connection.run_sync(run, upgrade)

async def answer(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return list(await connection.scalars(sa.select(Project.name)))

async def main() -> None:
    engine = new_async_database(projects=1, on="postgresql")
    async with engine.connect() as report:
        await report.execute(sa.select(Project.name))

        migration = asyncio.create_task(migrate(engine))
        await settle(engine, migration)
        request = asyncio.create_task(answer(engine))
        await settle(engine, migration, request)
        print("waiting for a lock:", await waiting(engine))
        #!> waiting for a lock: 2

    print("request:", await request)
    #> request: ['project-01']
    await migration
    await engine.dispose()

asyncio.run(main())
