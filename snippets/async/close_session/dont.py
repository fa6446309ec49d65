import asyncio
import gc
import logging

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())
engine = new_async_database(projects=1, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def find_project() -> str | None:
    # page: essence
    session = sessions()
    return await session.scalar(select(Project.name))

async def main() -> None:
    print(await find_project())
    #> project-01
    gc.collect()
    #! sqlalchemy.exc.SAWarning: The garbage collector is trying to clean up non-checked-in connection <AdaptedConnection <asyncpg.connection.Connection object at ...>>, which will be terminated.  Please ensure that SQLAlchemy pooled connections are returned to the pool explicitly, either by calling ``close()`` or by using appropriate context managers to manage their lifecycle.
    await engine.dispose()

asyncio.run(main())
