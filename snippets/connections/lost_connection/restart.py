"""What a restart of the server does to its connections."""

from sqlalchemy import NullPool, create_engine, text

from domain import new_engine

pending = ["restart"]


def restart_once() -> None:
    """End all other connections to the database, the first time only."""
    if not pending:
        return
    pending.clear()
    url = new_engine(on="postgresql").url
    with create_engine(url, poolclass=NullPool).connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
                " WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )
        )
