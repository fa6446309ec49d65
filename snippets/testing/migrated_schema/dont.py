from datetime import date

import pytest
from service_models import Base, Project
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from domain import new_engine
from testing._suite import run_tests

# page: from here
@pytest.fixture(scope="session")
def engine() -> Engine:
    engine = new_engine()
    # page: essence
    Base.metadata.create_all(engine)
    return engine

def test_saves_the_deadline(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(Project(name="apollo", deadline=date(2026, 7, 20)))
        session.commit()
        deadlines = session.scalars(select(Project.deadline)).all()
        assert deadlines == [date(2026, 7, 20)]

run_tests(has_bug=True)
#!> test_saves_the_deadline misses the bug
