from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from domain import Agent, Project, Task
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
apollo = Project(name="apollo")

def test_adds_an_agent(session: Session) -> None:
    session.add(Agent(name="scout", project=apollo))
    session.commit()
    assert [agent.name for agent in apollo.agents] == ["scout"]

def test_adds_a_task(session: Session) -> None:
    session.add(Task(title="survey", project=apollo))
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.ForeignKeyViolation) insert or update on table "task" violates foreign key constraint "fk_task_project_id"
    assert [task.title for task in apollo.tasks] == ["survey"]

run_tests()
#> test_adds_an_agent passed
#!> test_adds_a_task failed: IntegrityError
