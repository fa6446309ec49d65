import asyncio

from asyncpg import UniqueViolationError
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=1, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def create_project(name: str) -> str:
    async with sessions() as session:
        session.add(Project(name=name))
        try:
            await session.commit()
            #! [sqlalchemy>=2.1] sqlalchemy.exc.IntegrityError: (sqlalchemy.dialects.postgresql.asyncpg.UniqueViolationError) duplicate key value violates unique constraint "uq_project_name"
            #! [sqlalchemy<2.1] sqlalchemy.exc.IntegrityError: (sqlalchemy.dialects.postgresql.asyncpg.IntegrityError) <class 'asyncpg.exceptions.UniqueViolationError'>: duplicate key value violates unique constraint "uq_project_name"
        # page: essence
        except UniqueViolationError:
            return f"{name} is taken"
        except Exception:
            return "500 Internal Server Error"
    return f"{name} was created"

async def main() -> None:
    print(await create_project("project-01"))
    #!> 500 Internal Server Error
    await engine.dispose()

asyncio.run(main())
