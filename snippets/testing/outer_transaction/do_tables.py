from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from domain import Base, Project
from testing._database import new_test_database
from testing._suite import run_tests

# page: from here
@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    engine = new_test_database()
    yield engine
    Base.metadata.drop_all(engine)

# page: to here
@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint"
        ) as session:
            yield session
        transaction.rollback()

# page: from here
@pytest.mark.parametrize("name", ["apollo", "gemini", "mercury"])
def test_saves_a_project(session: Session, name: str) -> None:
    session.add(Project(name=name))
    session.commit()
    assert session.scalars(select(Project.name)).all() == [name]

run_tests()
#> test_saves_a_project[apollo] passed
#> test_saves_a_project[gemini] passed
#> test_saves_a_project[mercury] passed
#: [sqlite] 88 statements
#: [sqlalchemy>=2.1, postgresql] 52 statements
#: [sqlalchemy<2.1, postgresql] 72 statements
