import asyncio

from sqlalchemy import text

from domain import new_async_database

engine = new_async_database(projects=2, on="postgresql")

# page: from here
async def count_since(start: str) -> None:
    query = text("SELECT count(*) FROM project WHERE created_at > :start")
    async with engine.connect() as connection:
        # page: essence
        values = {"start": start}
        print(await connection.scalar(query, values), "projects")
        #! [sqlalchemy>=2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) invalid input for query argument $1: '2026-03-01T09:00:00+00:00' (expected a datetime.date or datetime.datetime instance, got 'str')
        #! [sqlalchemy<2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) <class 'asyncpg.exceptions.DataError'>: invalid input for query argument $1: '2026-03-01T09:00:00+00:00' (expected a datetime.date or datetime.datetime instance, got 'str')

    # page: to here
    await engine.dispose()

# page: from here
asyncio.run(count_since("2026-03-01T09:00:00+00:00"))
