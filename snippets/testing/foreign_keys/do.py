from typing import Any

from ai_models import remove_model
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from domain import Agent, AIModel, Base, Project
from testing._suite import run_tests

# page: from here
engine = create_engine("sqlite://")

@event.listens_for(engine, "connect")
def enforce_foreign_keys(connection: Any, _record: Any) -> None:
    # page: essence
    connection.execute("PRAGMA foreign_keys = ON")

Base.metadata.create_all(engine)

def test_removes_a_model() -> None:
    model = AIModel(name="large", provider="in-house")
    project = Project(name="apollo")
    with Session(engine) as session:
        session.add(Agent(name="scout", project=project, ai_model=model))
        session.commit()
        remove_model(session, "large")
        #! sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed
        assert session.scalars(select(AIModel)).all() == []

run_tests(has_bug=True)
#> test_removes_a_model catches the bug: IntegrityError
