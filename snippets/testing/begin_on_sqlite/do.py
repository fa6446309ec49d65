from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine
from testing._suite import run_tests

# page: from here
engine = new_engine(on="sqlite")

@event.listens_for(engine, "connect")
def leave_begin_to_sqlalchemy(connection: Any, _record: Any) -> None:
    # page: essence
    connection.isolation_level = None

@event.listens_for(engine, "begin")
def begin(connection: Connection) -> None:
    # page: essence
    connection.exec_driver_sql("BEGIN")

Base.metadata.create_all(engine)

@pytest.fixture
def session() -> Iterator[Session]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint"
        ) as session:
            yield session
        transaction.rollback()

def test_saves_a_project(session: Session) -> None:
    session.add(Project(name="apollo"))
    session.commit()
    assert session.scalars(select(Project.name)).all() == ["apollo"]

def test_starts_empty(session: Session) -> None:
    assert session.scalars(select(Project.name)).all() == []

run_tests()
#> test_saves_a_project passed
#> test_starts_empty passed
