"""A database for tests, where a savepoint is inside of a transaction."""

from typing import Any

from sqlalchemy import Connection, Engine, event

from domain import Base, new_engine


def new_test_database() -> Engine:
    """An engine on a database with the tables of the domain, and no rows.

    On SQLite the listeners of the rule `testing/begin_on_sqlite` send BEGIN.
    """
    engine = new_engine()
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", leave_begin_to_sqlalchemy)
        event.listen(engine, "begin", begin)
    Base.metadata.create_all(engine)
    return engine


def leave_begin_to_sqlalchemy(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
