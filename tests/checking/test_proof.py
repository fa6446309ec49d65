"""Pairs: the three ways a DON'T is proven, and what is no proof."""

from __future__ import annotations

import re

import pytest

from harness.checking.compare import compare
from harness.checking.proof import prove
from harness.checking.wrong_result import places_differ
from harness.outcome import Printed, Raised, SqlCount
from tests.simulate import pair_of

# What a side does, with the expectation that says so.


def fails(message: str = "a", call: str = "") -> str:
    return f"{call or f'fail({message!r})'}\n#! library.Failure: {message}\n"


def caught(message: str) -> str:
    return f"try:\n    fail({message!r})\n    #! library.Failure: {message}\nexcept Failure:\n    pass\n"


def prints(*lines: object, wrong: object = None) -> str:
    """A print by each value of a loop: right lines, and a wrong one."""
    stated = "".join(f"    #{'!' * (each == wrong)}> {each}\n" for each in lines)
    return f"for t in ask({list(lines)}):\n    print(t)\n{stated}"


def right(value: object) -> str:
    return f"print(ask({value!r}))\n#> {value}\n"


def wrong(value: object) -> str:
    return f"print(ask({value!r}))\n#!> {value}\n"


def sql(count: int, then: str = "") -> str:
    return f"{then}sql({count})\n#: {count} statement{'s' * (count != 1)}\n"


def refused(statement: str) -> str:
    return f"commit({statement!r})\n#! library.Failure: (driver.Error) no\n"


def data(rows: int) -> str:
    return f"from shared import data\n\ndata({rows})\n"


WARNS = "warn('a')\n#! library.Caution: a\n"
WARNS_AND_FAILS = "warn('a') or fail('b')\n#! library.Caution: a\n#! library.Failure: b\n"
TAKEN = caught("taken")
WRONG, RIGHT = wrong(0), right(3)
NONE = "sql()\na = 1\n#: 0 statements\n"
LOOP = "for i in ask(range(3)):\n    {}\n    print(i)\n    #> 0\n    #> 1\n    #> 2\n#: 3 statements\n"
ONCE = "{}\n#: 1 statement\nfor i in ask(range(3)):\n    print(i)\n    #> 0\n    #> 1\n    #> 2\n"
N_PLUS_ONE, AT_ONCE = LOOP.format("sql()"), ONCE.format("sql()")
INSERT, INSERT_ONE = "sql('INSERT INTO item (name) VALUES (?)'{})\n", "INSERT INTO item (a) VALUES (1)"
MANY = f"for i in ask(range(3)):\n    {INSERT.format('')}#: 3 statements\n" + RIGHT
NEW, OLD = (f"{n}0000000-0000-0000-0000-000000000000" for n in "10")
SHARED = "from shared import data\n\n"
CREATE = "from shared import create, data\n\ncreate('a')"
LAZY = sql(1) + fails("lazy")


def read(statement: str, rows: int) -> str:
    return f"sql({statement!r}, rows={rows})"


LIMITED = "sql('SELECT a FROM item LIMIT ?')"
ALL = LOOP.format(read("SELECT a FROM item", 3))

# Each with the DON'T, the DO, and the ways in which the fault is shown.
# fmt: off
PROVEN = {
    "it raises": (fails(), "sql('a')\n", "raises"),
    "it warns": (WARNS, "sql('a')\n", "warns"),
    "both go on from the same error, and it raises": (TAKEN + fails(), TAKEN + "a = sql()\n", "raises"),
    "both go on from the same error, to a wrong result": (TAKEN + WRONG, TAKEN + "a = 1\n" + RIGHT, "wrong result"),
    "it raises and counts alone": (sql(2, "a = ") + fails(), "a = sql()\n", "raises"),
    "it raises in the library, after SQL that the DO does without": (
        fails("a", f"sql({INSERT_ONE!r}) and fail('a')"), "sql('SELECT a FROM item')\na = fail\n", "raises"),
    "a wrong line, and more statements": (sql(2) + WRONG, sql(1) + RIGHT, "wrong result"),
    "the DO raises and catches its own": (
        fails(), "a = 1\ntry:\n    do_raise('b')\nexcept Failure:\n    pass\n", "raises"),
    "the DO catches what Python raises": (
        fails(), "a = 1\ntry:\n    fail('b', kind=ValueError)\n    #! ValueError: b\nexcept ValueError:\n    pass\n",
        "raises"),
    "a wrong line between right ones": (prints(*"abc", wrong="b"), prints(*"axc"), "wrong result"),
    "more lines in place of a wrong one": (prints(*"ab", wrong="b"), prints(*"abc"), "wrong result"),
    "a guard in place of a wrong line": (
        "sql()\nprint('accepted')\n#!> accepted\n", fails() + "print('accepted')\n", "wrong result"),
    "a guard between right lines": (right(1) + wrong(2) + right(3), right(1) + caught("a") + right(3), "wrong result"),
    "a guard that counts more": (
        sql(1) + "print('accepted')\n#!> accepted\n", sql(2) + fails() + "print('accepted')\n", "wrong result"),
    "a text chosen by what happened": (
        "if sql():\n    print('found')\n    #!> found\n",
        "if not sql():\n    pass\nelse:\n    print('other')\n    #> other\n", "wrong result"),
    "a text that a with prints": (
        WRONG, "class C:\n    def __enter__(self): hello()\n    def __exit__(self, *_): ...\n"
        "with C():\n    ask(1)\n#> hello\n", "wrong result"),
    "it raises without a database, and the DO has one": (SHARED + fails(), data(3) + "a = 1\n", "raises"),
    "it raises at code that the DO has a quarter of": (
        "o = p = q = r = 1\n" + fails("o", "(x := 1, y := 2, fail('o'))"), "o = p = q = r = 1\n", "raises"),
    "it raises in shared code, before that inserts": (
        fails("a", f"{CREATE} or fail('a')"), f"{CREATE}\ndata(2)\na = 1\n", "raises"),
    "it misspells a table": (refused("SELECT a FROM items"), "commit = sql('SELECT a FROM item')\n", "raises"),
    "it fails to insert, and the DO inserts": (refused(INSERT_ONE), f"sql({INSERT_ONE!r})\n", "raises"),
    "it fails to insert by the code that both share": (
        SHARED + fails("(driver.Error) a", "data(1) or fail('(driver.Error) a')"), data(3) + "a = 1\n", "raises"),
    "it fails to update what the DO deletes": (
        "new = " + refused("UPDATE item SET a = 1"), "new = sql('DELETE FROM item')\n", "raises"),
    "it fails to read what the DO reads": (refused("SELECT a FROM item"), "sql('SELECT b, c FROM item')\n", "raises"),
    "a result with a UUID that the file spells": (
        f"print('newest', ask({OLD!r}))\n#!> newest {OLD}\n", f"print('newest', ask({NEW!r}))\n#> newest {NEW}\n",
        "wrong result"),
    "fewer statements here, as many there": (sql(2) + sql(1) + right(2), sql(1) + sql(1) + right(2), "statements"),
    "the DO reads the rows of the others' keys": (
        ALL, ONCE.format(read("SELECT a FROM item WHERE a IN (1, 2, 3)", 3)), "statements"),
    "the DO lets the database count": (ALL, ONCE.format(read("SELECT count(*) FROM item", 1)), "statements"),
    "the DO filters as the DON'T does": (
        LOOP.format(read("SELECT a FROM item WHERE b", 3)), ONCE.format(read("SELECT a FROM item WHERE b AND c", 1)),
        "statements"),
    "both have a limit": (LOOP.format(LIMITED), ONCE.format(LIMITED), "statements"),
    "data of modules that the two do not share": (
        data(3) + WRONG, "from elsewhere import data\n\ndata(1)\n" + RIGHT, "wrong result"),
    "a guard refuses the statements": (N_PLUS_ONE, LAZY, "statements"),
    "inserts against one with all the values": (
        MANY, INSERT.format("").replace("(?)", "(?), (?), (?) RETURNING a") + "#: 1 statement\n" + RIGHT, "statements"),
    "inserts against a copy from another table": (
        MANY, "sql('INSERT INTO item (name) SELECT name FROM thing')\n#: 1 statement\n" + RIGHT, "statements"),
    "a result that comes of inserting less": (
        data(3) + INSERT.format(", sets=2") + WRONG, data(3) + INSERT.format("") + RIGHT, "wrong result"),
}
# fmt: on


@pytest.mark.parametrize(("dont", "do", "ways"), PROVEN.values(), ids=PROVEN)
def test_a_pair_is_proven_and_is_not_if_it_is_swapped(dont: str, do: str, ways: str) -> None:
    proof = prove(*pair_of(dont, do))
    assert (proof.problems, ", ".join(proof.ways)) == ([], ways)
    first, outcome, second, second_outcome = pair_of(do, dont)
    assert prove(first, outcome, second, second_outcome).problems + compare(second, second_outcome, "").problems


# The messages, with their remedies.

NO_FAULT = "dont.py:1: shows no fault that do.py is free of"
SAME_FAULT = "do.py:{}: the DO has the DON'T's fault: library.Failure"
GUARDS = "do.py:{}: the DO raises or warns: library.{}: {}"
SAME_RESULT = "dont.py:2: do.py prints the same as dont.py: the wrong result is not gone"
NO_OTHER = "dont.py:{}: do.py does not print another result in place of the wrong one\n  expected"
SPELLED = "do.py:{}: what do.py prints in place of the wrong result is written out in it, and shows nothing"
ROWS = "do.py:{}: do.py works on other data than dont.py: rows inserted\n    item: {} in dont.py, {} in do.py"
COUNTED = f"{NO_FAULT}: its counted lines emit"
NO_QUESTION = f"{NO_FAULT}: it emits more statements, but"
OTHER_QUESTION = f"{NO_QUESTION} the two do not print the same, so nothing shows that they ask the same"
ONE_BY_ONE = ": they are compared one by one"
GOES_ON = "dont.py:{}: dont.py goes on and prints '{}', which do.py does not print in its place"
ZERO = "{0}.py:3: #: 0 statements shows nothing: {1}.py has no count above 0 to hold it against"
AVOIDS = "do.py:1: do.py avoids what dont.py:{} fails at: "
LESS = "do.py:{}: do.py asks for less than dont.py: it "

REMEDIES = {
    r"shows no fault .* whole run": "count the whole block in both",
    r"shows no fault": "let it raise or warn (#!), print a wrong result (#!>), or emit more statements than the DO"
    " (#: in both)",
    r"the DO has the DON'T's fault": "let the DO do the same without it; or catch it in both, and show the fault in"
    " what follows",
    r"raised by the project's own code": "let the library raise it",
    r"the DO raises or warns": "a DO may raise only where it refuses what its DON'T lets pass: a wrong result (#!>)"
    " or more statements (#:)",
    r"prints the same as|does not print another": "let both print the same lines, the wrong ones (#!>) apart, for the"
    " same data",
    r"written out": "print what the database or the library answers",
    r"rows inserted": "let both put the same rows into the database",
    r", do.py \d: they are compared": "count the same in do.py",
    r", dont.py \d: they are compared": "count the same in dont.py",
    r"it is a guard": "call the one that refuses the DO, or count nothing here",
    r"is no wrong result": "write '#> {}'",
    r"goes on and prints": "let both print the same lines; if what the DON'T prints is wrong, say so by #!>",
    r"do.py has no count above 0": "count there what dont.py does without, or delete it",
    r"dont.py has no count above 0": "count there what do.py does without, or delete it",
    r"avoids|does something else": "let the DO do what the DON'T sets out to do, without the fault",
    r"another table": "leave the shared tables as they are in both",
    r"asks for less": "let both work on the same rows",
}

# Each with the DON'T, the DO, and the first problem; `+` at its end where there are more.
# fmt: off
UNPROVEN = {
    "nothing happens": ("a = 1\n", "b = 1\n", NO_FAULT),
    "both raise": (fails(), "a = 1\n" + fails(), SAME_FAULT.format(2) + "+"),
    "both raise the same class with another text": (fails(), fails("b"), SAME_FAULT.format(1) + "+"),
    "raised by hand": (
        "a = 1\n" + fails("a", "do_raise('a')"), "a = 1\n",
        "dont.py:2: library.Failure is raised by the project's own code, which shows nothing about the library"),
    "the DO raises another": (fails(), "fail_with('Other: b')\n#! library.Other: b\n", GUARDS.format(2, "Other", "b")),
    "the same result": (WRONG, "print(5 - 5)\n#> 0\n", SAME_RESULT),
    "nothing in place of the wrong result": (
        "a = 1\n" + WRONG, "a = 1\n", NO_OTHER.format(3) + "\n    another result than '0'\n  got\n    nothing"),
    "another right line": (
        right(1) + wrong(2), right(7) + right(3),
        NO_OTHER.format(4) + "\n    the same '1'\n    another result than '2'\n  got\n    '7'\n    '3'"),
    "a right line is missing": (
        right(1) + wrong(2), right(3),
        NO_OTHER.format(4) + "\n    the same '1'\n    another result than '2'\n  got\n    '3'"),
    "a refusal by hand": (
        WRONG, fails("no", "do_raise('no')"),
        NO_OTHER.format(2) + "\n    another result than '0'\n  got\n    nothing+"),
    "a result that is written out": (WRONG, "sql()\nprint('3')\n#> 3\n", SPELLED.format(2)),
    "a result that is written out, beside a right one of the run": (
        right("x") + wrong("y"), right("x") + "print('z')\n#> z\n", SPELLED.format(3)),
    "a result of other data": (data(3) + WRONG, data(1) + RIGHT, ROWS.format(3, 3, 1)),
    "a result of no data": (data(3) + WRONG, data(0) + RIGHT, ROWS.format(3, 3, 0)),
    "a result of data that only the DO inserts": (data(0) + WRONG, data(3) + RIGHT, ROWS.format(3, 0, 3)),
    "one statement executed as often": (
        MANY, INSERT.format(", sets=3") + "#: 1 statement, 3 parameter sets\n" + RIGHT,
        f"{COUNTED} 3 statements against 1 statement, 3 parameter sets"),
    "fewer statements": (AT_ONCE, N_PLUS_ONE, f"{COUNTED} 1 statement against 3"),
    "more here, fewer there": (
        sql(3) + sql(1) + right(2), sql(1) + sql(2) + right(2),
        f"{COUNTED} 3 statements against 1, 1 statement against 2"),
    "statements that are not counted": (
        N_PLUS_ONE, "sql(2)\n" + AT_ONCE,
        f"{COUNTED} more statements, but its whole run emits 3 statements, the DO's 3; not counted in do.py"
        "\n    line 1: 2 statements, first SELECT item.name FROM item"),
    "another question": (N_PLUS_ONE, sql(1) + RIGHT, OTHER_QUESTION),
    "no question": (sql(2), sql(1), OTHER_QUESTION),
    "both go on from errors that are not the same": (caught("a") + WRONG, caught("b") + RIGHT, SAME_FAULT.format(2)),
    "a DO that goes on from what its DON'T ends with": (WRONG + fails("taken"), TAKEN + RIGHT, SAME_FAULT.format(2)),
    "both meet one, and the DON'T no other": (TAKEN + "sql()\n", TAKEN + "sql(2)\n", SAME_FAULT.format(2) + "+"),
    "both meet one, and the DO ends by it": (TAKEN + "sql()\n", fails("taken"), SAME_FAULT.format(1) + "+"),
    "a DO that lets pass what Python raises": (
        fails(), "a = 1\nfail('b', kind=ValueError)\n#! ValueError: b\n",
        "do.py:3: the DO raises or warns: ValueError: b"),
    "a guard that raised nothing": (
        "a = 1\n", "try:\n    fail('a')\nexcept Failure:\n    pass\nb = 1\n#! library.Other: b\nc = 1\n"
        "#! library.Other: c\n", GUARDS.format(6, "Other", "b")),
    "an answer that is written out": (
        N_PLUS_ONE, sql(1) + "print('0')\n#> 0\nprint('1')\n#> 1\nprint(2)\n#> 2\n",
        f"{NO_QUESTION} all that do.py prints is written out in it"),
    "fewer rows inserted": (
        MANY, "a = 1\n" + INSERT.format(", sets=2") + "#: 1 statement, 2 parameter sets\n" + RIGHT,
        ROWS.format(2, 3, 2)),
    "no rows inserted": (MANY, "a = 1\n" + sql(1) + RIGHT, ROWS.format(1, 3, 0)),
    "counts in the DON'T only": (
        N_PLUS_ONE, AT_ONCE.replace("#: 1 statement\n", ""), f"dont.py:7: dont.py has 1 #:, do.py 0{ONE_BY_ONE}"),
    "counts in the DO only": (WRONG, sql(1) + RIGHT, f"do.py:2: do.py has 1 #:, dont.py 0{ONE_BY_ONE}"),
    "counts in both of a pair that raises, and in the DO one more": (
        sql(3, "a = ") + fails(), sql(1, "a = ") + "a = 1\n#: 0 statements\n",
        f"do.py:4: do.py has 2 #:, dont.py 1{ONE_BY_ONE}"),
    "a count more in the DON'T": (
        sql(3) + sql(1) + right(2), sql(1) + right(2), f"dont.py:4: dont.py has 2 #:, do.py 1{ONE_BY_ONE}"),
    "a guard that calls itself a DON'T": (
        LAZY, N_PLUS_ONE, "dont.py:2: dont.py raises where do.py emits more statements: it is a guard against them"),
    "a right line marked wrong, above an exception": (
        wrong(2) + fails(), right(2) + right("a"), "dont.py:2: #!> 2 is no wrong result: do.py prints the line too"),
    "a warning, and another result not marked wrong": (WARNS + right(2), right(3), GOES_ON.format(3, 2) + "+"),
    "statements that are refused, and a right line marked wrong": (
        "sql()\nprint(sql(2))\n#!> 3\n#: 2 statements\n",
        "sql()\nprint(fail('lazy'))\n#! library.Failure: lazy\n#: 0 statements\n",
        "dont.py:3: #!> 3 is no wrong result: do.py refuses the statements that lead to it"),
    "a count of 0 on both sides": (NONE + WRONG, NONE + RIGHT, ZERO.format("dont", "do") + "+"),
    "a count of 0 alone": (fails(), NONE, ZERO.format("do", "dont")),
    "a DO that does nothing": ("engine = 1\n" + fails(), "", AVOIDS.format(2) + "its code lacks `a`, `fail`"),
    "a DO that avoids the second of two faults": (
        WARNS + fails("b"), "warn\n'a'\n", AVOIDS.format(3) + "its code lacks `b`, `fail`"),
    "a DO that shares the line that fails, and nothing else": (
        "start = sql()\nmiddle = sql()\nend = sql()\n" + fails(), "a = 1\n",
        AVOIDS.format(4) + "its code lacks `end`, `fail`, `middle`, `sql`, `start`"),
    "a DO that does the first of two inserts, and not the refused one": (
        "sql('INSERT INTO a (x) VALUES (1)') and " + refused("INSERT INTO b (x) VALUES (1)"),
        "sql('INSERT INTO a (x) VALUES (1)')\ncommit = sql('SELECT x FROM b')\n",
        AVOIDS.format(1) + "it inserts nothing into b"),
    "a DO that inserts only what the shared code inserts": (
        data(3) + refused(INSERT_ONE), data(3) + "a = commit = sql()\n",
        AVOIDS.format(4) + "it inserts nothing into item"),
    "a DO that does not read where that fails": (
        refused("SELECT item.a FROM item"),
        "sql('CREATE TABLE item')\ncommit = sql('SELECT thing.a FROM thing, items')\n",
        AVOIDS.format(1) + "it reads nothing from item"),
    "a DO that does not change the table": (
        refused("ALTER TABLE item ADD COLUMN a INT"),
        "commit = sql('SELECT item.a FROM item')\nADD = ALTER = TABLE = COLUMN = 1\n",
        AVOIDS.format(1) + "it changes nothing about item"),
    "an exception that fewer rows do not raise": (data(3) + fails(), data(1) + "a = 1\n", ROWS.format(3, 3, 1)),
    "a table that the shared code makes otherwise": (
        "from shared import create\n\ncreate('a, UNIQUE (a)')\n" + fails(),
        "from shared import create\n\ncreate('a')\na = 1\n",
        "do.py:3: do.py works on another table item than dont.py: it is created by other SQL"),
    "a result that differs in a UUID": (
        f"print('newest', ask({OLD!r}.replace('0', '1')))\n#!> newest ...\n",
        f"a = print('newest', ask({OLD!r}.replace('0', '2')))\n#> newest ...\n",
        "dont.py:2: do.py prints the same as dont.py, UUIDs and addresses apart: the wrong result is not gone"),
    "a DO that reads fewer rows": (
        N_PLUS_ONE, "a = 1\n" + ONCE.format(LIMITED), LESS.format(2) + "has a LIMIT, and dont.py has none"),
    "a DO that reads some of the rows": (
        ALL, "a = 1\n" + ONCE.format(read("SELECT a FROM item WHERE b", 1)),
        LESS.format(2) + "reads 1 of the 3 rows of item that dont.py:2 reads"),
    "a DO that does something else": (
        "one = two = three = four = 1\nask(1)\n" + WRONG, "ask('3')\n" + RIGHT,
        "do.py:1: do.py does something else than dont.py: of its code it lacks `four`, `one`, `three`, `two`"),
}
# fmt: on
STILL_WAYS = {
    "statements that are refused, and a right line marked wrong": ["statements"],
    "a right line marked wrong, above an exception": ["raises"],
    "an exception that fewer rows do not raise": ["raises"],
}
"""A way that is refused counts for nothing; these have another."""


@pytest.mark.parametrize("name", UNPROVEN)
def test_what_is_no_proof(name: str) -> None:
    dont, do, told = UNPROVEN[name]
    proof = prove(*pair_of(dont, do))
    problem, *more = proof.problems
    assert f"{problem.path.name}:{problem.line}: {problem.text}" == told.removesuffix("+")
    remedy = next(remedy for pattern, remedy in REMEDIES.items() if re.search(pattern, told))
    assert problem.remedy == remedy.format(*re.findall(r"#!> (\w)", told))
    assert bool(more) == told.endswith("+")
    if re.search(r"no wrong result|written out|rows inserted", told):
        assert proof.ways == STILL_WAYS.get(name, [])


# What a badge says


@pytest.mark.parametrize(
    ("dont", "do", "fault", "refusal"),
    [
        (fails(), "sql('a')\n", "a", None),
        (WARNS, "sql('a')\n", "a", None),
        (WARNS_AND_FAILS, "a = sql('b')\n", "b", None),
        (caught("b") + fails(), "sql('a')\n'b'\n", "a", None),
        # A guard: the DO ends by it, or shows nothing else in place of the wrong result.
        (WRONG, fails("no") + RIGHT, None, "no"),
        (WRONG, TAKEN + "ask\n", None, "taken"),
        (N_PLUS_ONE, LAZY, None, "lazy"),
        # It is refused, handles that, and ends well.
        (WRONG, TAKEN + RIGHT, None, None),
    ],
)
def test_the_fault_and_the_refusal(dont: str, do: str, fault: str | None, refusal: str | None) -> None:
    proof = prove(*pair_of(dont, do))
    assert proof.problems == []
    assert (proof.fault and proof.fault.message, proof.refusal and proof.refusal.message) == (fault, refusal)


NESTED = "for i in ask(range({0})):\n    sql()\n    #: {1}\n#: {1}\nprint(ask(2))\n#> 2\n"


@pytest.mark.parametrize(
    ("dont", "do", "counts"),
    [
        (N_PLUS_ONE, AT_ONCE, (3, 1)),
        (sql(2, "a = ") + fails(), "a = sql()\n", (2, 0)),
        # Counted by two comments, a statement counts once.
        (NESTED.format(3, "3 statements"), NESTED.format(1, "1 statement"), (3, 1)),
    ],
)
def test_the_counts_of_both(dont: str, do: str, counts: tuple[int, int]) -> None:
    proof = prove(*pair_of(dont, do))
    assert proof.problems == []
    assert (proof.dont_count, proof.do_count) == tuple(SqlCount(each, each) for each in counts)


# Details


def test_events_that_no_statement_or_expectation_has() -> None:
    dont, outcome, do, do_outcome = pair_of(fails(), "a = 1\n")
    outcome.warnings.append(Raised(None, "library.Failure", "a", by_hand=False))
    assert prove(dont, outcome, do, do_outcome).ways == ["raises"]
    dont, outcome, do, do_outcome = pair_of(WRONG, "ask(1)\n")
    do_outcome.printed.append(Printed(None, "3"))
    assert prove(dont, outcome, do, do_outcome).ways == ["wrong result"]
    proof = prove(*pair_of(WRONG + "print(ask(5))\n", RIGHT + "print(ask(5))\n"))
    assert (proof.problems, proof.ways) == ([], ["wrong result"])


@pytest.mark.parametrize(
    ("parts", "answer", "cut_short", "differ"),
    [
        ([(True, ["w"]), (False, ["r"])], ["x", "r", "more"], False, False),
        ([(True, ["w"]), (False, ["r"])], ["x", "r", "more"], True, True),
        ([(False, ["r", "s"]), (True, ["w"])], ["r", "s"], True, False),
        # In good time, also where there are many ways to split the answer.
        ([(True, ["w"]), (False, ["r"])] * 20, [*["r"] * 80, "x"], False, False),
    ],
)
def test_a_line_in_place_of_each_wrong_one(
    parts: list[tuple[bool, list[str]]], answer: list[str], cut_short: bool, differ: bool
) -> None:
    assert places_differ(parts, answer, cut_short) is differ


def test_the_problems_of_all_ways_are_told() -> None:
    dont = "do_raise('a') if not ask(1) else " + WARNS + data(3) + WRONG
    proof = prove(*pair_of(dont, "a = " + WARNS + SHARED + RIGHT))
    assert [problem.text.partition("\n")[0] for problem in proof.problems] == [
        "the DO has the DON'T's fault: library.Caution",
        "do.py works on other data than dont.py: rows inserted",
        "the DO raises or warns: library.Caution: a",
    ]


@pytest.mark.parametrize(
    ("dont", "missing"),
    [
        ("sql()\n#! [postgresql] library.Failure: a\n", True),
        ("print(1)\n#> [sqlite] 1\n#!> [postgresql] 2\n", True),
        # It prints here what its DO does not print, and does not say that this is wrong.
        ("print(2)\n#> [sqlite] 2\n#! [postgresql] library.Failure: a\n", False),
        ("sql()\n", False),
        ("print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n", False),
        # The statement has a count here as well, and its DO has the same.
        ("sql()\n#: [sqlite] 1 statement\n#: [postgresql] 2 statements\n", False),
    ],
)
def test_a_fault_that_is_stated_for_other_environments_may_be_missing(dont: str, missing: bool) -> None:
    do = sql(1) if "#:" in dont else "print(0 + 1)\n#> 1\n" if "print" in dont else "sql()\n"
    proof = prove(*pair_of(dont, do))
    assert proof.ways == []
    assert (proof.problems == []) == missing
