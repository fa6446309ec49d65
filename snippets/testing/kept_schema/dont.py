import pytest
from last_year import tables
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine
from testing._suite import run_tests

TEST_URL = new_engine(on="sqlite").url
tables.create_all(create_engine(TEST_URL))

# page: from here
@pytest.fixture(scope="session")
def engine() -> Engine:
    engine = create_engine(TEST_URL)
    Base.metadata.create_all(engine)
    return engine

def test_saves_a_project(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(Project(name="apollo"))
        session.commit()
        #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table project has no column named status
        assert session.scalars(select(Project.name)).all() == ["apollo"]

run_tests()
#!> test_saves_a_project failed: OperationalError
