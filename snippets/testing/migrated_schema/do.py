from datetime import date

import pytest
from service_models import Project
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from migrations._tools import alembic, new_project
from testing._suite import run_tests

# page: from here
@pytest.fixture(scope="session")
def engine() -> Engine:
    engine = new_project()
    # page: essence
    alembic("upgrade head")
    return engine

def test_saves_the_deadline(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(Project(name="apollo", deadline=date(2026, 7, 20)))
        session.commit()
        #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table project has no column named deadline
        #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedColumn) column "deadline" of relation "project" does not exist
        deadlines = session.scalars(select(Project.deadline)).all()
        assert deadlines == [date(2026, 7, 20)]

run_tests(has_bug=True)
#> [sqlite] test_saves_the_deadline catches the bug: OperationalError
#> [postgresql] test_saves_the_deadline catches the bug: ProgrammingError
