import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Agent, Project, new_async_database

engine = new_async_database(projects=1)
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def add_agent(name: str) -> None:
    async with sessions() as session:
        project = (await session.scalars(select(Project))).one()
        # page: essence
        project.agents.append(Agent(name=name))
        #! [sqlalchemy>=2.1, sqlite] sqlalchemy.exc.StatementError: (sqlalchemy.exc.MissingGreenlet) greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy>=2.1, postgresql] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
        await session.commit()
        print(await session.scalar(select(func.count(Agent.id))), "agent")

# page: to here
async def main() -> None:
    try:
        await add_agent("ada")
    finally:
        await engine.dispose()

asyncio.run(main())
