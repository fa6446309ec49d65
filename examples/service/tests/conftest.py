"""A migrated database, and for each test a connection whose work is rolled back.

TEST_DATABASE_URL lists the databases to test on, separated by spaces; the default is a SQLite file. The tests delete
everything, which is why they do not use DATABASE_URL.
"""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from app import api
from app.database import new_async_engine, new_engine
from app.models import Base

ROOT = Path(__file__).parent.parent
URLS = os.environ.get("TEST_DATABASE_URL", "sqlite+aiosqlite:///test.db").split()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True, params=URLS, ids=lambda url: make_url(url).drivername)
def migrations(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Config]:
    """Migrate the database. Returns the configuration for further Alembic commands."""
    config = Config(ROOT / "alembic.ini")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("database"))  # for SQLite's file
        patch.setenv("DATABASE_URL", request.param)
        command.upgrade(config, "head")
        yield config


@pytest.fixture
async def connection() -> AsyncIterator[AsyncConnection]:
    engine = new_async_engine(poolclass=NullPool)
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()
    await engine.dispose()


@pytest.fixture
async def client(connection: AsyncConnection) -> AsyncIterator[AsyncClient]:
    """Each request has its own session, as in production. Its commit releases a savepoint in the test's transaction."""
    sessions = async_sessionmaker(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
    api.app.dependency_overrides[api.get_sessions] = lambda: sessions
    transport = ASGITransport(api.app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
    api.app.dependency_overrides.clear()


@pytest.fixture
def session() -> Iterator[Session]:
    """A session for synchronous code. Its commits release savepoints too."""
    engine = new_engine(poolclass=NullPool)
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()
    engine.dispose()


@pytest.fixture
def sessions() -> Iterator[sessionmaker[Session]]:
    """Sessions on connections of their own. Their commits are real, so all rows are deleted afterwards."""
    engine = new_engine(poolclass=NullPool)
    yield sessionmaker(engine, expire_on_commit=False)
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture
def postgresql_only(sessions: sessionmaker[Session]) -> None:
    if sessions.kw["bind"].dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")


@contextmanager
def on_session(name: str, action: Callable[..., None]) -> Iterator[None]:
    """Do something on an event, such as before_commit, of any session that the code under test opens."""
    event.listen(Session, name, action)
    try:
        yield
    finally:
        event.remove(Session, name, action)


@contextmanager
def counted(connection: Connection) -> Iterator[list[str]]:
    """Collect the statements that the database executes, except savepoints."""
    seen: list[str] = []

    def note(_c: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if "SAVEPOINT" not in statement:
            # An executemany runs once per set of parameters. For an INSERT of many rows with RETURNING `many` is set
            # too, but it is one statement with one set.
            seen.extend([statement] * (len(parameters) if many and isinstance(parameters, list) else 1))

    event.listen(connection, "before_cursor_execute", note)
    yield seen
    event.remove(connection, "before_cursor_execute", note)
