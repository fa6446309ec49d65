import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from domain import Project, Task, new_async_database

engine = new_async_database(projects=2, tasks=3, on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
async def count_tasks(session: AsyncSession) -> None:
    slowly = select(func.count(Task.id), func.pg_sleep(0.1))
    print(await session.scalar(slowly), "tasks")

async def main() -> None:
    async with sessions() as session:
        print(await session.scalar(select(func.count(Project.id))), "projects")
        #> 2 projects
        async with asyncio.TaskGroup() as tasks:
            # page: essence
            tasks.create_task(count_tasks(session))
            tasks.create_task(session.commit())
        #! ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
    await engine.dispose()

asyncio.run(main())
#! [sqlalchemy>=2.1] sqlalchemy.exc.InterfaceError: (sqlalchemy.dialects.postgresql.asyncpg.InterfaceError) cannot perform operation: another operation is in progress
#! [sqlalchemy<2.1] sqlalchemy.exc.InterfaceError: (sqlalchemy.dialects.postgresql.asyncpg.InterfaceError) <class 'asyncpg.exceptions._base.InterfaceError'>: cannot perform operation: another operation is in progress
