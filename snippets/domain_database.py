"""A database for a program of the guide: SQLite, or GUIDE_DATABASE_URL's."""

import os
import tempfile
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

folders: list[tempfile.TemporaryDirectory[str]] = []
"""Where the SQLite files are. They are deleted when the program ends."""

ASYNC_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql+psycopg": "postgresql+asyncpg",
}


def new_engine(on: str | None = None, **options: Any) -> Engine:
    """An engine for an empty database; the options go to create_engine().

    Foreign keys are enforced on SQLite too, as PostgreSQL always does.
    `on="postgresql"` marks an example that means nothing elsewhere.
    """
    url = os.environ.get("GUIDE_DATABASE_URL")
    if on and not (url or "sqlite").startswith(on):
        start = "run python -m harness.running.postgresql, and set what it prints"
        remedy = "unset GUIDE_DATABASE_URL" if url else start
        raise SystemExit(f"This example is for {on} only: {remedy}.")
    if url:
        return create_engine(url, **options)
    folder = tempfile.TemporaryDirectory(prefix="guide-")
    folders.append(folder)
    engine = create_engine(f"sqlite:///{folder.name}/guide.db", **options)
    event.listen(engine, "connect", configure_sqlite)
    return engine


def configure_sqlite(connection: Any, _record: Any) -> None:
    """Called with each new connection to SQLite."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # The file is deleted with the program, so it need not survive a crash.
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


def async_engine(engine: Engine) -> "AsyncEngine":
    """An async engine for the same database, on aiosqlite or asyncpg.

    SQLAlchemy's async extension needs greenlet, so only this imports it.
    """
    from sqlalchemy.ext.asyncio import create_async_engine

    driver = ASYNC_DRIVERS[engine.url.drivername]
    result = create_async_engine(engine.url.set(drivername=driver))
    if engine.dialect.name == "sqlite":
        event.listen(result.sync_engine, "connect", configure_sqlite)
    return result
