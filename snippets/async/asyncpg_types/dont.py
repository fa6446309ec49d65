import asyncio

from sqlalchemy import text

from domain import new_async_database

engine = new_async_database(projects=3, on="postgresql")

# page: from here
async def main() -> None:
    query = text("SELECT name FROM project ORDER BY name LIMIT :limit")
    async with engine.connect() as connection:
        # page: essence
        rows = await connection.scalars(query, {"limit": "2"})
        #! [sqlalchemy>=2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) invalid input for query argument $1: '2' ('str' object cannot be interpreted as an integer)
        #! [sqlalchemy<2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) <class 'asyncpg.exceptions.DataError'>: invalid input for query argument $1: '2' ('str' object cannot be interpreted as an integer)
        print(rows.all())
    await engine.dispose()

asyncio.run(main())
