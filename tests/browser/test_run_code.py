"""What a reader's browser draws of code, here in this Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
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

    def run(expected: str = "", original: str | None = None) -> Reply:
        (tmp_path / "guide.db").unlink(missing_ok=True)
        source, page = (SOURCE.format(folder=tmp_path, expected=text) for text in (expected, original or ""))
        return draw(Request("snippets/try.py", source, None if original is None else page, explores=True))

    return run


def shown(reply: Reply) -> dict[int, str]:
    """What an editor shows below each line, as text."""
    assert reply.edited is not None
    return {at.line: " ".join(unescape(re.sub(r"<[^>]+>", " ", at.html)).split()) for at in reply.edited.evidence}


def test_code_that_states_nothing_shows_all_that_it_did(run: Callable[..., Reply]) -> None:
    reply = run()
    assert reply.edited is not None
    rows = shown(reply)
    assert sorted(rows) == [5, 6, 7, 9]
    assert (rows[5], rows[7]) == ("SQL 1 statement", "prints browser SQL 1 statement, 1 row fetched")
    assert rows[9] == "raises NameError: name 'unknown' is not defined"
    assert (reply.ended_by, reply.ended_at, reply.statements) == ("NameError", 9, "3 statements")
    assert (reply.edited.failed, reply.edited.differs) == ([], False)
    assert reply.edited.errors == [{"line": 9, "text": "NameError: name 'unknown' is not defined"}]


def test_what_the_reader_states_is_checked_and_an_error_is_told_once(run: Callable[..., Reply]) -> None:
    reply = run("#> browser")
    assert reply.edited is not None
    assert reply.edited.failed == []
    assert shown(reply)[9].count("NameError") == 1
    assert "prints" not in shown(reply)[7]
    reply = run("#> other")
    assert reply.edited is not None
    assert reply.edited.failed == [8]
    assert "fails printed something else than expected - #> other + #> browser" in shown(reply)[8]


def test_what_cannot_be_read_is_said_at_its_line(run: Callable[..., Reply]) -> None:
    reply = run("print(")
    assert reply.edited is not None
    assert (reply.edited.failed, reply.statements) == ([8], "")
    assert "syntax error" in shown(reply)[8]


@pytest.mark.parametrize(
    ("states", "says"),
    [
        ("#: 3 statements", "SQL 1 statement, 1 row fetched page 3 statements"),
        ("#> other", "prints browser page other"),
        ("#! ValueError: x", "page raises ValueError: x"),
    ],
)
def test_what_the_page_states_of_its_own_run_is_no_fault_of_another(
    run: Callable[..., Reply], states: str, says: str
) -> None:
    reply = run(states, original=states)
    assert reply.edited is not None
    assert shown(reply)[8] == says
    assert (reply.edited.failed, reply.edited.differs) == ([], True)
    reply = run(states, original="")
    assert reply.edited is not None
    assert reply.edited.failed == [8]
    assert "fails" in shown(reply)[8]


ENDS = """\
for number in range(2):
    print(number)
    #> 0
    #> 1
print("after")
#> after
"""


def test_an_error_is_below_its_line_and_what_it_kept_from_running_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_code, "ROOT", tmp_path)
    monkeypatch.setattr(run_code, "WORK", tmp_path)
    reply = draw(Request("snippets/try.py", ENDS.replace("range(2)", "unknown"), ENDS, explores=True))
    assert shown(reply) == {
        1: "raises NameError: name 'unknown' is not defined",
        4: "here not reached",
        6: "here not reached",
    }


def test_the_sql_of_a_counted_statement_comes_before_that_of_the_setup(run: Callable[..., Reply]) -> None:
    sql = run("#: 1 statement").sql
    lines = [int(number) for number in re.findall(r"line (\d+)", sql)]
    assert lines[0] == 7
    assert sorted(lines) == [5, 6, 7]


def test_rows_and_plans_can_be_looked_at(run: Callable[..., Reply]) -> None:
    explored = run().explored
    assert "<td>browser</td>" in explored
    assert "SCAN tool" in explored
