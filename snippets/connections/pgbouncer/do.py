import asyncio

from pooler import pooler, through_pooler
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from domain import Project, new_async_database

url = new_async_database(projects=1, on="postgresql").url

# page: from here
# page: essence
engine = create_async_engine(
    through_pooler(url),
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
    },
)
sessions = async_sessionmaker(engine, expire_on_commit=False)

async def two_requests() -> None:
    query = select(Project.name)
    async with sessions() as first, sessions() as second:
        print(await first.scalar(query))
        #> project-01
        print(await second.scalar(query))
        #> project-01
        await first.commit()
        await second.commit()
        print(await first.scalar(query))
        #> project-01

# page: to here
async def main() -> None:
    async with pooler(url):
        try:
            await two_requests()
        finally:
            await engine.dispose()

asyncio.run(main())
