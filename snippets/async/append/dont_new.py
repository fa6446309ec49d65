import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Agent, Project, new_async_database

engine = new_async_database()
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def create_project(name: str) -> None:
    async with sessions() as session:
        # page: essence
        project = Project(name=name)
        session.add(project)
        await session.commit()
        project.agents.append(Agent(name="ada"))
        #! [sqlalchemy>=2.1, sqlite] sqlalchemy.exc.StatementError: (sqlalchemy.exc.MissingGreenlet) greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy>=2.1, postgresql] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
        await session.commit()
        print([agent.name for agent in project.agents])

# page: to here
async def main() -> None:
    try:
        await create_project("apollo")
    finally:
        await engine.dispose()

asyncio.run(main())
