"""Lowers the number of connections that the database accepts."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, NullPool, create_engine, text


@contextmanager
def connection_limit(url: URL, connections: int) -> Iterator[None]:
    """Inside the block, the database refuses more than so many connections.

    It doesn't bind a superuser.
    """
    engine = create_engine(url, poolclass=NullPool)
    alter = f"ALTER DATABASE {url.database} CONNECTION LIMIT"
    with engine.begin() as connection:
        connection.execute(text(f"{alter} {connections}"))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"{alter} -1"))
