"""Engines for asynchronous and synchronous code, both from DATABASE_URL."""

import os
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

SYNC_DRIVERS = {"postgresql+asyncpg": "postgresql+psycopg", "sqlite+aiosqlite": "sqlite"}

LIMITS = {
    "application_name": "service",
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}
"""Settings of every connection to PostgreSQL."""


def database_url() -> URL:
    return make_url(os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///service.db"))


def connect_args(url: URL, settings: dict[str, str]) -> dict[str, Any]:
    """The settings in the form that the driver takes. Unlike SET, they need no statement, so no transaction begins."""
    if url.drivername == "postgresql+asyncpg":
        return {"server_settings": settings}
    if url.drivername == "postgresql+psycopg":
        given = url.query.get("options", ())  # which would be replaced
        options = [given] if isinstance(given, str) else list(given)
        return {"options": " ".join([*options, *(f"-c {name}={value}" for name, value in settings.items())])}
    return {}


def new_async_engine(settings: dict[str, str] = LIMITS, *, foreign_keys: bool = True, **options: Any) -> AsyncEngine:
    url = database_url()
    engine = create_async_engine(url, connect_args=connect_args(url, settings), pool_pre_ping=True, **options)
    configure_sqlite(engine.sync_engine, foreign_keys)
    return engine


def new_engine(**options: Any) -> Engine:
    url = database_url()
    url = url.set(drivername=SYNC_DRIVERS.get(url.drivername, url.drivername))
    engine = create_engine(url, connect_args=connect_args(url, LIMITS), pool_pre_ping=True, **options)
    configure_sqlite(engine, foreign_keys=True)
    return engine


def configure_sqlite(engine: Engine, foreign_keys: bool) -> None:
    """Enforce foreign keys, and emit BEGIN where SQLAlchemy begins, so that transactions include DDL and SAVEPOINT."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA foreign_keys = {foreign_keys:d}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")
