import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import Session

from domain import Agent, new_async_database

engine = new_async_database(projects=1, agents=2)
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
def count_agents(session: Session) -> int:
    return session.scalars(select(func.count(Agent.id))).one()

async def main() -> None:
    async with sessions() as session:
        # page: essence
        print(await session.run_sync(count_agents))
        #> 2
    await engine.dispose()

asyncio.run(main())
