"""The quick reference: which statements of a rule it shows, and that they differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.checking.checked_rule import CheckedCase, CheckedRule, check_case, check_snippet
from harness.drawing.quick_reference import LONGEST, cut, miniatures, row_of
from harness.drawing.word_diff import Piece
from harness.outcome import Environment, Outcome, Raised
from harness.project import Project
from harness.reading.rules import Rule
from harness.reading.snippet import read


def rule_with(root: Path, dont: str, do: str, raised: int | None = None) -> tuple[Rule, CheckedCase]:
    """A rule, and its case as it would be if the DON'T's statement of that number raised."""
    folder = root / "snippets" / "chapter" / "rule"
    folder.mkdir(parents=True, exist_ok=True)
    project = Project(root)
    checked = []
    for name, text in (("dont.py", dont), ("do.py", do)):
        (folder / name).write_text(text)
        outcome = Outcome(Environment("3.11", "2.1", "sqlite", ""))
        if name == "dont.py" and raised is not None:
            outcome.ended_by = Raised(raised, "a.B", "no", by_hand=False)
        checked.append(check_snippet(read(folder / name), outcome, project))
    return Rule(folder), check_case(*checked)


TELLING: dict[str, tuple[str, str, int | None, tuple[str, str]]] = {
    "changed": ("a = 1\nb = f(a)\n", "a = 1\nb = g(a)\n", None, ("b = f(a)", "b = g(a)")),
    "only longer": ("a = f(x)\n", "a = f(x, y=1)\n", None, ("a = f(x)", "a = f(x, y=1)")),
    "only shorter": ("a = f(x, y=1)\n", "a = f(x)\n", None, ("a = f(x, y=1)", "a = f(x)")),
    "the one that raised": ("f(1)\nprint(2)\n", "f(3)\nprint(4)\n", 1, ("print(2)", "print(4)")),
    "added": ("a = 1\ncommit()\n", "a = 1\nwith first:\n    pass\ncommit()\n", 1, ("commit()", "with first:")),
    "on one line, without imports": (
        "import a\na = (\n    f(1)\n    .g(2)\n)\n", "import b\na = (\n    f(1)\n    .g(3)\n)\n", None,
        ("a = (f(1).g(2))", "a = (f(1).g(3))")),
    "marked on one side": (
        "# page: essence\nf(1)\nprint(2)\n", "f(1)\nprint(3)\n", 1, ("f(1)", "print(3)")),
    "several, and a line inside a statement": (
        "f(1)\n# page: essence\nwith a:\n    # page: essence\n    b()\n",
        "f(2)\nc(\n    # page: essence\n    d=1,\n)\n", None, ("with a:  ⏎  b()", "d=1,")),
}  # fmt: skip


@pytest.mark.parametrize(("dont", "do", "raised", "shown"), TELLING.values(), ids=TELLING)
def test_the_telling_statements_are_shown(
    tmp_path: Path, dont: str, do: str, raised: int | None, shown: tuple[str, str]
) -> None:
    assert miniatures(*rule_with(tmp_path, dont, do, raised)) == shown


def test_a_module_may_hold_what_is_essential(tmp_path: Path) -> None:
    rule, case = rule_with(tmp_path, "from bad.models import A\nA()\n", "from good import A\nA()\n")
    (rule.folder / "bad").mkdir()
    (rule.folder / "bad" / "models.py").write_text("# page: essence\nA = f(1)\n")
    (rule.folder / "good.py").write_text("# page: essence\nA = g(1)\n")
    assert miniatures(rule, case) == ("A = f(1)", "A = g(1)")


@pytest.mark.parametrize(
    ("dont", "do"), [("with a:\n    f()\ng()\n", "with a:\n    f()\n    g()\n"), ("f()\n", "f()\n")]
)
def test_a_row_whose_sides_are_the_same_is_a_problem(tmp_path: Path, dont: str, do: str) -> None:
    rule, case = rule_with(tmp_path, dont, do)
    _, (problem,) = row_of(CheckedRule(rule, {}, [case], []))
    assert problem.text.startswith("the quick reference has nothing telling of this rule: DON'T ")
    assert problem.remedy == "write '# page: essence' above the statement that shows what to do, here and in do.py"


def test_a_name_that_both_sides_assign_to_is_left_out(tmp_path: Path) -> None:
    rule, case = rule_with(tmp_path, "a = f(1)\n", "a = g(1)\n")
    row, problems = row_of(CheckedRule(rule, {}, [case], []))
    assert (row.dont, row.do) == ([Piece("f", True), Piece("(1)", False)], [Piece("g", True), Piece("(1)", False)])
    assert problems == []


@pytest.mark.parametrize("before", [0, 10, 80, 300])
def test_a_long_statement_is_cut_around_what_differs(before: int) -> None:
    pieces = [Piece("x" * before, False), Piece("NEW", True), Piece("y" * 300, False)]
    kept = cut([piece for piece in pieces if piece.text])
    assert Piece("NEW", True) in kept
    assert sum(len(piece.text) for piece in kept if piece.text != "…") == LONGEST
    assert (kept[0] == Piece("…", False)) == (before > LONGEST // 4)


def test_a_long_statement_in_which_nothing_stands_out_is_cut_at_its_end() -> None:
    kept = cut([Piece("x" * LONGEST + "y", False)])
    assert [piece.text for piece in kept] == ["x" * LONGEST, "…"]
