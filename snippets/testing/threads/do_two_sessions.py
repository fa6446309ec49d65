from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from domain import Base, Project
from testing._suite import run_tests

# page: from here
@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path}/test.db")
    Base.metadata.create_all(engine)
    return engine

def test_keeps_what_one_of_two_saves(engine: Engine) -> None:
    with Session(engine) as one, Session(engine) as other:
        one.add(Project(name="apollo"))
        one.flush()
        other.scalars(select(Project)).all()
        other.rollback()
        one.commit()
        assert one.scalars(select(Project.name)).all() == ["apollo"]

run_tests()
#> test_keeps_what_one_of_two_saves passed
