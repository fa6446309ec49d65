import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from domain import Project, new_async_database

url = new_async_database(projects=1, on="postgresql").url

# page: from here
engine = create_async_engine(url, poolclass=NullPool)

async def test_counts() -> None:
    async with AsyncSession(engine) as session:
        count = await session.scalar(select(func.count(Project.id)))
        print(count, "project")
        #> 1 project
        #> 1 project

asyncio.run(test_counts())
asyncio.run(test_counts())
