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
        #> hello project-01
        #> hello project-02

async def main() -> None:
    async with sessions() as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(greet(session))
    await engine.dispose()

asyncio.run(main())
