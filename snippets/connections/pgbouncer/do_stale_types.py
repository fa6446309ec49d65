import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from domain import async_engine, new_engine

other_process = new_engine(on="postgresql")
url = async_engine(other_process).url

# page: from here
# page: essence
engine = create_async_engine(
    url,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
    },
)

def migrate(ddl: str) -> None:
    with other_process.begin() as connection:
        connection.execute(text(ddl))

async def read_price() -> None:
    async with engine.connect() as connection:
        print(await connection.scalar(text("SELECT price FROM ai_model")))
        #> 1000000
        #> 1000000.0

async def main() -> None:
    migrate("CREATE TABLE ai_model AS SELECT 1000000 AS price")
    await read_price()
    migrate("ALTER TABLE ai_model ALTER price TYPE real")
    await read_price()
    await engine.dispose()

asyncio.run(main())
