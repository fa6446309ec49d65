"""The shared database, reached through its asyncio driver."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from domain import new_database


def new_async_database(**rows: int) -> AsyncEngine:
    """An async engine on a database as new_database() makes it."""
    url = new_database(**rows).url
    if url.drivername == "sqlite":
        url = url.set(drivername="sqlite+aiosqlite")
    return create_async_engine(url)
