import asyncio

from sqlalchemy import func, select

from domain import Project, new_async_database

engine = new_async_database(projects=2)

# page: from here
async def main() -> None:
    # page: essence
    async with engine.connect() as connection:
        print(await connection.scalar(select(func.count(Project.id))))
        #> 2
    await engine.dispose()

asyncio.run(main())
