import asyncio

from sqlalchemy import QueuePool, text
from sqlalchemy.ext.asyncio import create_async_engine

# page: from here
# page: essence
engine = create_async_engine("sqlite+aiosqlite://", poolclass=QueuePool)
#! sqlalchemy.exc.ArgumentError: Pool class QueuePool cannot be used with asyncio engine

async def main() -> None:
    async with engine.connect() as connection:
        print(await connection.scalar(text("SELECT 'connected'")))
    await engine.dispose()

asyncio.run(main())
