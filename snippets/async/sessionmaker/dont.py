import asyncio

from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=1)

# page: from here
# page: essence
sessions = sessionmaker(engine, expire_on_commit=False)

async def main() -> None:
    async with sessions() as session:
        print(await session.scalar(select(Project.name)))
    #! TypeError: 'Session' object does not support the asynchronous context manager protocol
    await engine.dispose()

asyncio.run(main())
