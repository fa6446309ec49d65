"""Pairs that run: a DO that has the fault of its DON'T for fewer rows proves nothing."""

from __future__ import annotations

from typing import Any

import pytest

from harness.checking.proof import Proof, prove
from harness.project import Project
from harness.reading.snippet import parse
from harness.running.run import execute
from tests.conftest import write_snippet

PROJECTS = """
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from models import Agent, Base, Project
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
for number in range(3):
    session.add(Project(name=f"project-{number}", agents=[Agent(role="worker")]))
session.commit()
"""
MODELS = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
class Base(DeclarativeBase): ...
class Project(Base):
    __tablename__ = "project"
    name: Mapped[str] = mapped_column(primary_key=True)
    agents: Mapped[list["Agent"]] = relationship(back_populates="project")
class Agent(Base):
    __tablename__ = "agent"
    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    project_name: Mapped[str] = mapped_column(ForeignKey("project.name"))
    project: Mapped[Project] = relationship(back_populates="agents")
"""
BY_ONE = """
roles = set()
for project in session.scalars(select(Project)):
    roles |= {agent.role for agent in project.agents}
#: 4 statements
print(roles)
#> {'worker'}
"""
LESS_OFTEN = {
    "it leaves the loop": BY_ONE.replace("agents}", "agents}\n    break"),
    "it passes over some": BY_ONE.replace("    roles |=", "    if project.name.endswith('1'): roles |="),
    "it takes a slice": BY_ONE.replace("(select(Project))", "(select(Project)).all()[:1]"),
    "it takes the first": BY_ONE.replace("(select(Project))", "(select(Project)).fetchmany(1)"),
}
WRONG_NUMBER = "print(session.scalar(select(func.count()).where(Agent.role is None)))\n#!> 0\n"


def held_against(project: Project, dont: str, do: str) -> Proof:
    """The proof of a pair that runs."""
    folder = write_snippet(project, "x = 1\n", models=MODELS).path.parent
    sides: list[Any] = []
    for name, source in (("dont", dont), ("do", do)):
        snippet = parse(folder / f"{name}.py", (PROJECTS + source).lstrip("\n"))
        outcome = execute(snippet, project)
        assert not outcome.complaints
        sides += [snippet, outcome]
    return prove(*sides)


@pytest.mark.parametrize("do", LESS_OFTEN.values(), ids=LESS_OFTEN)
def test_has_the_fault_for_fewer_rows(shared_project: Project, do: str) -> None:
    proof = held_against(shared_project, BY_ONE, do.replace("4 statements", "2 statements"))
    assert proof.ways == []
    (problem,) = proof.problems
    assert (problem.path.name, problem.line, problem.remedy) == ("do.py", 13, "let both work on the same rows")
    assert problem.text.startswith(
        "do.py asks for less than dont.py: it emits the statement of dont.py:13 for 1 of its 3 sets of parameters\n"
        "    SELECT agent."
    )


def test_asks_once_what_was_asked_again_and_again(shared_project: Project) -> None:
    ask = "agents = session.scalars(select(Agent).where(Agent.role == 'worker')).all()\n"
    again = f"for _ in range(3):\n    {ask}#: 3 statements\nprint(len(agents))\n#> 3\n"
    once = f"{ask}#: 1 statement\nprint(len(agents))\n#> 3\n"
    assert held_against(shared_project, again, once).ways == ["statements"]


@pytest.mark.parametrize(
    "do",
    [
        "print(session.scalar(select(func.count(Agent.id))))\n#> 3\n",
        "number = session.scalar(select(func.count(Agent.id)))\nprint(f'all {number}')\n#> all 3\n",
        "refused = 3\nprint(len(session.scalars(select(Agent)).all()))\n#> 3\n",
        "print(session.scalar(select(Agent.role).where(Agent.role == 'worker').limit(1)))\n#> worker\n",
        "agent = Agent(role='idle')\nsession.add(agent)\nprint(agent.role if agent in session else 0)\n#> idle\n",
    ],
)
def test_answers_by_its_run(shared_project: Project, do: str) -> None:
    assert held_against(shared_project, WRONG_NUMBER, do).ways == ["wrong result"]
