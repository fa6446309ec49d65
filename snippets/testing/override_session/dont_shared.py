from collections.abc import Iterator

import pytest
from api import app, engine, get_session
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project
from testing._suite import run_tests

# page: from here
@pytest.fixture
def session() -> Iterator[Session]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint"
        ) as session:
            yield session
        transaction.rollback()

@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    app.dependency_overrides[get_session] = lambda: session
    yield TestClient(app)
    app.dependency_overrides.clear()

def test_creates_a_draft(client: TestClient, session: Session) -> None:
    assert client.post("/drafts?name=apollo").status_code == 201
    assert session.scalars(select(Project.name)).all() == ["apollo"]

run_tests(has_bug=True)
#!> test_creates_a_draft misses the bug
