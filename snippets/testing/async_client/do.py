from collections.abc import AsyncIterator

import api
import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncSession,
    create_async_engine,
)
from sqlalchemy.pool import NullPool

from testing._suite import run_tests

pytestmark = pytest.mark.anyio

@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"

# page: from here
engine = create_async_engine(api.engine.url, poolclass=NullPool)

@pytest.fixture
async def connection() -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection:
        transaction = await connection.begin()
        yield connection
        await transaction.rollback()

@pytest.fixture
async def client(connection: AsyncConnection) -> AsyncIterator[AsyncClient]:
    async def get_test_session() -> AsyncIterator[AsyncSession]:
        async with AsyncSession(
            connection,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        ) as session:
            yield session

    api.app.dependency_overrides[api.get_session] = get_test_session
    # page: essence
    transport = ASGITransport(api.app)
    async with AsyncClient(
        transport=transport, base_url="http://test"
    ) as client:
        yield client
    api.app.dependency_overrides.clear()

async def test_creates_a_project(client: AsyncClient) -> None:
    response = await client.post("/projects?name=apollo")
    assert response.status_code == 201

async def test_creates_another(client: AsyncClient) -> None:
    response = await client.post("/projects?name=gemini")
    assert response.status_code == 201

run_tests()
#> test_creates_a_project passed
#> test_creates_another passed
