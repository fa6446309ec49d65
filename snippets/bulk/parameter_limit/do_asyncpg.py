import asyncio
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, Uuid, any_, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Project, new_async_database

engine = new_async_database(projects=1, on="postgresql")

async def names(session: AsyncSession, ids: list[UUID]) -> list[str]:
    query = select(Project.name).where(
        Project.id == any_(literal(ids, ARRAY(Uuid)))
    )
    return list(await session.scalars(query))

async def main() -> None:
    async with AsyncSession(engine) as session:
        ids = list(await session.scalars(select(Project.id)))
        ids += [uuid4() for _ in range(40_000)]
        print(await names(session, ids))
        #> ['project-01']
    await engine.dispose()

asyncio.run(main())
