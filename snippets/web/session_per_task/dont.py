import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from domain import Agent, Base, Project, new_async_database

engine = new_async_database(projects=2, agents=3, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def count(session: AsyncSession, model: type[Base]) -> int | None:
    return await session.scalar(select(func.count()).select_from(model))
    #! sqlalchemy.exc.InvalidRequestError: This session is provisioning a new connection; concurrent operations are not permitted

async def main() -> None:
    async with sessions() as session:
        # page: essence
        counts = count(session, Project), count(session, Agent)
        print(await asyncio.gather(*counts))
    #! sqlalchemy.exc.IllegalStateChangeError: Method 'close()' can't be called here; method '_connection_for_bind()' is already in progress and this would cause an unexpected state change to <SessionTransactionState.CLOSED: 5>

asyncio.run(main())
