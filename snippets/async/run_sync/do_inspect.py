import asyncio

from sqlalchemy import inspect

from domain import new_async_database

engine = new_async_database()

# page: from here
async def main() -> None:
    async with engine.connect() as connection:
        exists = await connection.run_sync(
            lambda sync: inspect(sync).has_table("project")
        )
        print(exists)
        #> True
    await engine.dispose()

asyncio.run(main())
