"""Outcomes against expectations: what passes, what fails, and in which words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import harness
from harness.checking.bindings import Bindings
from harness.checking.compare import Comparison, compare, one_line
from harness.checking.remedies import REMEDIES, remedy
from harness.checking.matching import described, first_line, fits, paired
from harness.outcome import Emitted, Environment, Outcome, Printed, Raised
from harness.reading.snippet import parse
from tests.simulate import DO, DONT, POSTGRESQL, SQLITE, simulated

ACCEPT = "accept what happened: pytest dont.py --update-examples"


def compared(source: str, environment: Environment = SQLITE, path: Path = DONT) -> Comparison:
    snippet = parse(path, source)
    return compare(snippet, simulated(snippet, environment), "pytest dont.py --update-examples")


# Texts

FIT = [
    ("a", "a"), ("a", "a  "), ("...", ""), ("a...c", "abc"), ("a...c", "ac"), ("a...b...b", "a1b2b"),
    ("a...b", "a...b"), ("(a...", "(a)"), ("...b...", "b"),
]  # fmt: skip
UNFIT = [
    ("a", "b"), ("  a", "a"), ("a...c", "a"), ("ab...bc", "abc"), ("a...b...b", "ab"), ("a.c", "abc"), ("a ...", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "actual"), FIT + UNFIT)
def test_dots_stand_for_any_text(expected: str, actual: str) -> None:
    assert fits(expected, actual) is ((expected, actual) in FIT)


LINK = "(Background on this error at: https://sqlalche.me/e/21/bhk3)"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("", ""),
        (" a  \nb", " a"),
        (f"a {LINK}", "a"),
        ("a  (Background on SQLAlchemy 2.0 at: https://sqlalche.me/e/b8d9)", "a"),
        (f"a {LINK} b", f"a {LINK} b"),
    ],
)
def test_the_part_of_a_message_that_counts(message: str, expected: str) -> None:
    assert first_line(message) == expected
    assert described(Raised(0, "a.B", message, False)) == (f"a.B: {expected}" if expected else "a.B")


# What passes

SETS = "sql('SELECT 1', sets=100)\n"
PASSES = {
    "nothing": "a = 1\n",
    "a print": "print('a')\n#> a\n",
    "an empty line": "print()\n#>\n",
    "blanks at the end": "print('a  ')\n#> a\n",
    "dots": "print('a 1.5 s')\n#> a ... s\n",
    "a print in the loop": "for i in range(2):\n    print(i)\n    #> 0\n    #> 1\n",
    "one of two prints in the loop, the other below": (
        "for i in range(2):\n    print('a', i)\n    #> a 0\n    #> a 1\n    print('b', i)\n#> b 0\n#> b 1\n"
    ),
    "a print in a function, all calls together": "def f(x):\n    print(x)\n    #> 1\n    #> 2\nf(1)\nf(2)\n",
    "a library's print": "hello()\n#> hello\n",
    "a wrong result": "print(0)\n#!> 0\n",
    "lines that fit several expectations": (
        "for t in ('ax', 'abx', 'ay'):\n    print(t)\n    #> a...\n    #> ab...\n    #> a...\n"
    ),
    "wrong and right lines": "for i in range(3):\n    print(i)\n    #> 0\n    #!> 1\n    #> 2\n",
    "an exception without a message": "fail('')\n#! library.Failure\n",
    "an exception in a function": "def f():\n    fail('a')\n    #! library.Failure: a\nf()\n",
    "an exception that is caught": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    print(1)\n    #> 1\n"
    ),
    "an exception of the snippet's own, caught": "try:\n    do_raise('a')\nexcept Failure:\n    pass\n",
    "its own, caught, and expected": "try:\n    do_raise('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\n",
    "a warning twice": "for _ in range(2):\n    warn('a')\n    #! library.Caution: a\n",
    "two warnings": "warn('a') or warn('b')\n#! library.Caution: b\n#! library.Caution: a\n",
    "two warnings, the wider expectation first": (
        "warn('abd') or warn('abc')\n#! library.Caution: ab...\n#! library.Caution: abd\n"
    ),
    "a count of none": "sql()\na = 1\n#: 0 statements\n",
    "a count in a loop": "for _ in range(3):\n    sql()\n    #: 3 statements\n",
    "a count in a function": "def f():\n    sql(2)\n    #: 4 statements\nf()\nf()\n",
    "a function defined in a block, called outside": (
        "if 1:\n    def f():\n        sql()\n    sql()\n#: 1 statement\nf()\n#: 1 statement\n"
    ),
    "a statement executed once counts as one set": (
        f"if ask(True):\n    sql(2)\n    {SETS}    #: 1 statement, 100 parameter sets\n"
        "#: 3 statements, 102 parameter sets\n"
    ),
    "all kinds at once": "print(sql()) or warn('b')\n#> 1\n#! library.Caution: b\n#: 1 statement\n",
    "what applies here": "print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n",
    "what applies nowhere here": "a = 1\n#> [postgresql] 2\n#! [sqlalchemy<2.1] a.B: c\n#: [postgresql] 2 statements\n",
}


@pytest.mark.parametrize("source", PASSES.values(), ids=PASSES)
def test_what_is_as_expected_passes(source: str) -> None:
    comparison = compared(source)
    assert comparison.problems == []
    assert sorted(comparison.met, key=lambda e: e.line) == Bindings(parse(DONT, source), Outcome(SQLITE)).applying


# What fails

OTHER, SAYS_SO = "printed something else than expected", "printed, and no #> says so"
RAISED, UNSAID = "raised something else than expected", "raised, and no #! says so"
FAILED = "#! library.Failure: a"
FIRST = "2 statements, first SELECT item.name FROM item"


def told(line: int, text: str, *diff: str) -> str:
    """A problem as an author reads it; the diff's lines are indented."""
    return "\n    ".join([f"{line}: {text}", *diff])


FAILS: dict[str, tuple[str, *tuple[str, ...]]] = {
    "another print": ("print('a')\n#> b\n", told(2, OTHER, "- #> b", "+ #> a")),
    "a print more": ("print('a\\nb')\n#> a\n", told(2, OTHER, "  #> a", "+ #> b")),
    "a line more at the start": (
        "print('0\\na 1\\nb')\n#> a ...\n#> b\n", told(2, OTHER, "+ #> 0", "  #> a ...", "  #> b")),
    "lines in another order": ("print('b\\na')\n#> a\n#> b\n", told(2, OTHER, "+ #> b", "  #> a", "- #> b")),
    "a print that nothing expects": ("print('a\\nb')\n", told(1, SAYS_SO, "+ #> a", "+ #> b")),
    "a print that no comment can state": ("print('...')\n", told(1, SAYS_SO, "+ #> ...")),
    "a print that no comment can state, after one that can be": (
        "print('a\\n...')\n", told(1, SAYS_SO, "+ #> a", "+ #> ...")),
    "a print in dead code": ("if 0:\n    print(1)\n    #> 1\n", told(3, "line 2 was never reached", "- #> 1")),
    "a count in dead code": (
        "sql()\nif 0:\n    a = 1\n    #: 0 statements\n", "4: expected 0 statements, and line 3 was never reached"),
    "another class": ("fail('a')\n#! library.Other: a\n", told(2, RAISED, "- #! library.Other: a", f"+ {FAILED}")),
    "another message": (
        "fail('a')\n#! library.Failure: b\n", told(2, RAISED, "- #! library.Failure: b", f"+ {FAILED}")),
    "a library's exception, caught": (
        "try:\n    fail('a')\nexcept Failure:\n    pass\n",
        told(2, "raised and caught, and no #! says so", f"+ {FAILED}")),
    "a warning that nothing expects": ("warn('a')\n", told(1, "warned, and no #! says so", "+ #! library.Caution: a")),
    "an exception that no comment can state": ("fail('...')\n", told(1, UNSAID, "+ #! library.Failure: ...")),
    "an exception that does not come": (
        "a = 1\n#! library.Failure: a\n",
        told(2, "expected library.Failure, and line 1 raised and warned nothing", "- #! library.Failure: a")),
    "an exception expected twice": (
        "fail('a')\n#! library.Failure: a\n#! library.Failure: a\n",
        told(3, "expected library.Failure, and line 1 raised and warned nothing more", "- #! library.Failure: a")),
    "one count said twice": ("sql()\n#: 1 statement\n#: 1 statement\n", "3: a second #: 1 statement of one statement"),
    "another count": (
        "def f():\n    sql()\nfor _ in range(2):\n    f()\n    sql()\n#: 3 statements\n",
        told(6, "expected 3 statements, the run emitted 4", f"line 2: {FIRST}", f"line 5: {FIRST}")),
    "another count of sets": (f"{SETS}#: 1 statement\n", told(
        2, "expected 1 statement, the run emitted 1 statement, 100 parameter sets",
        "line 1: 1 statement, 100 parameter sets, first SELECT 1")),
    "a count of none, where none can be": (
        "a = 1\n#: 0 statements\n", "2: #: 0 statements says nothing: the run emits no SQL at all"),
    "a line that is never reached, below one that is": (
        "a = 1\nfail('a')\n#! library.Failure: a\nb = 2\n#! a.B: c\n",
        told(5, "expected a.B, and line 4 was never reached: library.Failure ended the snippet at line 2",
             "- #! a.B: c")),
    "more lines": (
        "for i in range(100):\n    print(i)\n",
        told(2, SAYS_SO, *(f"+ #> {i}" for i in range(20)), "... and 80 lines more")),
    # Several problems, in the order of the file
    "a print in a function, expected at its call": (
        "def f():\n    print(1)\nf()\n#> 1\n", told(2, SAYS_SO, "+ #> 1"), told(4, OTHER, "- #> 1")),
    "an exception in a function, expected at its call": (
        "def f():\n    fail('a')\nf()\n#! library.Failure: a\n", told(2, UNSAID, f"+ {FAILED}"),
        told(4, "expected library.Failure, and library.Failure came from line 2: put the #! below that statement",
             "- #! library.Failure: a")),
    "an expectation below the end": (
        "fail('a')\n#! library.Failure: b\nprint(1)\n#> 1\n#: 1 statement\n",
        told(2, RAISED, "- #! library.Failure: b", f"+ {FAILED}"),
        told(4, "line 3 was never reached: library.Failure ended the snippet at line 1", "- #> 1"),
        "5: expected 1 statement, and line 3 was never reached: library.Failure ended the snippet at line 1"),
    "the same exception twice, another expected": (
        "for _ in range(2):\n    try:\n        fail('a')\n        #! library.Failure: b\n    except Failure:\n"
        "        pass\n", told(3, "raised and caught, and no #! says so", f"+ {FAILED}"),
        told(4, RAISED, "- #! library.Failure: b", f"+ {FAILED}")),
    "two warnings and one expectation": (
        "warn('a') or warn('b')\n#! library.Caution: c\n",
        told(1, "warned, and no #! says so", "+ #! library.Caution: b"),
        told(2, RAISED, "- #! library.Caution: c", "+ #! library.Caution: a")),
}  # fmt: skip
NO_OUTPUT = "no comment can say so ('#> ...' matches any output): make it say more"
OTHER_REMEDIES = {
    "a print that no comment can state": NO_OUTPUT,
    "a print that no comment can state, after one that can be": NO_OUTPUT,
    "a count in dead code": "",
    "an exception that no comment can state": (
        "no comment can say so ('#! library.Failure: ...' matches any message): make it say more"
    ),
    "one count said twice": "delete it: one count says it",
    "a count of none, where none can be": "delete it",
}
"""For the rest, the remedy is to accept what happened."""


@pytest.mark.parametrize("name", FAILS)
def test_what_is_not_as_expected_fails(name: str) -> None:
    source, *expected = FAILS[name]
    problems = compared(source).problems
    assert [f"{problem.line}: {problem.text}" for problem in problems] == expected
    assert {problem.path for problem in problems} == {DONT}
    if len(problems) == 1:
        assert problems[0].remedy == OTHER_REMEDIES.get(name, ACCEPT)


def test_another_environment_has_other_expectations() -> None:
    problems = compared("print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n", POSTGRESQL).problems
    assert [f"{p.line}: {p.text}" for p in problems] == [told(3, OTHER, "- #> 2", "+ #> 1")]


def test_all_that_is_unmet_is_told() -> None:
    comparison = compared("print(1)\n#> 2\nprint(3)\n#> 4\nsql()\n#: 2 statements\nfail('a')\n#! library.Failure: b\n")
    assert sorted(map(str, comparison.unmet)) == ["#! library.Failure: b", "#: 2 statements", "#> 2", "#> 4"]


# A snippet with any outcome, from the tenth line of its file on: what is told, with the remedy

PAGE = Path("page.md")
EDIT = "accept what happened: edit"
HUNG = "did not end within 1 seconds"
RESULTS = "belongs in a DON'T; a {} states its results with #>"
OUTCOMES: dict[str, tuple[Path, str, Outcome, list[tuple[str, str | None]]]] = {
    "an event of no statement": (
        DONT, "\n\na = 1\n", Outcome(SQLITE, warnings=[Raised(None, "a.B", "c", False)], ran=[0]),
        [(told(10, "warned, and no #! says so", "+ #! a.B: c"), EDIT)]),
    "a wrong result of a DO": (
        DO, "print(0)\n#!> 0\n", Outcome(SQLITE, printed=[Printed(0, "0")], ran=[0]),
        [("11: a DO states a wrong result with #!>", "#!> " + RESULTS.format("DO"))]),
    "a wrong result of a block": (
        PAGE, "print(0)\n#!> 0\n", Outcome(SQLITE, printed=[Printed(0, "0")], ran=[0]),
        [("11: a block states a wrong result with #!>", "#!> " + RESULTS.format("block"))]),
    "a block that raises": (
        PAGE, "a\n", Outcome(SQLITE, ended_by=Raised(0, "a.B", "c", False), ran=[0]),
        [(told(10, UNSAID, "+ #! a.B: c"), EDIT)]),
    "a DO that raises": (
        DO, "a\n", Outcome(SQLITE, ended_by=Raised(0, "a.B", "c", False), ran=[0]), [(told(10, UNSAID, "+ #! a.B: c"),
        "fix the DO; if it is meant to refuse what its DON'T lets pass, write the #! yourself")]),
    "a DO that catches": (
        DO, "a\n", Outcome(SQLITE, caught=[Raised(0, "a.B", "c", False, caught=True)], ran=[0]),
        [(told(10, "raised and caught, and no #! says so", "+ #! a.B: c"),
          "fix the DO; if it handles this on purpose, write the #! yourself")]),
    "lines of a page": (
        PAGE, "a = 1\n#> 1\n#! a.B: c\n", Outcome(SQLITE, ran=[0]), [(told(11, OTHER, "- #> 1"), EDIT),
        (told(12, "expected a.B, and line 10 raised and warned nothing", "- #! a.B: c"), EDIT)]),
    "SQL past SQLAlchemy": (
        DONT, "a = 1\nb = 2\n",
        Outcome(SQLITE, emitted=[Emitted(1, [1], "SELECT 1\nFROM a", ["()"], 1, None, raw=True)], ran=[0, 1]),
        [("11: executes SQL on a cursor of the driver, where it is not counted: SELECT 1 FROM a",
          "execute it through SQLAlchemy, with text()")]),
    "complaints, where they arose": (
        DONT, "a = 1\nb = 2\n",
        Outcome(SQLITE, complaints=["wrote to /x", "wrote to standard error: a", "new"], complaint_at=1, ran=[0, 1]),
        [("11: the snippet wrote to /x", "work in the current directory: a snippet has an empty one of its own"),
         ("11: the snippet wrote to standard error: a", "print what matters, and say it with #>"),
         ("11: the snippet new", "")]),
    "a hang at the start": (
        DONT, "a = 1\n#> 1\n", Outcome(SQLITE, complaints=[HUNG]), [(f"10: the snippet {HUNG}", None)]),
    "a hang later on": (
        DONT, "a = 1\n#> 1\n", Outcome(SQLITE, complaints=[HUNG], ran=[0]),
        [(f"10: the snippet {HUNG}", None), (told(11, OTHER, "- #> 1"), None)]),
    "nothing ran": (DONT, "a = 1\n#> 1\n", Outcome(SQLITE), [(told(11, "line 10 was never reached", "- #> 1"), None)]),
    "what follows from a refusal": (
        DONT, "a = 1\n#> 1\n",
        Outcome(SQLITE, ended_by=Raised(0, "PermissionError", "the snippet reads a", by_hand=False), ran=[0]), []),
}  # fmt: skip


@pytest.mark.parametrize(("path", "source", "outcome", "expected"), OUTCOMES.values(), ids=OUTCOMES)
def test_what_is_told_of_an_outcome(
    path: Path, source: str, outcome: Outcome, expected: list[tuple[str, str | None]]
) -> None:
    found = compare(parse(path, source, 10), outcome, "edit").problems
    assert {problem.path for problem in found} <= {path}
    assert [f"{problem.line}: {problem.text}" for problem in found] == [text for text, _ in expected]
    for problem, (_, wanted) in zip(found, expected, strict=True):
        assert wanted in (None, problem.remedy)


@pytest.mark.parametrize(
    ("name", "message"),
    [("PermissionError", "denied"), ("ValueError", "the snippet reads a"), ("KeyError", "the snippet")],
)
def test_what_is_no_refusal_is_told(name: str, message: str) -> None:
    outcome = Outcome(SQLITE, ended_by=Raised(0, name, message, by_hand=False), ran=[0])
    assert len(compare(parse(DONT, "a = 1\n#> 1\n"), outcome, "c").problems) == 2


SEVERAL = {
    "SELECT 1; SELECT 2": 2,
    "INSERT INTO a VALUES (1) ;\n\nDELETE FROM b;\nSELECT 2;\n": 3,
    "; SELECT 1;\n": 1,
    "SELECT 1; /* a */": 1,
    "SELECT ';', 'a;b'": 1,
    "DO $$ BEGIN PERFORM 1; PERFORM 2; END $$": 1,
    "CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; SELECT 2; $$ LANGUAGE sql": 1,
}


@pytest.mark.parametrize(("sql", "number"), SEVERAL.items())
def test_several_statements_sent_as_one(sql: str, number: int) -> None:
    snippet = parse(DONT, "a = 1\nb = 2\n")
    outcome = Outcome(SQLITE, emitted=[Emitted(1, [1], sql, ["()"], 1, None)] * 2, ran=[0, 1])
    found = [(problem.line, problem.text, problem.remedy) for problem in compare(snippet, outcome, "c").problems]
    text = f"sends {number} statements as one, which counts as one: {one_line(sql)}"
    assert found == ([(2, text, "execute each by itself")] if number > 1 else [])
    assert one_line("SELECT\n" + "a" * 100) == "SELECT " + "a" * 73


def complaints_in_the_harness() -> set[str]:
    """The start of each complaint that the harness can make, up to what the snippet fills in."""
    starts = set()
    for room in ("recording", "running"):
        for path in (Path(harness.__file__).parent / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Attribute(attr="add" | "add_here" | "_refuse" | "append"), args=[text, *_]):
                        pass
                    case ast.Call(func=ast.Attribute(attr="_check_path"), args=[_, text]):
                        pass
                    case ast.Call(func=ast.Name("Answer"), args=[_, ast.List([text]), *_]):
                        pass
                    case _:
                        continue
                text = text.values[0] if isinstance(text, ast.JoinedStr) else text
                if (
                    isinstance(text, ast.Constant)
                    and isinstance(text.value, str)
                    and (" " in text.value or text.value in REMEDIES)
                ):
                    starts.add(text.value)
    return starts


def test_each_complaint_has_a_remedy_and_each_remedy_a_complaint() -> None:
    complaints = complaints_in_the_harness()
    assert len(complaints) >= 20
    assert [text for text in complaints if not remedy(text)] == []
    assert [start for start in REMEDIES if not any(text.startswith(start) for text in complaints)] == []


# How long a diff is, and which lines stand beside each other in it


@pytest.mark.parametrize(
    ("right", "wrong", "cut"),
    [(0, 20, False), (30, 5, False), (0, 21, True), (38, 2, True), (38, 19, True), (50, 40, True)],
)
def test_the_length_of_a_diff(right: int, wrong: int, cut: bool) -> None:
    expected = "".join(f"    #> {i}\n" for i in range(right + wrong))
    source = f"for i in range({right + wrong}):\n    print(i if i < {right} else 'x')\n{expected}"
    (problem,) = compared(source).problems
    assert problem.line == 3 + right
    shown = problem.text.split("\n")[1:]
    lines = right + 2 * wrong
    if not cut:
        assert len(shown) == lines <= 40
        return
    above = max(0, right - 3)
    below = max(0, lines - above - 40)
    assert shown[0] == (f"      ... {above} lines as expected" if above else "    - #> 0")
    assert shown[-1] == (f"    ... and {below} lines more" if below else "    + #> x")
    assert len(shown) == min(40, lines - above) + bool(above) + bool(below)


def test_a_diff_that_just_fits_says_nothing_of_more() -> None:
    expected = "".join(f"    #> {i}\n" for i in range(47))
    (problem,) = compared(f"for i in range(10):\n    print(i)\n{expected}").problems
    shown = problem.text.split("\n")[1:]
    assert (shown[0], shown[-1], len(shown)) == ("      ... 7 lines as expected", "    - #> 46", 41)


def test_lines_beside_each_other() -> None:
    assert paired(["a"], ["a", "b", "c"]) == [(0, 0), (None, 1), (None, 2)], "without a counterpart, last"
    assert paired(["a", "b", "c"], ["a"]) == [(0, 0), (1, None), (2, None)]
    assert paired(["a", *["x"] * 250], ["x"] * 250)[:2] == [(0, None), (1, 0)], "also those that come often"
    few, many = ["a", "b"] * 2, ["b"] * 500_001
    assert paired(few, many[:3]) == [(0, None), (1, 0), (2, None), (3, 1), (None, 2)]
    pairs = paired(few, many)
    assert pairs[:5] == [(0, 0), (1, 1), (2, 2), (3, 3), (None, 4)], "a flood, by position"
    assert len(pairs) == len(many)
