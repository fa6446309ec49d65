from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project
from testing._database import new_test_database
from testing._suite import run_tests

# page: from here
engine = new_test_database()

@pytest.fixture
def session() -> Iterator[Session]:
    # page: essence
    with Session(engine) as session:
        yield session

def test_saves_a_project(session: Session) -> None:
    session.add(Project(name="apollo"))
    session.commit()
    assert session.scalars(select(Project.name)).all() == ["apollo"]

def test_starts_empty(session: Session) -> None:
    assert session.scalars(select(Project.name)).all() == []

run_tests()
#> test_saves_a_project passed
#!> test_starts_empty failed: assert session.scalars(select(Project.name)).all() == []
