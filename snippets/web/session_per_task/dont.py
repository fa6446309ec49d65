import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Agent, Project, new_async_database

engine = new_async_database(projects=2, agents=3)

# page: from here
async def count(session: AsyncSession, model: type) -> int:
    return await session.scalar(select(func.count()).select_from(model))
    #! sqlalchemy.exc.InvalidRequestError: This session is provisioning a new connection; concurrent operations are not permitted

async def main() -> None:
    async with AsyncSession(engine) as session:
        # page: essence
        tasks = count(session, Project), count(session, Agent)
        print(await asyncio.gather(*tasks, return_exceptions=True))
        #!> [2, InvalidRequestError('This session is provisioning a new connection; concurrent operations are not permitted')]
    await engine.dispose()

asyncio.run(main())
