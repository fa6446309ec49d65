from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine
from testing._pytest import run_tests

# page: from here
@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = new_engine()
    Base.metadata.create_all(engine)
    yield engine
    Base.metadata.drop_all(engine)

@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection) as session:
            yield session
        transaction.rollback()

# page: to here
@pytest.mark.parametrize("name", ["apollo", "gemini", "mercury"])
def test_saves_a_project(session: Session, name: str) -> None:
    session.add(Project(name=name))
    session.commit()
    assert session.scalars(select(Project.name)).all() == [name]

# page: from here
run_tests()
#: 1 statement
