import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

# page: from here
# page: essence
engine = create_async_engine("sqlite://")
#! sqlalchemy.exc.InvalidRequestError: The asyncio extension requires an async driver to be used. The loaded 'pysqlite' is not async.

async def main() -> None:
    async with engine.connect() as connection:
        print(await connection.scalar(text("SELECT 'connected'")))
    await engine.dispose()

asyncio.run(main())
