import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Agent, Project, new_async_database

engine = new_async_database(projects=2, agents=3)

# page: from here
async def count(model: type) -> int:
    # page: essence
    async with AsyncSession(engine) as session:
        return await session.scalar(select(func.count()).select_from(model))

async def main() -> None:
    print(await asyncio.gather(count(Project), count(Agent)))
    #> [2, 6]
    await engine.dispose()

asyncio.run(main())
