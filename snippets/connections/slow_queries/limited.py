"""A database that cancels what takes too long."""

from typing import Any

from sqlalchemy import Engine, event

from domain import new_engine

LIMIT = {"options": "-c statement_timeout=200ms"}


def cancel_after(connection: Any, _record: Any) -> None:
    """SQLite has no timeout, but cancels a query after so many steps."""
    connection.set_progress_handler(lambda: 1, 100_000)


def new_limited_engine() -> Engine:
    engine = new_engine()
    if engine.dialect.name == "postgresql":
        return new_engine(connect_args=LIMIT)
    event.listen(engine, "connect", cancel_after)
    return engine
