import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Project, new_async_database

async def main() -> None:
    engine = new_async_database(projects=2)
    async with AsyncSession(engine) as session:
        projects = await session.scalars(
            select(Project).order_by(Project.name)
        )
        print([project.name for project in projects])
        #> ['project-01', 'project-02']
    await engine.dispose()

asyncio.run(main())
