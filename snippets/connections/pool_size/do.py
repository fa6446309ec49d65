import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from domain import async_engine, new_engine

psql = new_engine(on="postgresql", isolation_level="AUTOCOMMIT").connect()
url = async_engine(psql.engine).url

def limit_connections(number: int) -> None:
    ddl = f"ALTER DATABASE {url.database} CONNECTION LIMIT {number}"
    psql.execute(text(ddl))

# page: from here
def start_worker() -> AsyncEngine:
    # page: essence
    return create_async_engine(url, pool_size=4, max_overflow=0)

async def request(worker: AsyncEngine) -> None:
    async with worker.connect() as connection:
        await connection.execute(text("SELECT 1"))

async def burst(worker: AsyncEngine) -> int:
    """How many of five requests at the same time succeed."""
    requests = [request(worker) for _ in range(5)]
    results = await asyncio.gather(*requests, return_exceptions=True)
    return results.count(None)

async def main() -> None:
    workers = [start_worker() for _ in range(4)]
    for worker in workers:
        print(await burst(worker), "of 5 requests answered")
        #> 5 of 5 requests answered
        #> 5 of 5 requests answered
        #> 5 of 5 requests answered
        #> 5 of 5 requests answered
    for worker in workers:
        await worker.dispose()

limit_connections(20)
asyncio.run(main())
# page: to here
limit_connections(-1)
psql.close()
