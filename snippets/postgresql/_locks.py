"""Who waits for a lock."""

import asyncio
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine


async def waiting(engine: AsyncEngine) -> int:
    """How many sessions of this database wait for a lock."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        " AND datname = current_database()"
    )
    async with engine.connect() as connection:
        return int((await connection.execute(query)).scalar_one())


async def settle(engine: AsyncEngine, *tasks: asyncio.Task[Any]) -> None:
    """Let tasks run until each has ended, or has hung in a lock for a second."""
    while pending := [task for task in tasks if not task.done()]:
        if await waiting(engine) < len(pending):
            await asyncio.sleep(0.01)
            continue
        first = asyncio.FIRST_COMPLETED
        done, _ = await asyncio.wait(pending, timeout=1, return_when=first)
        if not done:
            return
