import asyncio

from sqlalchemy import func, select

from domain import Project, new_async_database

engine = new_async_database(projects=2)

# page: from here
async def main() -> None:
    # page: essence
    connection = engine.connect()
    print(await connection.scalar(select(func.count(Project.id))))
    #! sqlalchemy.ext.asyncio.exc.AsyncContextNotStarted: AsyncConnection context has not been started and object has not been awaited.
    await engine.dispose()

asyncio.run(main())
