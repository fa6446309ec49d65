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
    #! [sqlalchemy>=2.1, postgresql] RuntimeWarning: coroutine 'connect' was never awaited
    #! [sqlalchemy>=2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
    #! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?

async def main() -> None:
    async with sessions() as session:
        # page: essence
        print(await asyncio.to_thread(count_agents, session.sync_session))
    await engine.dispose()

asyncio.run(main())
