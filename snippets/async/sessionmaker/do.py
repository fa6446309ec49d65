import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=1)

# page: from here
# page: essence
sessions = async_sessionmaker(engine, expire_on_commit=False)

async def main() -> None:
    async with sessions() as session:
        print(await session.scalar(select(Project.name)))
        #> project-01
    await engine.dispose()

asyncio.run(main())
