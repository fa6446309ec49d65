import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker

from domain import Agent, Base, Project, new_async_database

engine = new_async_database(projects=2, agents=3, on="postgresql")

# page: from here
factory = async_sessionmaker(engine, expire_on_commit=False)
# page: essence
session = async_scoped_session(factory, scopefunc=asyncio.current_task)

async def count(model: type[Base]) -> int | None:
    try:
        return await session.scalar(select(func.count()).select_from(model))
    finally:
        await session.remove()

async def main() -> None:
    print(await asyncio.gather(count(Project), count(Agent)))
    #> [2, 6]
    await engine.dispose()

asyncio.run(main())
