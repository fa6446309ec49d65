import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=2, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def count_projects() -> None:
    try:
        async with sessions() as session:
            print(await session.scalar(select(func.count(Project.id))))
            #> 2
            #> 2
    finally:
        # page: essence
        await engine.dispose()

def job() -> None:
    """What a Celery or RQ worker calls."""
    asyncio.run(count_projects())

job()
job()
