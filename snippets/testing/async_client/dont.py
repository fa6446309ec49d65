from collections.abc import AsyncIterator

import api
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncSession,
    create_async_engine,
)
from sqlalchemy.pool import NullPool

from domain import Project
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
async def client(connection: AsyncConnection) -> AsyncIterator[TestClient]:
    async def get_test_session() -> AsyncIterator[AsyncSession]:
        async with AsyncSession(
            connection,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        ) as session:
            yield session
            #! RuntimeError: Task <Task pending ...> got Future <Future pending ...> attached to a different loop

    api.app.dependency_overrides[api.get_session] = get_test_session
    # page: essence
    yield TestClient(api.app)
    api.app.dependency_overrides.clear()

async def test_creates_a_project(
    client: TestClient, connection: AsyncConnection
) -> None:
    response = client.post("/projects?name=apollo")
    assert response.status_code == 201
    names = await connection.scalars(select(Project.name))
    assert names.all() == ["apollo"]

async def test_starts_empty(connection: AsyncConnection) -> None:
    names = await connection.scalars(select(Project.name))
    assert names.all() == []

run_tests()
#!> test_creates_a_project failed: RuntimeError
#> test_starts_empty passed
