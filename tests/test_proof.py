"""Pairs: the three ways a DON'T is proven, and what is no proof."""

from __future__ import annotations

import pytest

from harness.compare import compare
from harness.outcome import Raised
from harness.proof import groups, places_differ, prove, rows_of
from tests.simulate import DO, DONT, pair_of

FAULT = "let it raise or warn (#!), print a wrong result (#!>), or emit more statements than the DO (#: in both)"
GUARD = "a DO may raise only where it refuses what its DON'T lets pass: a wrong result (#!>) or more statements (#:)"
SAME_LINES = "let both print the same lines, the wrong ones (#!>) apart, for the same data"
SAME_DATA = "let both put the same rows into the database"

N_PLUS_ONE = "for i in range(3):\n    sql()\n    print(i)\n    #> 0\n    #> 1\n    #> 2\n#: 3 statements\n"
AT_ONCE = "sql()\n#: 1 statement\nfor i in range(3):\n    print(i)\n    #> 0\n    #> 1\n    #> 2\n"
MANY_INSERTS = (
    "for i in range(3):\n    sql('INSERT INTO item (name) VALUES (?)')\n#: 3 statements\nprint(len('abc'))\n#> 3\n"
)
BULK = "print(len('abc'))\n#> 3\n"
FROM_SHARED = "from shared import data\n\ndata(3)\n"
WRONG_COUNT = "print(0 + 0)\n#!> 0\n"
RIGHT_COUNT = "print(1 + 2)\n#> 3\n"
FAILS = "fail('a')\n#! library.Failure: a\n"

PROVEN = {
    "it raises": (FAILS, "sql()\n", ["raises"]),
    "it raises and catches": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\n",
        "sql()\n",
        ["raises"],
    ),
    "it warns": ("warn('a')\n#! library.Caution: a\n", "sql()\n", ["warns"]),
    "it warns and raises": (
        "warn('a') or fail('b')\n#! library.Caution: a\n#! library.Failure: b\n",
        "a = 1\n",
        ["raises"],
    ),
    "the DO raises and catches its own": (FAILS, "try:\n    do_raise('b')\nexcept Failure:\n    pass\n", ["raises"]),
    "the DO of one that raises counts alone": (FAILS, "sql()\n#: 1 statement\n", ["raises"]),
    "a wrong line": (WRONG_COUNT, RIGHT_COUNT, ["wrong result"]),
    "a wrong line between right ones": (
        "for t in 'abc':\n    print(t)\n    #> a\n    #!> b\n    #> c\n",
        "for t in 'axc':\n    print(t)\n    #> a\n    #> x\n    #> c\n",
        ["wrong result"],
    ),
    "more lines in place of a wrong one": (
        "for t in 'ab':\n    print(t)\n    #> a\n    #!> b\n",
        "for t in 'abc':\n    print(t)\n    #> a\n    #> b\n    #> c\n",
        ["wrong result"],
    ),
    "fewer lines in place of wrong ones": (
        "for t in 'aab':\n    print(t)\n    #> a\n    #!> a\n    #!> b\n",
        "for t in 'ab':\n    print(t)\n    #> a\n    #> b\n",
        ["wrong result"],
    ),
    "a guard in place of a wrong line": (
        "sql()\nprint('accepted')\n#!> accepted\n",
        "fail('a')\n#! library.Failure: a\nprint('accepted')\n",
        ["wrong result"],
    ),
    "a guard between right lines": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\nprint(3)\n#> 3\n",
        "print(1)\n#> 1\ntry:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\nprint(3)\n#> 3\n",
        ["wrong result"],
    ),
    "a text chosen by what happened": (
        "if sql():\n    print('found')\n    #!> found\n",
        "if not sql():\n    pass\nelse:\n    print('other')\n    #> other\n",
        ["wrong result"],
    ),
    "it warns, and the result is wrong": (
        "warn('a')\n#! library.Caution: a\n" + WRONG_COUNT,
        RIGHT_COUNT,
        ["warns", "wrong result"],
    ),
    "more statements": (N_PLUS_ONE, AT_ONCE, ["statements"]),
    "none in the DO": (
        "sql()\nload = sql\nprint(load() * 0)\n#> 0\n#: 1 statement\n",
        "sql()\nload = len\nload = lambda: 1\nprint(load() * 0)\n#> 0\n#: 0 statements\n",
        ["statements"],
    ),
    "growing counts, one by one": (
        "sql(2)\n#: 2 statements\nsql(9)\n#: 9 statements\nprint(1 + 1)\n#> 2\n",
        "sql(1)\n#: 1 statement\nsql(1)\n#: 1 statement\nprint(1 + 1)\n#> 2\n",
        ["statements"],
    ),
    "a guard refuses the statements": (
        N_PLUS_ONE,
        "sql()\n#: 1 statement\nfail('lazy')\n#! library.Failure: lazy\n",
        ["statements"],
    ),
    "inserts against one for many": (
        MANY_INSERTS,
        "sql('INSERT INTO item (name) VALUES (?)', sets=3)\n#: 1 statement\n" + BULK,
        ["statements"],
    ),
    "inserts against one with all the values": (
        MANY_INSERTS,
        "sql('INSERT INTO item (name) VALUES (?), (?), (?) RETURNING id')\n#: 1 statement\n" + BULK,
        ["statements"],
    ),
    "inserts against a copy from another table": (
        MANY_INSERTS,
        "sql('INSERT INTO item (name) SELECT name FROM thing')\n#: 1 statement\n" + BULK,
        ["statements"],
    ),
    "a result that comes of inserting less": (
        FROM_SHARED + "sql('INSERT INTO item (name) VALUES (?)', sets=2)\n" + WRONG_COUNT,
        FROM_SHARED + "sql('INSERT INTO item (name) VALUES (?)')\n" + RIGHT_COUNT,
        ["wrong result"],
    ),
}


@pytest.mark.parametrize(("dont", "do", "ways"), PROVEN.values(), ids=PROVEN)
def test_a_pair_is_proven(dont: str, do: str, ways: list[str]) -> None:
    proof = prove(*pair_of(dont, do))
    assert (proof.problems, proof.ways) == ([], ways)


@pytest.mark.parametrize(("dont", "do"), [(d, o) for d, o, _ in PROVEN.values()], ids=PROVEN)
def test_a_pair_that_is_swapped_is_not(dont: str, do: str) -> None:
    first, outcome, second, second_outcome = pair_of(do, dont)
    found = prove(first, outcome, second, second_outcome).problems + compare(second, second_outcome, "").problems
    assert found


def test_the_counts_of_both_are_kept() -> None:
    proof = prove(*pair_of(N_PLUS_ONE, AT_ONCE))
    assert (proof.dont_count, proof.do_count) == (3, 1)


def test_a_statement_counted_twice_counts_once() -> None:
    dont = "for i in range(3):\n    sql()\n    #: 3 statements\n#: 3 statements\nprint(1 + 1)\n#> 2\n"
    do = "for i in range(1):\n    sql()\n    #: 1 statement\n#: 1 statement\nprint(1 + 1)\n#> 2\n"
    proof = prove(*pair_of(dont, do))
    assert (proof.problems, proof.dont_count, proof.do_count) == ([], 3, 1)


NOTHING = "shows no fault that do.py is free of"
UNPROVEN = {
    "nothing happens": ("a = 1\n", "b = 1\n", DONT, 1, NOTHING, FAULT),
    "both print, and nothing is wrong": (RIGHT_COUNT, "print(4)\n#> 4\n", DONT, 1, NOTHING, FAULT),
    "both raise": (
        FAILS,
        "a = 1\n" + FAILS,
        DO,
        2,
        "the DO has the DON'T's fault: library.Failure",
        "let the DO do the same without it",
    ),
    "both raise the same class with another text": (
        FAILS,
        "fail('b')\n#! library.Failure: b\n",
        DO,
        1,
        "the DO has the DON'T's fault: library.Failure",
        "let the DO do the same without it",
    ),
    "both warn": (
        "warn('a')\n#! library.Caution: a\n",
        "b = 1\nwarn('a')\n#! library.Caution: a\n",
        DO,
        2,
        "the DO has the DON'T's fault: library.Caution",
        "let the DO do the same without it",
    ),
    "raised by hand": (
        "a = 1\ndo_raise('a')\n#! library.Failure: a\n",
        "a = 1\n",
        DONT,
        2,
        "library.Failure is raised by the project's own code, which shows nothing about the library",
        "let the library raise it",
    ),
    "the DO raises another": (
        FAILS,
        "fail_with('Other: b')\n#! library.Other: b\n",
        DO,
        2,
        "the DO raises or warns: library.Other: b",
        GUARD,
    ),
    "only the DO raises": ("a = 1\n", FAILS, DO, 2, "the DO raises or warns: library.Failure: a", GUARD),
    "the same result": (
        WRONG_COUNT,
        "print(5 - 5)\n#> 0\n",
        DONT,
        2,
        "do.py prints the same as dont.py: the wrong result is not gone",
        SAME_LINES,
    ),
    "the same result but for blanks": (
        WRONG_COUNT,
        "print('0  ')\n#> 0\n",
        DONT,
        2,
        "do.py prints the same as dont.py: the wrong result is not gone",
        SAME_LINES,
    ),
    "nothing in place of the wrong result": (
        "a = 1\n" + WRONG_COUNT,
        "a = 1\n",
        DONT,
        3,
        "do.py does not print another result in place of the wrong one\n  expected\n    another result than '0'\n  got\n    nothing",
        SAME_LINES,
    ),
    "another right line": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\n",
        "print(7)\n#> 7\nprint(3)\n#> 3\n",
        DONT,
        4,
        "do.py does not print another result in place of the wrong one"
        "\n  expected\n    the same '1'\n    another result than '2'\n  got\n    '7'\n    '3'",
        SAME_LINES,
    ),
    "a right line is missing": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\n",
        "print(3)\n#> 3\n",
        DONT,
        4,
        "do.py does not print another result in place of the wrong one"
        "\n  expected\n    the same '1'\n    another result than '2'\n  got\n    '3'",
        SAME_LINES,
    ),
    "a refusal by hand": (
        WRONG_COUNT,
        "do_raise('no')\n#! library.Failure: no\n",
        DONT,
        2,
        "do.py does not print another result in place of the wrong one\n  expected\n    another result than '0'\n  got\n    nothing",
        SAME_LINES,
    ),
    "a result that is written out": (
        WRONG_COUNT,
        "sql()\nprint('3')\n#> 3\n",
        DO,
        2,
        "what do.py prints in place of the wrong result is written out in it, and shows nothing",
        "print what the database or the library answers",
    ),
    "a result that is written out, in a with": (
        WRONG_COUNT,
        "class C:\n    def __enter__(self): ...\n    def __exit__(self, *_): ...\nwith C():\n    print('3')\n    #> 3\n",
        DO,
        5,
        "what do.py prints in place of the wrong result is written out in it, and shows nothing",
        "print what the database or the library answers",
    ),
    "a result of other data": (
        FROM_SHARED + WRONG_COUNT,
        "from shared import data\n\ndata(1)\n" + RIGHT_COUNT,
        DO,
        3,
        "do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 1 in do.py",
        SAME_DATA,
    ),
    "a result of no data": (
        FROM_SHARED + WRONG_COUNT,
        "from shared import data\n\ndata(0)\n" + RIGHT_COUNT,
        DO,
        3,
        "do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 0 in do.py",
        SAME_DATA,
    ),
    "as many statements": (
        AT_ONCE,
        "a = 1\n" + AT_ONCE,
        DONT,
        1,
        NOTHING + ": its counted lines emit 1 statement against 1",
        FAULT,
    ),
    "fewer statements": (
        AT_ONCE,
        N_PLUS_ONE,
        DONT,
        1,
        NOTHING + ": its counted lines emit 1 statement against 3",
        FAULT,
    ),
    "more here, fewer there": (
        "sql(3)\n#: 3 statements\nsql()\n#: 1 statement\nprint(1 + 1)\n#> 2\n",
        "sql()\n#: 1 statement\nsql(2)\n#: 2 statements\nprint(1 + 1)\n#> 2\n",
        DONT,
        1,
        NOTHING + ": its counted lines emit 3 statements against 1, 1 statement against 2",
        FAULT,
    ),
    "statements that are not counted": (
        N_PLUS_ONE,
        "sql(2)\n" + AT_ONCE,
        DONT,
        1,
        NOTHING + ": its counted lines emit more statements, but its whole run emits 3 statements, the DO's 3",
        FAULT,
    ),
    "another question": (
        N_PLUS_ONE,
        "sql()\n#: 1 statement\nprint(1 + 2)\n#> 3\n",
        DONT,
        1,
        NOTHING
        + ": it emits more statements, but the two do not print the same, so nothing shows that they ask the same",
        FAULT,
    ),
    "no question": (
        "sql(2)\n#: 2 statements\n",
        "sql()\n#: 1 statement\n",
        DONT,
        1,
        NOTHING
        + ": it emits more statements, but the two do not print the same, so nothing shows that they ask the same",
        FAULT,
    ),
    "an answer that is written out": (
        N_PLUS_ONE,
        "sql()\n#: 1 statement\nprint('0')\n#> 0\nprint('1')\n#> 1\nprint(2)\n#> 2\n",
        DONT,
        1,
        NOTHING + ": it emits more statements, but all that do.py prints is written out in it",
        FAULT,
    ),
    "fewer rows inserted": (
        MANY_INSERTS,
        "a = 1\nsql('INSERT INTO item (name) VALUES (?)', sets=2)\n#: 1 statement\n" + BULK,
        DO,
        2,
        "do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 2 in do.py",
        SAME_DATA,
    ),
    "counts in the DON'T only": (
        N_PLUS_ONE,
        AT_ONCE.replace("#: 1 statement\n", ""),
        DONT,
        7,
        "dont.py has 1 #:, do.py 0: they are compared one by one",
        "count the same in do.py",
    ),
    "counts in the DO only": (
        WRONG_COUNT,
        "sql()\n#: 1 statement\n" + RIGHT_COUNT,
        DO,
        2,
        "do.py has 1 #:, dont.py 0: they are compared one by one",
        "count the same in dont.py",
    ),
    "a count more in the DON'T": (
        "sql(3)\n#: 3 statements\nsql()\n#: 1 statement\nprint(1 + 1)\n#> 2\n",
        "sql()\n#: 1 statement\nprint(1 + 1)\n#> 2\n",
        DONT,
        4,
        "dont.py has 2 #:, do.py 1: they are compared one by one",
        "count the same in do.py",
    ),
    "a guard that calls itself a DON'T": (
        "sql()\n#: 1 statement\nfail('lazy')\n#! library.Failure: lazy\n",
        N_PLUS_ONE,
        DONT,
        2,
        "dont.py raises where do.py emits more statements: it is a guard against them",
        "call the one that refuses the DO, or count nothing here",
    ),
    "a count of 0 of other code": (
        "sql()\nprint(sql() * 0)\n#> 0\n#: 1 statement\n",
        "sql()\nprint(len([]))\n#> 0\n#: 0 statements\n",
        DO,
        4,
        "#: 0 statements speaks of other code than dont.py:2, which emits 1 statement",
        "count the same statement in both, or the block around it",
    ),
    "a right line marked wrong": (
        "for t in 'abc':\n    print(t)\n    #!> a\n    #!> b\n    #> c\n",
        "for t in 'axc':\n    print(t)\n    #> a\n    #> x\n    #> c\n",
        DONT,
        3,
        "#!> a is no wrong result: do.py prints the line too",
        "write '#> a'",
    ),
    "a right line marked wrong, above an exception": (
        "print(1 + 1)\n#!> 2\n" + FAILS,
        "print(1 + 1)\n#> 2\nprint(2 + 2)\n#> 4\n",
        DONT,
        2,
        "#!> 2 is no wrong result: do.py prints the line too",
        "write '#> 2'",
    ),
    "a warning, and another result not marked wrong": (
        "warn('a')\n#! library.Caution: a\nprint(1 + 1)\n#> 2\n",
        "print(1 + 2)\n#> 3\n",
        DONT,
        3,
        "dont.py goes on and prints '2', which do.py does not print in its place",
        "let both print the same lines; if what the DON'T prints is wrong, say so by #!>",
    ),
    "an exception that is caught, and another result not marked wrong": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    print(500)\n    #> 500\n",
        "print(404)\n#> 404\n",
        DONT,
        5,
        "dont.py goes on and prints '500', which do.py does not print in its place",
        "let both print the same lines; if what the DON'T prints is wrong, say so by #!>",
    ),
    "statements that are refused, and a right line marked wrong": (
        "sql()\nprint(sql(2))\n#!> 3\n#: 2 statements\n",
        "sql()\nprint(fail('lazy'))\n#! library.Failure: lazy\n#: 0 statements\n",
        DONT,
        3,
        "#!> 3 is no wrong result: do.py refuses the statements that lead to it",
        "write '#> 3'",
    ),
    "a count of 0 on both sides": (
        "sql()\na = 1\n#: 0 statements\n" + WRONG_COUNT,
        "sql()\na = 1\n#: 0 statements\n" + RIGHT_COUNT,
        DONT,
        3,
        "#: 0 statements shows nothing: do.py has no count above 0 to hold it against",
        "count there what dont.py does without, or delete it",
    ),
    "a count of 0 alone": (
        FAILS,
        "sql()\na = 1\n#: 0 statements\n",
        DO,
        3,
        "#: 0 statements shows nothing: dont.py has no count above 0 to hold it against",
        "count there what do.py does without, or delete it",
    ),
}


@pytest.mark.parametrize(("dont", "do", "path", "line", "text", "remedy"), UNPROVEN.values(), ids=UNPROVEN)
def test_what_is_no_proof(dont: str, do: str, path: object, line: int, text: str, remedy: str) -> None:
    problem = prove(*pair_of(dont, do)).problems[0]
    assert (problem.path, problem.line, problem.text, problem.remedy) == (path, line, text, remedy)


def test_a_wrong_class_of_another_statement_is_no_proof() -> None:
    dont, outcome, do, do_outcome = pair_of("fail('a')\n#! library.Other: a\n", "a = 1\n")
    assert prove(dont, outcome, do, do_outcome).ways == []


def test_warnings_of_the_same_text_are_told_from_exceptions() -> None:
    dont, outcome, do, do_outcome = pair_of(FAILS, "a = 1\n")
    outcome.warnings.append(Raised(None, "library.Failure", "a", by_hand=False))
    assert prove(dont, outcome, do, do_outcome).ways == ["raises"]


@pytest.mark.parametrize(
    ("sql", "sets", "rows"),
    [
        ("INSERT INTO a (b) VALUES (?)", 1, 1),
        ("INSERT INTO a (b) VALUES (?)", 5, 5),
        ("INSERT INTO a (b, c) VALUES (?, ?), (?, ?)", 1, 2),
        ("INSERT INTO a (b) VALUES (?), (?), (?) RETURNING id, b", 1, 3),
        ("INSERT INTO a (b) VALUES (lower(?)), (coalesce(?, max(1, 2)))", 1, 2),
        ("INSERT INTO a (b) VALUES ('x), (y'), ('it''s (')", 1, 2),
        ("insert into a values (1)", 1, 1),
        ("INSERT INTO a DEFAULT VALUES", 2, 2),
        (
            "INSERT INTO a (b) SELECT p0::INTEGER FROM (VALUES (%s, 0), (%s, 1)) AS s(p0, n) ORDER BY n RETURNING id",
            1,
            2,
        ),
        ("INSERT INTO a (b) SELECT b FROM c", 1, None),
        ("INSERT INTO a (b) VALUES (?) ON CONFLICT DO NOTHING", 3, None),
        ("INSERT OR IGNORE INTO a (b) VALUES (?)", 3, None),
    ],
)
def test_the_rows_of_an_insert(sql: str, sets: int, rows: int | None) -> None:
    assert rows_of(sql, sets) == rows


def test_groups_end_where_something_else_begins() -> None:
    assert [groups(text) for text in ("", "(1)", "(1), (2) x (3)", "x (1)", "(1)) (2)")] == [0, 1, 2, 0, 1]


def test_many_lines_are_compared_in_good_time() -> None:
    right, wrong = ["r"] * 5, ["w"] * 5
    parts = [(n % 2 == 1, wrong if n % 2 else right) for n in range(40)]
    assert not places_differ(parts, ["w"] * 200)


# A fault that other environments have


@pytest.mark.parametrize(
    ("dont", "missing"),
    [
        ("sql()\n#! [postgresql] library.Failure: a\n", True),
        ("print(1)\n#> [sqlite] 1\n#!> [postgresql] 2\n", True),
        ("sql()\n", False),
        ("print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n", False),
        # The statement has a count here as well, and its DO has the same.
        ("sql()\n#: [sqlite] 1 statement\n#: [postgresql] 2 statements\n", False),
    ],
)
def test_a_fault_that_is_stated_for_other_environments_may_be_missing(dont: str, missing: bool) -> None:
    do = "sql()\n#: 1 statement\n" if "#:" in dont else "print(0 + 1)\n#> 1\n" if "print" in dont else "sql()\n"
    pair = pair_of(dont, do)
    assert compare(pair[0], pair[1], "").problems == []
    proof = prove(*pair)
    assert proof.ways == []
    assert (proof.problems == []) == missing
