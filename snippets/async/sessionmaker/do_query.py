import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=2)
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def main() -> None:
    async with sessions() as session:
        # page: essence
        projects = await session.scalars(
            select(Project).order_by(Project.name)
        )
        print([project.name for project in projects])
        #> ['project-01', 'project-02']
    await engine.dispose()

asyncio.run(main())
