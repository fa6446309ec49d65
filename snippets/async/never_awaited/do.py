import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database()
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def create_project(name: str) -> str:
    query = select(Project.id).where(Project.name == name)
    async with sessions() as session:
        # page: essence
        taken = await session.scalar(query)
        if taken:
            return f"{name} is taken"
        session.add(Project(name=name))
        await session.commit()
    # page: to here
    await engine.dispose()
    # page: from here
    return f"{name} was created"

print(asyncio.run(create_project("apollo")))
#> apollo was created
