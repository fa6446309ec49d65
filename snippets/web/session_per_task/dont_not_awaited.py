import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=2, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def greet(session: AsyncSession) -> None:
    query = select(Project.name).order_by(Project.name)
    for name in await session.scalars(query):
        print("hello", name)

async def main() -> None:
    async with sessions() as session:
        asyncio.create_task(greet(session))
        await asyncio.sleep(0)
    #! sqlalchemy.exc.IllegalStateChangeError: Method 'close()' can't be called here; method '_connection_for_bind()' is already in progress and this would cause an unexpected state change to <SessionTransactionState.CLOSED: 5>

asyncio.run(main())
