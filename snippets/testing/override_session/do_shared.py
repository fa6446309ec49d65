from collections.abc import Iterator

import pytest
from api import app, engine, get_session
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from domain import Project
from testing._suite import run_tests

# page: from here
@pytest.fixture
def sessions() -> Iterator[sessionmaker[Session]]:
    with engine.connect() as connection:
        transaction = connection.begin()
        yield sessionmaker(
            connection, join_transaction_mode="create_savepoint"
        )
        transaction.rollback()

@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        yield session

@pytest.fixture
def client(sessions: sessionmaker[Session]) -> Iterator[TestClient]:
    def get_test_session() -> Iterator[Session]:
        with sessions() as session:
            yield session

    app.dependency_overrides[get_session] = get_test_session
    yield TestClient(app)
    app.dependency_overrides.clear()

def test_creates_a_draft(client: TestClient, session: Session) -> None:
    assert client.post("/drafts?name=apollo").status_code == 201
    assert session.scalars(select(Project.name)).all() == ["apollo"]

run_tests(has_bug=True)
#> test_creates_a_draft catches the bug: assert session.scalars(select(Project.name)).all() == ["apollo"]
