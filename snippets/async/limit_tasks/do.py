import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from domain import Project, ProjectStatus, new_async_database

url = new_async_database(projects=3).url

# page: from here
engine = create_async_engine(
    url, pool_size=2, max_overflow=0, pool_timeout=0.1
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
# page: essence
limit = asyncio.Semaphore(2)

async def summarize(name: str) -> None:
    query = select(Project).where(Project.name == name)
    # page: essence
    async with limit, sessions() as session:
        project = (await session.scalars(query)).one()
        await asyncio.sleep(0.2)  # asks a language model
        project.status = ProjectStatus.ACTIVE
        await session.commit()

async def main() -> None:
    async with asyncio.TaskGroup() as tasks:
        for number in range(1, 4):
            tasks.create_task(summarize(f"project-{number:02}"))
    print("all 3 summarized")
    #> all 3 summarized

# page: to here
async def run() -> None:
    try:
        await main()
    finally:
        await engine.dispose()

# page: from here
asyncio.run(run())
