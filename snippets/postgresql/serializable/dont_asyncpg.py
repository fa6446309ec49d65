import asyncio

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Agent, new_async_database

# page: from here
async def release(session: AsyncSession, name: str) -> None:
    """Let the agent go, if another one stays at work."""
    agent = (
        await session.scalars(select(Agent).where(Agent.name == name))
    ).one()
    at_work = select(func.count()).where(Agent.role == "WORKER")
    if (await session.scalar(at_work) or 0) > 1:
        agent.role = "RELEASED"

async def main() -> None:
    engine = new_async_database(projects=1, agents=2, on="postgresql")
    serializable = engine.execution_options(isolation_level="SERIALIZABLE")
    async with AsyncSession(serializable) as first:
        async with AsyncSession(serializable) as second:
            await release(first, "project-01 agent-1")
            await release(second, "project-01 agent-2")
            await first.commit()
            try:
                await second.commit()
                #! [sqlalchemy>=2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) could not serialize access due to read/write dependencies among transactions
                #! [sqlalchemy<2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) <class 'asyncpg.exceptions.SerializationError'>: could not serialize access due to read/write dependencies among transactions
            except DBAPIError as error:
                # page: essence
                retry = isinstance(error, OperationalError)
                print("retry:", retry)
                #!> retry: False
    await engine.dispose()

asyncio.run(main())
