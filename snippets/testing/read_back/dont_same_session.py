from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from team import hire

from domain import Agent, Project
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
def test_hires_an_agent(session: Session) -> None:
    project = Project(name="apollo")
    session.add(project)
    session.commit()
    hire(session, project, "scout")
    names = session.scalars(select(Agent.name)).all()
    assert names == ["scout"]

run_tests(has_bug=True)
#!> test_hires_an_agent misses the bug
