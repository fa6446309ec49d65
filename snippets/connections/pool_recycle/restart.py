"""What a restart of the server does to the connections of a pool."""

from sqlalchemy import text

from domain import new_engine


def restart() -> None:
    """End all connections to the database but the one that asks for it."""
    engine = new_engine(on="postgresql")
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
                " WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()
