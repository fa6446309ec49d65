import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Task, new_async_database

engine = new_async_database(projects=1, tasks=3)
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def print_tasks() -> None:
    query = select(Task.title).order_by(Task.title)
    query = query.execution_options(yield_per=1000)
    async with sessions() as session:
        # page: essence
        for title in await session.scalars(query):
            print(title)
        #! sqlalchemy.ext.asyncio.exc.AsyncMethodRequired: Can't use the AsyncSession.execute() method with a server-side cursor. Use the AsyncSession.stream() method for an async streaming result set.

# page: to here
async def main() -> None:
    try:
        await print_tasks()
    finally:
        await engine.dispose()

asyncio.run(main())
