import asyncio

from sqlalchemy import select, text
from sqlalchemy.exc import NotSupportedError
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, async_engine, new_database

other_process = new_database(projects=1, on="postgresql")
engine = async_engine(other_process)
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
def migrate() -> None:
    with other_process.begin() as connection:
        ddl = "ALTER TABLE project ALTER name TYPE varchar(200)"
        connection.execute(text(ddl))

async def read_names() -> str:
    async with sessions() as session:
        return " ".join(await session.scalars(select(Project.name)))
        #! sqlalchemy.exc.NotSupportedError: (sqlalchemy.dialects.postgresql.asyncpg.InvalidCachedStatementError) ...cached statement plan is invalid due to a database schema or configuration change (SQLAlchemy asyncpg dialect will now invalidate all prepared caches in response to this exception)

async def handle_request() -> str:
    try:
        return await read_names()
    except NotSupportedError:
        # page: essence
        return await read_names()

async def main() -> None:
    print(await handle_request())
    #> project-01
    migrate()
    print(await handle_request())
    #> project-01
    await engine.dispose()

asyncio.run(main())
