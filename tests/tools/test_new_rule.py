"""The skeleton of a rule: its files pass their checks, and the account balances with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harness.checking.checked_rule import checked_rule
from harness.problem import report
from harness.project import Project
from harness.reading.rules import Rule
from harness.running.pool import pool_for
from harness.site import account
from tests.conftest import ROOT, write_files, write_project
from tools import new_rule

NAV = "nav:\n  - Loading:\n      - loading/index.md\n      - loading/first.md\n  - Index: terms.md\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = write_project(tmp_path / "project")
    for path in (ROOT / "snippets").glob("*.py"):
        shutil.copy(path, project.snippets)
    files = {
        "docs/loading/index.md": "# Loading\n\n::: rules loading\n",
        "docs/loading/first.md": "# First\n\n::: rule loading/first\n",
        "snippets/loading/first/dont.py": "int('a')\n#! ValueError: invalid literal ...\n",
        "snippets/loading/first/do.py": "int('1')\n",
        "mkdocs.yml": NAV,
    }
    write_files(project.root, files)
    return project


def test_a_new_rule_is_proven_and_balances(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_rule.main(["loading/some_rule"], project) == 0
    try:
        checked = checked_rule(Rule(project.snippets / "loading" / "some_rule"), project)
        assert report(checked.problems, project) == ""
        assert [case.proof.ways for case in checked.cases] == [["wrong result"]]
        assert report(account.problems(project), project) == ""
    finally:
        pool_for(project).stop()
    assert "docs/loading/some_rule.md\nmkdocs.yml\n" in capsys.readouterr().out
    expected = NAV.replace("      - loading/first.md\n", "      - loading/first.md\n      - loading/some_rule.md\n")
    assert (project.root / "mkdocs.yml").read_text() == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "name one rule: make rule NAME=loading/some_rule"),
        (["loading"], "'loading' is not chapter/rule"),
        (["loading/Some-Rule"], "'loading/Some-Rule' is not chapter/rule"),
        (["loading/../x"], "'loading/../x' is not chapter/rule"),
        (["loading/first"], "there is a rule loading/first already"),
        (["other/some_rule"], "there is no chapter 'other'"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    project: Project, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    assert new_rule.main(arguments, project) == 1
    assert expected in capsys.readouterr().err
    assert (project.root / "mkdocs.yml").read_text() == NAV
