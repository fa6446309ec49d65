import asyncio

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=1, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def main() -> None:
    async with sessions() as session:
        session.add(Project(name="apollo"))
        await session.flush()
        try:
            async with asyncio.timeout(0.1):
                await session.execute(text("SELECT pg_sleep(60)"))
            #! TimeoutError
        except TimeoutError:
            print("too slow")
            #> too slow
            # page: essence
            await session.rollback()
        query = select(Project.name).order_by(Project.name)
        print((await session.scalars(query)).all())
        #> ['project-01']
    await engine.dispose()

asyncio.run(main())
