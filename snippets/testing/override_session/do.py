from collections.abc import Iterator

import pytest
from api import app, engine, get_session
from fastapi.testclient import TestClient
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from domain import Project
from testing._suite import run_tests

# page: from here
@pytest.fixture
def connection() -> Iterator[Connection]:
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()

@pytest.fixture
def client(connection: Connection) -> Iterator[TestClient]:
    def get_test_session() -> Iterator[Session]:
        with Session(
            connection, join_transaction_mode="create_savepoint"
        ) as session:
            yield session

    # page: essence
    app.dependency_overrides[get_session] = get_test_session
    # page: essence
    yield TestClient(app)
    app.dependency_overrides.clear()

def test_creates_a_project(client: TestClient) -> None:
    assert client.post("/projects?name=apollo").status_code == 201

def test_starts_empty(connection: Connection) -> None:
    assert connection.scalars(select(Project.name)).all() == []

run_tests()
#> test_creates_a_project passed
#> test_starts_empty passed
