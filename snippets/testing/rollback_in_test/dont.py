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
        with Session(connection) as session:
            yield session
        transaction.rollback()
        #! sqlalchemy.exc.SAWarning: transaction already deassociated from connection

def test_refuses_a_taken_name(session: Session) -> None:
    create_project(session, "apollo")
    with pytest.raises(NameTaken):
        create_project(session, "apollo")
    assert session.scalars(select(Project.name)).all() == ["apollo"]

run_tests()
#!> test_refuses_a_taken_name failed: assert session.scalars(select(Project.name)).all() == ["apollo"]
