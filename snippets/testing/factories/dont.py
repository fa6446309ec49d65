from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus
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
def make_project(session: Session, status: ProjectStatus) -> Project:
    project = Project(name="test project", status=status)
    session.add(project)
    session.flush()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_project_name"
    return project

def test_finds_what_is_active(session: Session) -> None:
    active = make_project(session, ProjectStatus.ACTIVE)
    make_project(session, ProjectStatus.DRAFT)
    query = select(Project).where(Project.status == ProjectStatus.ACTIVE)
    assert session.scalars(query).all() == [active]

run_tests()
#!> test_finds_what_is_active failed: IntegrityError
