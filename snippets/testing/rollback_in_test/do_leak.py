from collections.abc import Iterator

import pytest
from projects import NameTaken, create_project
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project
from testing._database import new_test_database
from testing._suite import run_tests

# page: from here
engine = new_test_database()

@pytest.fixture
def session() -> Iterator[Session]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint"
        ) as session:
            yield session
        transaction.rollback()

def test_takes_another_name(session: Session) -> None:
    create_project(session, "apollo")
    with pytest.raises(NameTaken):
        create_project(session, "apollo")
    create_project(session, "gemini")

def test_starts_empty(session: Session) -> None:
    assert session.scalars(select(Project.name)).all() == []

run_tests()
#> test_takes_another_name passed
#> test_starts_empty passed
