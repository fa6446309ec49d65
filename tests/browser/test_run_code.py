"""What a reader's browser draws of code, here in this Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.browser import run_code
from harness.browser.run_code import Reply, Request, draw

SOURCE = """\
import sqlite3
from sqlalchemy import create_engine, text
engine = create_engine("sqlite:///{folder}/guide.db")
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE tool (name TEXT)"))
    connection.execute(text("INSERT INTO tool VALUES ('browser')"))
    print(connection.scalar(text("SELECT name FROM tool")))
    {expected}
unknown
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reply]:
    monkeypatch.setattr(run_code, "ROOT", tmp_path)
    monkeypatch.setattr(run_code, "WORK", tmp_path)

    def run(expected: str = "") -> Reply:
        (tmp_path / "guide.db").unlink(missing_ok=True)
        return draw(Request("snippets/try.py", SOURCE.format(folder=tmp_path, expected=expected), explores=True))

    return run


def test_code_that_states_nothing_shows_all_that_it_did(run: Callable[..., Reply]) -> None:
    reply = run()
    shown = {at.line: at.html for at in reply.evidence}
    assert sorted(shown) == [5, 6, 7, 9]
    assert ">prints<" in shown[7]
    assert "browser" in shown[7]
    assert "1 statement" in shown[5]
    assert "NameError" in shown[9]
    assert (reply.problems, reply.ended_by, reply.statements) == ([], "NameError", "3 statements")


def test_what_is_stated_is_checked_and_what_cannot_be_read_is_said(run: Callable[..., Reply]) -> None:
    reply = run("#> browser")
    assert [at.line for at in reply.evidence if ">prints<" in at.html] == []
    assert [problem["line"] for problem in reply.problems] == [9]
    reply = run("#> other")
    assert [problem["line"] for problem in reply.problems] == [8, 9]
    assert [problem["line"] for problem in run("print(").problems] == [8]


def test_the_sql_of_a_counted_statement_comes_before_that_of_the_setup(run: Callable[..., Reply]) -> None:
    sql = run("#: 1 statement").sql
    lines = [int(number) for number in re.findall(r"line (\d+)", sql)]
    assert lines[0] == 7
    assert sorted(lines) == [5, 6, 7]


def test_rows_and_plans_can_be_looked_at(run: Callable[..., Reply]) -> None:
    explored = run().explored
    assert "<td>browser</td>" in explored
    assert "SCAN tool" in explored
