import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database()
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def main() -> None:
    async with sessions() as session:
        project = Project(name="apollo")
        # page: essence
        await session.add(project)
        #! [python<3.14] TypeError: object NoneType can't be used in 'await' expression
        #! [python>=3.14] TypeError: 'NoneType' object can't be awaited
        await session.commit()
        print("saved", project.name)
    await engine.dispose()

asyncio.run(main())
