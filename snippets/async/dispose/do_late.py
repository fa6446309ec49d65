import asyncio

from pool_log import errors
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=2, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def count_projects() -> None:
    async with sessions() as session:
        print(await session.scalar(select(func.count(Project.id))))
        #> 2
    # page: essence
    await engine.dispose()

asyncio.run(count_projects())

print("in the log:", errors)
#> in the log: []
