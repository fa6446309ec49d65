"""Outcomes against expectations: what passes, what fails, and in which words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import harness
from harness.checking.bindings import Bindings
from harness.checking.compare import Comparison, compare, one_line
from harness.checking.complaints import REMEDIES, remedy
from harness.checking.matching import described, first_line, fits, paired
from harness.outcome import Emitted, Environment, Outcome, Printed, Raised
from harness.reading.snippet import parse
from tests.simulate import DO, DONT, POSTGRESQL, SQLITE, simulated

ACCEPT = "accept what happened: pytest dont.py --update-examples"


def compared(source: str, environment: Environment = SQLITE, path: Path = DONT) -> Comparison:
    snippet = parse(path, source)
    return compare(snippet, simulated(snippet, environment), "pytest dont.py --update-examples")


# Texts


@pytest.mark.parametrize(
    ("expected", "actual", "result"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a", "a  ", True),
        ("  a", "a", False),
        ("...", "", True),
        ("a...", "abc", True),
        ("...c", "abc", True),
        ("a...c", "abc", True),
        ("a...c", "ac", True),
        ("a...c", "a", False),
        ("ab...bc", "abc", False),
        ("a...b...c", "a1b2c", True),
        ("a...b...c", "a1c", False),
        ("a...b...b", "ab", False),
        ("a...b...b", "a1b2b", True),
        ("a.c", "abc", False),
        ("a...", "b", False),
        ("a...b", "a...b", True),
        ("(a...", "(a)", True),
        ("a ...", "a", False),
        ("ab...b...c", "abc", False),
        ("a...b...c...d", "abcbd", True),
        ("...b...", "b", True),
        ("a...bc...c...d", "abcd", False),
        ("...ab...b...", "ab", False),
        ("a...b...b...", "ab", False),
        ("a...a", "a", False),
    ],
)
def test_dots_stand_for_any_text(expected: str, actual: str, result: bool) -> None:
    assert fits(expected, actual) is result


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a\nb", "a"),
        ("a", "a"),
        ("", ""),
        ("\na", ""),
        (" a  \nb", " a"),
        ("a (Background on this error at: https://sqlalche.me/e/21/bhk3)", "a"),
        ("a  (Background on SQLAlchemy 2.0 at: https://sqlalche.me/e/b8d9)", "a"),
        ("a\n(Background on this error at: https://sqlalche.me/e/21/bhk3)", "a"),
        ("a (Background on this error at: https://sqlalche.me/e/21/bhk3) b", None),
    ],
)
def test_the_part_of_a_message_that_counts(message: str, expected: str | None) -> None:
    assert first_line(message) == (message if expected is None else expected)


def test_how_events_are_written() -> None:
    assert described(Raised(0, "a.B", "c\nd", False)) == "a.B: c"
    assert described(Raised(0, "a.B", "", False)) == "a.B"


# What passes

PASSES = {
    "nothing": "a = 1\n",
    "a print": "print('a')\n#> a\n",
    "several lines": "print('a\\nb')\n#> a\n#> b\n",
    "an empty line": "print()\n#>\n",
    "blanks at the end": "print('a  ')\n#> a\n",
    "blanks at the start": "print('  a')\n#>   a\n",
    "dots": "print('a 1.5 s')\n#> a ... s\n",
    "a print below the loop": "for i in range(2):\n    print(i)\n#> 0\n#> 1\n",
    "a print in the loop": "for i in range(2):\n    print(i)\n    #> 0\n    #> 1\n",
    "two prints in one loop": (
        "for i in range(2):\n    print('a', i)\n    #> a 0\n    #> a 1\n    print('b', i)\n    #> b 0\n    #> b 1\n"
    ),
    "one of two prints in the loop, the other below": (
        "for i in range(2):\n    print('a', i)\n    #> a 0\n    #> a 1\n    print('b', i)\n#> b 0\n#> b 1\n"
    ),
    "a print in a function, all calls together": "def f(x):\n    print(x)\n    #> 1\n    #> 2\nf(1)\nf(2)\n",
    "a print below an if with elif": "if 0:\n    a\nelif 1:\n    print(1)\n#> 1\n",
    "a print in an elif": "if 0:\n    a\nelif 1:\n    print(1)\n    #> 1\n",
    "a print in a match": "match 1:\n    case 1:\n        print(1)\n        #> 1\n",
    "a print in a finally": "try:\n    a = 1\nfinally:\n    print(1)\n    #> 1\n",
    "a print in a loop's else": "for i in []:\n    pass\nelse:\n    print(1)\n    #> 1\n",
    "a library's print": "hello()\n#> hello\n",
    "a wrong result": "print(0)\n#!> 0\n",
    "wrong results below the loop": "for i in range(2):\n    print(i)\n#!> 0\n#!> 1\n",
    "lines that fit several expectations": (
        "for t in ('ax', 'abx', 'ay'):\n    print(t)\n    #> a...\n    #> ab...\n    #> a...\n"
    ),
    "wrong and right lines": "for i in range(3):\n    print(i)\n    #> 0\n    #!> 1\n    #> 2\n",
    "an exception": "fail('a')\n#! library.Failure: a\n",
    "an exception without a message": "fail('')\n#! library.Failure\n",
    "an exception's first line": "fail('a\\nSQL')\n#! library.Failure: a\n",
    "an exception in a function": "def f():\n    fail('a')\n    #! library.Failure: a\nf()\n",
    "an exception in an elif's test": "if 0:\n    a\nelif fail('a'):\n    b\n#! library.Failure: a\n",
    "an exception that is caught": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    print(1)\n    #> 1\n"
    ),
    "an exception of the snippet's own, caught": "try:\n    do_raise('a')\nexcept Failure:\n    pass\n",
    "its own, caught, and expected": "try:\n    do_raise('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\n",
    "a warning": "warn('a')\n#! library.Caution: a\n",
    "a warning twice": "for _ in range(2):\n    warn('a')\n    #! library.Caution: a\n",
    "two warnings": "warn('a') or warn('b')\n#! library.Caution: b\n#! library.Caution: a\n",
    "two warnings, the wider expectation first": (
        "warn('abd') or warn('abc')\n#! library.Caution: ab...\n#! library.Caution: abd\n"
    ),
    "a warning and an exception": "warn('a') or fail('b')\n#! library.Caution: a\n#! library.Failure: b\n",
    "a count": "sql(2)\n#: 2 statements\n",
    "a count of one": "sql()\n#: 1 statement\n",
    "a count of none": "sql()\na = 1\n#: 0 statements\n",
    "a count of a loop": "for _ in range(3):\n    sql()\n#: 3 statements\n",
    "a count in a loop": "for _ in range(3):\n    sql()\n    #: 3 statements\n",
    "a count of a call": "def f():\n    sql(2)\nf()\n#: 2 statements\nf()\n",
    "a count in a function": "def f():\n    sql(2)\n    #: 4 statements\nf()\nf()\n",
    "a function defined in a block, called outside": (
        "if 1:\n    def f():\n        sql()\n    sql()\n#: 1 statement\nf()\n#: 1 statement\n"
    ),
    "all kinds at once": "print(sql()) or warn('b')\n#> 1\n#! library.Caution: b\n#: 1 statement\n",
    "what applies here": "print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n",
    "what applies nowhere here": "a = 1\n#> [postgresql] 2\n#! [sqlalchemy<2.1] a.B: c\n#: [postgresql] 2 statements\n",
}


@pytest.mark.parametrize("source", PASSES.values(), ids=PASSES)
def test_what_is_as_expected_passes(source: str) -> None:
    comparison = compared(source)
    assert comparison.problems == []
    assert comparison.unmet == []
    assert sorted(comparison.met, key=lambda e: e.line) == Bindings(parse(DONT, source), Outcome(SQLITE)).applying


def test_another_environment_has_other_expectations() -> None:
    source = "print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n"
    assert compared(source).problems == []
    (problem,) = compared(source, POSTGRESQL).problems
    assert (problem.line, problem.text) == (3, "printed something else than expected\n    - #> 2\n    + #> 1")


# What fails: the line, the text, and the remedy where it is another than to accept what happened

FAILS: dict[str, tuple[str, int, str] | tuple[str, int, str, str]] = {
    "another print": ("print('a')\n#> b\n", 2, "printed something else than expected\n    - #> b\n    + #> a"),
    "a print less": ("print('a')\n#> a\n#> b\n", 3, "printed something else than expected\n      #> a\n    - #> b"),
    "a print more": ("print('a\\nb')\n#> a\n", 2, "printed something else than expected\n      #> a\n    + #> b"),
    "a line printed once more": (
        "print('a\\na')\n#> a\n", 2, "printed something else than expected\n      #> a\n    + #> a"),
    "a line more at the start": (
        "print('0\\na 1\\nb')\n#> a ...\n#> b\n", 2,
        "printed something else than expected\n    + #> 0\n      #> a ...\n      #> b"),
    "a line less at the start": (
        "print('a 1\\nb')\n#> 0\n#> a ...\n#> b\n", 2,
        "printed something else than expected\n    - #> 0\n      #> a ...\n      #> b"),
    "lines in another order": (
        "print('b\\na')\n#> a\n#> b\n", 2, "printed something else than expected\n    + #> b\n      #> a\n    - #> b"),
    "another wrong result": ("print(1)\n#!> 0\n", 2, "printed something else than expected\n    - #!> 0\n    + #!> 1"),
    "dots that do not fit": (
        "print('ab')\n#> a...c\n", 2, "printed something else than expected\n    - #> a...c\n    + #> ab"),
    "a print doubled": ("print(1)\n#> 1\n#> 1\n", 3, "printed something else than expected\n      #> 1\n    - #> 1"),
    "a print that nothing expects": ("print('a\\nb')\n", 1, "printed, and no #> says so\n    + #> a\n    + #> b"),
    "an empty line that nothing expects": ("print()\n", 1, "printed, and no #> says so\n    + #>"),
    "a print that no comment can state": (
        "print('...')\n", 1, "printed, and no #> says so\n    + #> ...",
        "no comment can say so ('#> ...' matches any output): make it say more",
    ),
    "a print that no comment can state, after one that can be": (
        "print('a\\n...')\n", 1, "printed, and no #> says so\n    + #> a\n    + #> ...",
        "no comment can say so ('#> ...' matches any output): make it say more",
    ),
    "a print expected where nothing prints": ("a = 1\n#> 1\n", 2, "printed something else than expected\n    - #> 1"),
    "a print in dead code": ("if 0:\n    print(1)\n    #> 1\n", 3, "line 2 was never reached\n    - #> 1"),
    "a print in a function nobody calls": (
        "def f():\n    print(1)\n    #> 1\n", 3, "line 2 was never reached\n    - #> 1"),
    "a count in dead code": (
        "sql()\nif 0:\n    a = 1\n    #: 0 statements\n", 4, "expected 0 statements, and line 3 was never reached", "",
    ),
    "another class": (
        "fail('a')\n#! library.Other: a\n", 2,
        "raised something else than expected\n    - #! library.Other: a\n    + #! library.Failure: a"),
    "a class that sorts before": (
        "fail('a')\n#! library.Error: a\n", 2,
        "raised something else than expected\n    - #! library.Error: a\n    + #! library.Failure: a"),
    "another module": (
        "fail('a')\n#! other.Failure: a\n", 2,
        "raised something else than expected\n    - #! other.Failure: a\n    + #! library.Failure: a"),
    "another message": (
        "fail('a')\n#! library.Failure: b\n", 2,
        "raised something else than expected\n    - #! library.Failure: b\n    + #! library.Failure: a"),
    "no message": (
        "fail('a')\n#! library.Failure\n", 2,
        "raised something else than expected\n    - #! library.Failure\n    + #! library.Failure: a"),
    "an exception that nothing expects": (
        "a = 1\nfail('a')\n", 2, "raised, and no #! says so\n    + #! library.Failure: a"),
    "a library's exception, caught": (
        "try:\n    fail('a')\nexcept Failure:\n    pass\n", 2,
        "raised and caught, and no #! says so\n    + #! library.Failure: a"),
    "a library's exception, caught twice and expected once": (
        "for _ in range(2):\n    try:\n        fail('a')\n        #! library.Failure: a\n    except Failure:\n"
        "        pass\n",
        3, "raised and caught, and no #! says so\n    + #! library.Failure: a"),
    "its own exception that nothing catches": (
        "do_raise('a')\n", 1, "raised, and no #! says so\n    + #! library.Failure: a"),
    "a warning that nothing expects": ("warn('a')\n", 1, "warned, and no #! says so\n    + #! library.Caution: a"),
    "an exception that no comment can state": (
        "fail('...')\n", 1, "raised, and no #! says so\n    + #! library.Failure: ...",
        "no comment can say so ('#! library.Failure: ...' matches any message): make it say more",
    ),
    "an exception that does not come": (
        "a = 1\n#! library.Failure: a\n", 2,
        "expected library.Failure, and line 1 raised and warned nothing\n    - #! library.Failure: a"),
    "an exception expected twice": (
        "fail('a')\n#! library.Failure: a\n#! library.Failure: a\n", 3,
        "expected library.Failure, and line 1 raised and warned nothing more\n    - #! library.Failure: a"),
    "one count said twice": (
        "sql()\n#: 1 statement\n#: 1 statement\n", 3, "a second #: 1 statement of one statement",
        "delete it: one count says it",
    ),
    "another count": (
        "def f():\n    sql()\nfor _ in range(2):\n    f()\n    sql()\n#: 3 statements\n", 6,
        "expected 3 statements, the run emitted 4"
        "\n    line 2: 2 statements, first SELECT item.name FROM item"
        "\n    line 5: 2 statements, first SELECT item.name FROM item"),
    "a count of none, where none can be": (
        "a = 1\n#: 0 statements\n", 2, "#: 0 statements says nothing: the run emits no SQL at all", "delete it",
    ),
    "a qualifier that leaves the event unexpected": (
        "print(1)\n#> [postgresql] 1\n", 1, "printed, and no #> says so\n    + #> 1"),
    "a line that is never reached, below one that is": (
        "a = 1\nfail('a')\n#! library.Failure: a\nb = 2\n#! a.B: c\n", 5,
        "expected a.B, and line 4 was never reached: library.Failure ended the snippet at line 2\n    - #! a.B: c"),
    "an exception expected where nothing is raised": (
        "a = 1\nb = 2\n#! a.B: c\n", 3, "expected a.B, and line 2 raised and warned nothing\n    - #! a.B: c"),
    "an exception expected below one that is": (
        "warn('a')\n#! library.Caution: a\nb = 2\n#! a.B: c\n", 4,
        "expected a.B, and line 3 raised and warned nothing\n    - #! a.B: c"),
    "another class, which comes from elsewhere": (
        "a = 1\n#! z.Z: a\nfail('a')\n#! library.Failure: a\n", 2,
        "expected z.Z, and line 1 raised and warned nothing\n    - #! z.Z: a"),
    "a line with other blanks at its start": (
        "print('  a')\n#> a\n", 2, "printed something else than expected\n    - #> a\n    + #>   a"),
    "as many lines as a message shows": (
        "for i in range(20):\n    print(i)\n", 2,
        "printed, and no #> says so" + "".join(f"\n    + #> {i}" for i in range(20))),
    "statements of several kinds": (
        "sql('SELECT a')\nfor a in ('b', 'c'):\n    sql(f'SELECT {a}')\n#: 1 statement\n", 4,
        "expected 1 statement, the run emitted 2\n    line 3: 2 statements, first SELECT b"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAILS.values(), ids=FAILS)
def test_what_is_not_as_expected_fails(case: tuple[str, int, str] | tuple[str, int, str, str]) -> None:
    source, line, text, *remedy = case
    (problem,) = compared(source).problems
    assert (problem.path, problem.line, problem.text) == (DONT, line, text)
    assert problem.remedy == (remedy[0] if remedy else ACCEPT)


TWO = {
    "a print in a function, expected at its call": (
        "def f():\n    print(1)\nf()\n#> 1\n",
        [(2, "printed, and no #> says so\n    + #> 1"), (4, "printed something else than expected\n    - #> 1")],
    ),
    "an exception in a function, expected at its call": (
        "def f():\n    fail('a')\nf()\n#! library.Failure: a\n",
        [
            (2, "raised, and no #! says so\n    + #! library.Failure: a"),
            (
                4,
                "expected library.Failure, and library.Failure came from line 2: put the #! below that statement"
                "\n    - #! library.Failure: a",
            ),
        ],
    ),
    "an expectation below the end": (
        "fail('a')\n#! library.Failure: b\nprint(1)\n#> 1\n#: 1 statement\n",
        [
            (2, "raised something else than expected\n    - #! library.Failure: b\n    + #! library.Failure: a"),
            (4, "line 3 was never reached: library.Failure ended the snippet at line 1\n    - #> 1"),
            (5, "expected 1 statement, and line 3 was never reached: library.Failure ended the snippet at line 1"),
        ],
    ),
    "an exception expected above": (
        "a = 1\n#! library.Failure: a\nfail('a')\n",
        [
            (
                2,
                "expected library.Failure, and library.Failure came from line 3: put the #! below that statement"
                "\n    - #! library.Failure: a",
            ),
            (3, "raised, and no #! says so\n    + #! library.Failure: a"),
        ],
    ),
    "the same exception twice, another expected": (
        "for _ in range(2):\n    try:\n        fail('a')\n        #! library.Failure: b\n    except Failure:\n"
        "        pass\n",
        [
            (3, "raised and caught, and no #! says so\n    + #! library.Failure: a"),
            (4, "raised something else than expected\n    - #! library.Failure: b\n    + #! library.Failure: a"),
        ],
    ),
    "two warnings and one expectation": (
        "warn('a') or warn('b')\n#! library.Caution: c\n",
        [
            (1, "warned, and no #! says so\n    + #! library.Caution: b"),
            (2, "raised something else than expected\n    - #! library.Caution: c\n    + #! library.Caution: a"),
        ],
    ),
}


@pytest.mark.parametrize(("source", "expected"), TWO.values(), ids=TWO)
def test_problems_come_in_the_order_of_the_file(source: str, expected: list[tuple[int, str]]) -> None:
    assert [(problem.line, problem.text) for problem in compared(source).problems] == expected


def test_an_event_of_no_statement_stands_at_line_1() -> None:
    snippet = parse(DONT, "\n\na = 1\n")
    (problem,) = compare(snippet, Outcome(SQLITE, warnings=[Raised(None, "a.B", "c", False)], ran=[0]), "c").problems
    assert (problem.line, problem.text) == (1, "warned, and no #! says so\n    + #! a.B: c")


def test_a_do_states_no_wrong_result() -> None:
    (problem,) = compared("print(0)\n#!> 0\n", path=DO).problems
    assert (problem.line, problem.text, problem.remedy) == (
        2,
        "a DO states a wrong result with #!>",
        "#!> belongs in a DON'T; a DO states its results with #>",
    )


def test_a_block_of_a_page_states_no_wrong_result() -> None:
    snippet = parse(Path("page.md"), "print(0)\n#!> 0\n", 7)
    (problem,) = compare(snippet, Outcome(SQLITE, printed=[Printed(0, "0")], ran=[0]), "c").problems
    assert (problem.path, problem.line, problem.text) == (
        Path("page.md"),
        8,
        "a block of a page states a wrong result with #!>",
    )
    assert problem.remedy == "#!> belongs in a DON'T; a block states its results with #>"


def test_a_block_of_a_page_that_raises() -> None:
    snippet = parse(Path("page.md"), "fail('a')\n", 7)
    (problem,) = compare(snippet, simulated(snippet), "edit the block").problems
    assert (problem.line, problem.text) == (7, "raised, and no #! says so\n    + #! library.Failure: a")
    assert problem.remedy == "accept what happened: edit the block"


def test_a_do_that_raises_has_to_be_fixed() -> None:
    (problem,) = compared("fail('a')\n", path=DO).problems
    assert problem.text == "raised, and no #! says so\n    + #! library.Failure: a"
    assert problem.remedy == "fix the DO; if it is meant to refuse what its DON'T lets pass, write the #! yourself"
    (problem,) = compared("try:\n    fail('a')\nexcept Failure:\n    pass\n", path=DO).problems
    assert problem.remedy == "fix the DO; if it handles this on purpose, write the #! yourself"


def test_all_that_is_unmet_is_told() -> None:
    source = "print(1)\n#> 2\nprint(3)\n#> 4\nsql()\n#: 2 statements\nfail('a')\n#! library.Failure: b\n"
    comparison = compared(source)
    assert sorted(str(each) for each in comparison.unmet) == [
        "#! library.Failure: b",
        "#: 2 statements",
        "#> 2",
        "#> 4",
    ]


def test_lines_are_those_of_the_page() -> None:
    snippet = parse(Path("page.md"), "a = 1\n#> 1\n#! a.B: c\n", 11)
    found = compare(snippet, Outcome(SQLITE, ran=[0]), "edit").problems
    assert [(p.line, p.text) for p in found] == [
        (12, "printed something else than expected\n    - #> 1"),
        (13, "expected a.B, and line 11 raised and warned nothing\n    - #! a.B: c"),
    ]


def test_sql_past_sqlalchemy() -> None:
    snippet = parse(DONT, "a = 1\nb = 2\n")
    outcome = Outcome(SQLITE, emitted=[Emitted(1, [1], "SELECT 1\nFROM a", ["()"], 1, None, raw=True)], ran=[0, 1])
    (problem,) = compare(snippet, outcome, "c").problems
    assert (problem.path, problem.line, problem.text, problem.remedy) == (
        DONT,
        2,
        "executes SQL on a cursor of the driver, where it is not counted: SELECT 1 FROM a",
        "execute it through SQLAlchemy, with text()",
    )


SEVERAL = {
    "two": ("SELECT 1; SELECT 2", 2),
    "three, with blanks": ("INSERT INTO a VALUES (1) ;\n\nDELETE FROM b;\nSELECT 2;\n", 3),
    "one": ("SELECT 1", 1),
    "one, with its end": ("SELECT 1;\n", 1),
    "one, after an empty one": ("; SELECT 1", 1),
    "one, before a comment": ("SELECT 1; /* a */", 1),
    "one with a text": ("SELECT ';', 'a;b'", 1),
    "one with a body": ("DO $$ BEGIN PERFORM 1; PERFORM 2; END $$", 1),
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END", 1),
    "a function": ("CREATE FUNCTION f() RETURNS int AS $$ SELECT 1; SELECT 2; $$ LANGUAGE sql", 1),
}


@pytest.mark.parametrize(("sql", "number"), SEVERAL.values(), ids=SEVERAL)
def test_several_statements_sent_as_one(sql: str, number: int) -> None:
    snippet = parse(DONT, "a = 1\nb = 2\n")
    outcome = Outcome(SQLITE, emitted=[Emitted(1, [1], sql, ["()"], 1, None)] * 2, ran=[0, 1])
    told = [(problem.line, problem.text, problem.remedy) for problem in compare(snippet, outcome, "c").problems]
    text = f"sends {number} statements as one, which counts as one: {one_line(sql)}"
    assert told == ([(2, text, "execute each by itself")] if number > 1 else [])


def complaints_in_the_harness() -> set[str]:
    """The start of each complaint that the harness can make, up to what the snippet fills in."""
    starts = set()
    for room in ("recording", "running"):
        for path in (Path(harness.__file__).parent / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Attribute(attr="add" | "add_here" | "_refuse" | "append"), args=[text, *_]):
                        pass
                    case ast.Call(func=ast.Name("Answer"), args=[_, ast.List([text]), *_]):
                        pass
                    case _:
                        continue
                text = text.values[0] if isinstance(text, ast.JoinedStr) else text
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value:
                    starts.add(text.value)
    return starts


COMPLAINTS = sorted(complaints_in_the_harness())


def test_each_complaint_has_a_remedy_and_each_remedy_a_complaint() -> None:
    assert len(COMPLAINTS) >= 20
    assert [text for text in COMPLAINTS if not remedy(text)] == []
    assert [start for start in REMEDIES if not any(text.startswith(start) for text in COMPLAINTS)] == []


def test_what_the_run_complains_about_fails_where_it_happened() -> None:
    snippet = parse(DONT, "a = 1\nb = 2\n")
    outcome = Outcome(
        SQLITE, complaints=["wrote to /x", "wrote to standard error: a", "new"], complaint_at=1, ran=[0, 1]
    )
    assert [(each.line, each.text, each.remedy) for each in compare(snippet, outcome, "c").problems] == [
        (2, "the snippet wrote to /x", "work in the current directory: a snippet has an empty one of its own"),
        (2, "the snippet wrote to standard error: a", "print what matters, and say it with #>"),
        (2, "the snippet new", ""),
    ]


def test_long_output_is_cut() -> None:
    (problem,) = compared("for i in range(100):\n    print(i)\n").problems
    assert problem.text.count("\n") == 21
    assert problem.text.endswith("    + #> 19\n    ... and 80 lines more")


def test_long_sql_is_cut() -> None:
    assert one_line("SELECT\n" + "a" * 100) == "SELECT " + "a" * 73


@pytest.mark.parametrize(
    ("right", "wrong", "cut"),
    [(0, 20, False), (10, 2, False), (30, 5, False), (0, 21, True), (38, 2, True), (38, 19, True)],
)
def test_the_length_of_a_diff(right: int, wrong: int, cut: bool) -> None:
    expected = "".join(f"    #> {i}\n" for i in range(right + wrong))
    (problem,) = compared(
        f"for i in range({right + wrong}):\n    print(i if i < {right} else 'x')\n{expected}"
    ).problems
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


def test_lines_without_a_counterpart_come_last() -> None:
    assert paired(["a"], ["a", "b", "c"]) == [(0, 0), (None, 1), (None, 2)]
    assert paired(["a", "b", "c"], ["a"]) == [(0, 0), (1, None), (2, None)]


def test_lines_that_come_often_are_aligned_too() -> None:
    assert paired(["a", *["x"] * 250], ["x"] * 250)[:2] == [(0, None), (1, 0)]


@pytest.mark.parametrize(
    ("complaints", "ran", "expected"),
    [
        (["did not end within 1 seconds"], [], ["the snippet did not end within 1 seconds"]),
        (
            ["did not end within 1 seconds"], [0],
            ["the snippet did not end within 1 seconds", "printed something else than expected\n    - #> 1"],
        ),
        ([], [], ["line 1 was never reached\n    - #> 1"]),
    ],
)  # fmt: skip
def test_what_is_told_of_a_run_that_complains(complaints: list[str], ran: list[int], expected: list[str]) -> None:
    snippet = parse(DONT, "a = 1\n#> 1\n")
    found = compare(snippet, Outcome(SQLITE, complaints=complaints, ran=ran), "c").problems
    assert [problem.text for problem in found] == expected


@pytest.mark.parametrize(
    ("name", "message", "told"),
    [
        ("PermissionError", "the snippet reads a", 0),
        ("PermissionError", "denied", 2),
        ("ValueError", "the snippet reads a", 2),
        ("KeyError", "the snippet reads a", 2),
    ],
)
def test_what_follows_from_a_refusal_is_not_told(name: str, message: str, told: int) -> None:
    snippet = parse(DONT, "a = 1\n#> 1\n")
    outcome = Outcome(SQLITE, ended_by=Raised(0, name, message, by_hand=False), ran=[0])
    assert len(compare(snippet, outcome, "c").problems) == told


def test_a_flood_of_lines_is_compared_by_position() -> None:
    few, many = ["a", "b"] * 2, ["b"] * 500_001
    assert paired(few, many[:3]) == [(0, None), (1, 0), (2, None), (3, 1), (None, 2)]
    pairs = paired(few, many)
    assert pairs[:5] == [(0, 0), (1, 1), (2, 2), (3, 3), (None, 4)]
    assert len(pairs) == len(many)


def test_a_long_diff_shows_where_it_begins() -> None:
    expected = "".join(f"    #> {i}\n" for i in range(90))
    (problem,) = compared(f"for i in range(90):\n    print(i if i < 50 else 0)\n{expected}").problems
    lines = problem.text.split("\n")
    assert problem.line == 53
    assert lines[1:5] == ["      ... 47 lines as expected", "      #> 47", "      #> 48", "      #> 49"]
    assert lines[-1] == "    ... and 43 lines more"
