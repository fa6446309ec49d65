"""A cell of a lab against its comments, where that differs from a snippet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harness.checking.lab_cell import cell_problems, check_cell
from harness.outcome import Environment, Outcome, Printed, Raised
from harness.reading.lab_text import Cell
from harness.reading.snippet import parse

LAB = Path("lab.py")
RAN = Outcome(Environment("3.11", "2.1", "sqlite", "3.40"), ran=[0, 1])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a = 1\n#: 0 statements\n", ""),
        ("a = 1\n#: 0 statements\n#: 0 statements\n", "#: 0 statements says nothing: the run emits no SQL at all"),
        ("a = 1\nif a > 1:\n    a = 2\n    #: 0 statements\n", "expected 0 statements, and line 3 was never reached"),
        ("a = 1\n#! [postgresql] a.B: c\n", "'#! [postgresql] a.B: c' is never tested: a lab runs in "),
    ],
)
def test_a_comment_that_cannot_hold_is_a_problem(source: str, message: str) -> None:
    found = cell_problems(parse(LAB, source), RAN)
    assert [problem.text.startswith(message) for problem in found] == ([True] if message else [])


def test_someone_who_tries_things_may_print_and_qualify_them() -> None:
    snippet = parse(LAB, 'print("one")\nprint("two")\n#> three\n#! [postgresql] a.B: c\n')
    outcome = replace(RAN, printed=[Printed(0, "one"), Printed(1, "two")])
    (problem,) = cell_problems(snippet, outcome, trying=True)
    assert "two" in problem.text
    assert "one" not in problem.text
    assert len(cell_problems(snippet, outcome)) > 1


RAISED = replace(RAN, ended_by=Raised(0, "a.B", "c", by_hand=False, caught=False))


@pytest.mark.parametrize(
    ("tags", "outcome", "error", "stderr", "message"),
    [
        ((), RAN, "", "", ""),
        ((), RAN, "", "careful\n", "7: wrote to standard error: careful"),
        ((), None, "a.B: c", "", "7: raised a.B: c"),
        ((), None, "", "", "7: what this cell expects is not checked"),
        ((), RAISED, "", "", "6: this cell raises, and is not marked: JupyterLab would stop here"),
        (("raises-exception",), RAISED, "", "", ""),
        (("raises-exception",), RAN, "", "", "6: this cell is marked to raise, and does not"),
    ],
)
def test_how_a_cell_ended_is_checked(
    tags: tuple[str, ...], outcome: Outcome | None, error: str, stderr: str, message: str
) -> None:
    source = "a = 1\n#! a.B: c\n" if outcome is RAISED else "a = 1\n#: 0 statements\n"
    found = check_cell(LAB, Cell("code", source, 7, tags), outcome, error, stderr)
    told = [f"{problem.line}: {problem.text}" for problem in found]
    assert message in told if message else told == []
