"""A small project with one rule, and pytest run in it."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

# pytester forgets what a run imported, and the compiled modules of Black can't be imported twice.
import pytest_examples  # noqa: F401

from harness.project import Project
from harness.pytest_plugin import options
from harness.running import run
from tests.conftest import lend_workers

HOME = Path(__file__).resolve().parent.parent.parent
RULE = "snippets/queries/one_by_one"

DONT = """
from sqlalchemy import create_engine, text

with create_engine("sqlite://").connect() as connection:
    for number in range(3):
        print(connection.scalar(text("SELECT :n"), {"n": number}))
        #> 0
        #> 1
        #> 2
    #: 3 statements
"""

DO = """
from sqlalchemy import create_engine, text

with create_engine("sqlite://").connect() as connection:
    for number in connection.scalars(text("VALUES (0), (1), (2)")):
        print(number)
        #> 0
        #> 1
        #> 2
    #: 1 statement
"""

SETTINGS = """
[tool.harness]
time_limit = 1

[tool.pytest.ini_options]
addopts = "-p harness.pytest_plugin -q --strict-markers -p no:anyio -p no:hypothesispytest -p no:cacheprovider"
testpaths = ["snippets", "docs", "README.md"]
"""


class Guide:
    """The project. Its rule is `RULE`."""

    def __init__(self, pytester: pytest.Pytester, lender: Project) -> None:
        self.pytester = pytester
        self.lender = lender
        self.root = pytester.path
        self.write("pyproject.toml", SETTINGS)
        self.rule("queries/one_by_one", dont=DONT, do=DO)

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).lstrip("\n").encode())
        return file

    def rule(self, name: str, **files: str | bytes) -> None:
        for stem, text in files.items():
            self.write(f"snippets/{name}/{stem}.py", text)

    def run(self, *arguments: str) -> pytest.RunResult:
        """pytest in this process."""
        project = Project.load(self.root)
        if not project.preload:
            lend_workers(self.lender, project)
        return self.pytester.runpytest_inprocess(*arguments)

    def run_apart(self, *arguments: str) -> pytest.RunResult:
        """pytest in a process of its own, for what several processes do together."""
        return self.pytester.run(sys.executable, "-m", "pytest", *arguments)


@pytest.fixture
def guide(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, shared_project: Project) -> Guide:
    monkeypatch.setenv("PYTHONPATH", str(HOME))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setattr(run, "worker_count", lambda: 1)  # starting a second worker takes longer than two snippets
    monkeypatch.setattr(options, "stop_workers", lambda: None)  # further runs need them
    return Guide(pytester, shared_project)


def text_of(result: pytest.RunResult) -> str:
    """The output without pytest's summary, which repeats messages if CI is set."""
    return result.stdout.str().partition("short test summary info")[0]


def proved(result: pytest.RunResult) -> str:
    """The line of the summary that says what was proved."""
    return next((line for line in result.outlines if line.startswith("proved: ")), "")
