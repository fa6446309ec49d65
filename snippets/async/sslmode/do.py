import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from domain import new_async_database

url = new_async_database(on="postgresql").url

# page: from here
# page: essence
engine = create_async_engine(url.update_query_dict({"ssl": "prefer"}))

async def main() -> None:
    async with engine.connect() as connection:
        print(await connection.scalar(text("SELECT 'connected'")))
        #> connected
    await engine.dispose()

asyncio.run(main())
