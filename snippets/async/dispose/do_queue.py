import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine

from domain import Project, new_async_database

url = new_async_database(projects=2, on="sqlite").url

# page: from here
engine = create_async_engine(url, pool_size=1, max_overflow=0)

async def count_projects() -> None:
    async with engine.connect() as connection:
        print(await connection.scalar(select(func.count(Project.id))))
        #> 2
        #> 2
        #> 2
        #> 2

async def two_at_once() -> None:
    try:
        await asyncio.gather(count_projects(), count_projects())
    finally:
        # page: essence
        await engine.dispose()

asyncio.run(two_at_once())
asyncio.run(two_at_once())
