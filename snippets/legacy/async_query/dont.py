import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from domain import Project, new_async_database

async def main() -> None:
    engine = new_async_database(projects=2)
    async with AsyncSession(engine) as session:
        projects = await session.query(Project).order_by(Project.name).all()
        #! AttributeError: 'AsyncSession' object has no attribute 'query'
        print([project.name for project in projects])
    await engine.dispose()

asyncio.run(main())
