from collections.abc import Iterator

import pytest
from api import app, engine
from fastapi.testclient import TestClient
from sqlalchemy import Connection, select

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
def client(connection: Connection) -> TestClient:
    # page: essence
    return TestClient(app)

def test_creates_a_project(client: TestClient) -> None:
    assert client.post("/projects?name=apollo").status_code == 201

def test_starts_empty(connection: Connection) -> None:
    assert connection.scalars(select(Project.name)).all() == []

run_tests()
#> test_creates_a_project passed
#!> test_starts_empty failed: assert connection.scalars(select(Project.name)).all() == []
