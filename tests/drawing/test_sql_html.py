"""The SQL of an outcome: what is shown of it, and that it costs a page no elements until it is opened."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from harness.drawing import lab_page
from harness.drawing.lab_notebook import OUTCOME
from harness.drawing.sql_html import note_on, sql_html
from harness.outcome import Emitted, Environment, Outcome
from harness.reading.snippet import parse

SNIPPET = parse(Path("lab.py"), "work()\n#: 1 statement\n")


def emitted(*statements: str) -> Outcome:
    sent = [Emitted(0, [0], sql, [], 1, None) for sql in statements]
    return Outcome(Environment("3.11", "2.1", "sqlite", "3.40"), emitted=sent, ran=[0])


def sql_of_cell(*statements: str) -> Markup:
    output = {"data": {OUTCOME: emitted(*statements).to_json()}}
    return lab_page.sql(SimpleNamespace(source="work()\n", outputs=[output]))


def test_sql_is_folded_by_line() -> None:
    html = sql_html(SNIPPET, emitted("SELECT 1", "SELECT 1", "SELECT '<'"))
    assert "<summary>3 statements of SQL, by line</summary><noscript>" in html
    assert "3 statements from line 1</b> <code>work()</code>" in html
    assert "2 times" in html
    assert "&lt;" in html
    assert "12 more" not in html
    assert "... and 8 more different ones" in sql_html(SNIPPET, emitted(*[f"SELECT {n}" for n in range(20)]))


def test_a_cell_that_sends_much_shows_some_of_it() -> None:
    few = sql_of_cell("PRAGMA a", "SELECT 1")
    assert " open><summary>2 statements of SQL, by line</summary><div" in few
    looks = sql_of_cell(*["PRAGMA a"] * 30, "SELECT 1")
    assert "<summary>1 statement of SQL, by line, besides 30 that look at the schema</summary>" in looks
    assert "PRAGMA" not in looks
    many = sql_of_cell(*[f"SELECT {n}" for n in range(30)])
    assert "<summary>30 statements of SQL, by line</summary><noscript>" in many
    assert "... and 27 more different ones" in many


@pytest.mark.parametrize(
    ("sent", "note"),
    [
        ([Emitted(0, [0], "", ["()"], 1, None)], ""),
        ([Emitted(0, [0], "", ["(1,)"], 1, 1)], "1 row; parameters (1,)"),
        ([Emitted(0, [0], "", ["(1,)"], 1, 600)] * 2, "2 times; 1,200 rows; first parameters (1,)"),
        ([Emitted(0, [0], "", ["(1,)", "(2,)"], 9, None)], "9 parameter sets; first parameters (1,)"),
    ],
)
def test_a_note_says_how_often_with_what_and_for_how_many_rows(sent: list[Emitted], note: str) -> None:
    assert note_on(sent) == note
