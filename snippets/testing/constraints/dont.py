from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Project
from testing._database import new_test_database
from testing._suite import run_tests

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

# page: from here
def test_project_names_are_unique(session: Session) -> None:
    session.add(Project(name="apollo"))
    session.flush()
    # page: essence
    with pytest.raises(IntegrityError, match=r"uq_project_name|project\.name"):
        # page: essence
        session.add(Project(name="apollo"))

run_tests()
#!> test_project_names_are_unique failed: DID NOT RAISE IntegrityError
