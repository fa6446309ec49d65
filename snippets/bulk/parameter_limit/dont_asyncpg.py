import asyncio
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Project, new_async_database

engine = new_async_database(projects=1, on="postgresql")

async def names(session: AsyncSession, ids: list[UUID]) -> list[str]:
    query = select(Project.name).where(Project.id.in_(ids))
    return list(await session.scalars(query))
    #! [sqlalchemy>=2.1] sqlalchemy.exc.InterfaceError: (sqlalchemy.dialects.postgresql.asyncpg.InterfaceError) the number of query arguments cannot exceed 32767
    #! [sqlalchemy<2.1] sqlalchemy.exc.InterfaceError: (sqlalchemy.dialects.postgresql.asyncpg.InterfaceError) <class 'asyncpg.exceptions._base.InterfaceError'>: the number of query arguments cannot exceed 32767

async def main() -> None:
    async with AsyncSession(engine) as session:
        ids = list(await session.scalars(select(Project.id)))
        ids += [uuid4() for _ in range(40_000)]
        print(await names(session, ids))
    await engine.dispose()

asyncio.run(main())
