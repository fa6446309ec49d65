from ai_models import remove_model
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from domain import Agent, AIModel, Base, Project
from testing._suite import run_tests

# page: from here
# page: essence
engine = create_engine("sqlite://")

Base.metadata.create_all(engine)

def test_removes_a_model() -> None:
    model = AIModel(name="large", provider="in-house")
    project = Project(name="apollo")
    with Session(engine) as session:
        session.add(Agent(name="scout", project=project, ai_model=model))
        session.commit()
        remove_model(session, "large")
        assert session.scalars(select(AIModel)).all() == []

run_tests(has_bug=True)
#!> test_removes_a_model misses the bug
