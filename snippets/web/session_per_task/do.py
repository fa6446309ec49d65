import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Agent, Base, Project, new_async_database

engine = new_async_database(projects=2, agents=3, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def count(model: type[Base]) -> int | None:
    # page: essence
    async with sessions() as session:
        return await session.scalar(select(func.count()).select_from(model))

async def main() -> None:
    print(await asyncio.gather(count(Project), count(Agent)))
    #> [2, 6]
    await engine.dispose()

asyncio.run(main())
