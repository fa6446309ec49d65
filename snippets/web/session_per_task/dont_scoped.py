import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import scoped_session

from domain import Agent, Base, Project, new_async_database

engine = new_async_database(projects=2, agents=3, on="postgresql")

# page: from here
factory = async_sessionmaker(engine, expire_on_commit=False)
# page: essence
session = scoped_session(factory)

async def count(model: type[Base]) -> int | None:
    try:
        return await session.scalar(select(func.count()).select_from(model))
        #! sqlalchemy.exc.InvalidRequestError: This session is provisioning a new connection; concurrent operations are not permitted
    finally:
        await session.close()
        #! sqlalchemy.exc.IllegalStateChangeError: Method 'close()' can't be called here; method '_connection_for_bind()' is already in progress and this would cause an unexpected state change to <SessionTransactionState.CLOSED: 5>

async def main() -> None:
    print(await asyncio.gather(count(Project), count(Agent)))
    await engine.dispose()

asyncio.run(main())
