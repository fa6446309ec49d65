import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=2)
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def list_projects() -> None:
    query = select(Project.name).order_by(Project.name)
    async with sessions() as session:
        print((await session.scalars(query)).all())
        #> ['project-01', 'project-02']

# page: to here
async def main() -> None:
    await list_projects()
    await engine.dispose()

asyncio.run(main())
