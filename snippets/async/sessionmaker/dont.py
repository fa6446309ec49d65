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
    #! [python<3.14] TypeError: 'Session' object does not support the asynchronous context manager protocol
    #! [python>=3.14] TypeError: 'sqlalchemy.orm.session.Session' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'?
    await engine.dispose()

asyncio.run(main())
