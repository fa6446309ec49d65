"""Pairs: the three ways a DON'T is proven, and what is no proof."""

from __future__ import annotations

import re

import pytest

from harness.checking.compare import compare
from harness.checking.proof import prove
from harness.checking.wrong_result import places_differ
from harness.outcome import Printed, Raised, SqlCount
from tests.simulate import pair_of

N_PLUS_ONE = "for i in ask(range(3)):\n    sql()\n    print(i)\n    #> 0\n    #> 1\n    #> 2\n#: 3 statements\n"
AT_ONCE = "sql()\n#: 1 statement\nfor i in ask(range(3)):\n    print(i)\n    #> 0\n    #> 1\n    #> 2\n"
MANY_INSERTS = (
    "for i in ask(range(3)):\n    sql('INSERT INTO item (name) VALUES (?)')\n#: 3 statements\nprint(ask(3))\n#> 3\n"
)
BULK = "print(ask(3))\n#> 3\n"
FROM_SHARED = "from shared import data\n\ndata(3)\n"
WRONG_COUNT = "print(ask(0))\n#!> 0\n"
RIGHT_COUNT = "print(ask(3))\n#> 3\n"
ONE = "00000000-0000-0000-0000-000000000000"
INSERT_FAILS = "commit('INSERT INTO item (a) VALUES (1)')\n#! library.Failure: (driver.Error) no\n"
FAILS = "fail('a')\n#! library.Failure: a\n"
TAKEN = "try:\n    fail('taken')\n    #! library.Failure: taken\nexcept Exception:\n    pass\n"

# Each with the DON'T, the DO, and the ways in which the fault is shown. As compact as they can be read.
# fmt: off
PROVEN = {
    "it raises": (FAILS, "sql('a')\n", ["raises"]),
    "it raises and catches": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\n", "sql('a') or Failure\n",
        ["raises"],
    ),
    "it warns": ("warn('a')\n#! library.Caution: a\n", "sql('a')\n", ["warns"]),
    "it warns and raises": (
        "warn('a') or fail('b')\n#! library.Caution: a\n#! library.Failure: b\n", "a = sql('b')\n", ["raises"],
    ),
    "both go on from the same error, and it raises": (TAKEN + FAILS, TAKEN + "a = sql()\n", ["raises"]),
    "both go on from the same error, and it raises that again": (TAKEN + TAKEN, TAKEN + "sql()\n", ["raises"]),
    "both go on from the same error, and the result is wrong": (
        TAKEN + WRONG_COUNT, TAKEN + "a = 1\n" + RIGHT_COUNT, ["wrong result"],
    ),
    "both go on from the same error, and it emits more": (TAKEN + N_PLUS_ONE, TAKEN + AT_ONCE, ["statements"]),
    "it warns, and emits more": ("warn('a')\n#! library.Caution: a\n" + N_PLUS_ONE, "a = 1\n" + AT_ONCE, ["warns"]),
    "it raises and counts alone": ("a = sql(2)\n#: 2 statements\n" + FAILS, "a = sql()\n", ["raises"]),
    "it raises in the library, after SQL that the DO does without": (
        "sql('INSERT INTO item (a) VALUES (1)') and fail('a')\n#! library.Failure: a\n",
        "sql('SELECT a FROM item')\na = fail\n", ["raises"],
    ),
    "a wrong line, and more statements": (
        "sql(2)\n#: 2 statements\n" + WRONG_COUNT, "sql()\n#: 1 statement\n" + RIGHT_COUNT, ["wrong result"],
    ),
    "the DO raises and catches its own": (
        FAILS, "a = 1\ntry:\n    do_raise('b')\nexcept Failure:\n    pass\n", ["raises"],
    ),
    "the DO catches what Python raises": (
        FAILS, "a = 1\ntry:\n    fail('b', kind=ValueError)\n    #! ValueError: b\nexcept ValueError:\n    pass\n",
        ["raises"],
    ),
    "the DO of one that raises counts alone": (FAILS, "a = sql()\n#: 1 statement\n", ["raises"]),
    "a wrong line": (WRONG_COUNT, RIGHT_COUNT, ["wrong result"]),
    "a wrong line between right ones": (
        "for t in ask('abc'):\n    print(t)\n    #> a\n    #!> b\n    #> c\n",
        "for t in ask('axc'):\n    print(t)\n    #> a\n    #> x\n    #> c\n", ["wrong result"],
    ),
    "more lines in place of a wrong one": (
        "for t in ask('ab'):\n    print(t)\n    #> a\n    #!> b\n",
        "for t in ask('abc'):\n    print(t)\n    #> a\n    #> b\n    #> c\n", ["wrong result"],
    ),
    "fewer lines in place of wrong ones": (
        "for t in ask('aab'):\n    print(t)\n    #> a\n    #!> a\n    #!> b\n",
        "for t in ask('ab'):\n    print(t)\n    #> a\n    #> b\n", ["wrong result"],
    ),
    "a guard in place of a wrong line": (
        "sql()\nprint('accepted')\n#!> accepted\n", "fail('a')\n#! library.Failure: a\nprint('accepted')\n",
        ["wrong result"],
    ),
    "a guard between right lines": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\nprint(3)\n#> 3\n",
        "print(1)\n#> 1\ntry:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\n"
        "print(3)\n#> 3\n",
        ["wrong result"],
    ),
    "a guard after a right line": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\n", "print(1)\n#> 1\nfail('a')\n#! library.Failure: a\nprint(2)\n",
        ["wrong result"],
    ),
    "a guard that counts more": (
        "sql()\n#: 1 statement\nprint('accepted')\n#!> accepted\n",
        "sql(2)\n#: 2 statements\nfail('a')\n#! library.Failure: a\nprint('accepted')\n", ["wrong result"],
    ),
    "a text chosen by what happened": (
        "if sql():\n    print('found')\n    #!> found\n",
        "if not sql():\n    pass\nelse:\n    print('other')\n    #> other\n", ["wrong result"],
    ),
    "it warns, and the result is wrong": (
        "warn('a')\n#! library.Caution: a\n" + WRONG_COUNT, "a = 1\n" + RIGHT_COUNT, ["warns", "wrong result"],
    ),
    "a text that a with prints": (
        WRONG_COUNT,
        "class C:\n    def __enter__(self): hello()\n    def __exit__(self, *_): ...\n"
        "with C():\n    ask(1)\n#> hello\n",
        ["wrong result"],
    ),
    "it raises at a string that the DO has in other code": (
        "fail('x://a.b/c')\n#! library.Failure: x://a.b/c\n", "sql('a.b/c')\n", ["raises"],
    ),
    "it raises at a string that says more than the code": (
        "a = 1\nfail('SELECT one, two, three, four FROM five')\n#! library.Failure: ...five\n", "a = fail\n",
        ["raises"],
    ),
    "it raises without a database, and the DO has one": (
        "from shared import data\n\n" + FAILS, FROM_SHARED + "a = 1\n", ["raises"],
    ),
    "it raises at code that the DO has a quarter of": (
        "o = p = q = r = 1\n(x := 1, y := 2, fail('o'))\n#! library.Failure: o\n", "o = p = q = r = 1\n", ["raises"],
    ),
    "copies from another table against an insert": (
        MANY_INSERTS.replace("VALUES (?)", "SELECT name FROM thing"),
        "sql('INSERT INTO item (name) VALUES (?)')\n#: 1 statement\n" + BULK, ["statements"],
    ),
    "it raises in shared code, before that inserts": (
        "from shared import create, data\n\ncreate('a') or fail('a')\n#! library.Failure: a\n",
        "from shared import create, data\n\ncreate('a')\ndata(2)\na = 1\n", ["raises"],
    ),
    "it raises where only one makes the table": (
        "from shared import create, data\n\ncreate('a')\n" + FAILS, "from shared import data\n\ndata(0)\na = 1\n",
        ["raises"],
    ),
    "it has the name of a table wrong": (
        "commit('SELECT a FROM items')\n#! library.Failure: (driver.Error) no\n",
        "commit = sql('SELECT a FROM item')\n", ["raises"],
    ),
    "it raises where both count the same": (
        "a = sql()\n#: 1 statement\n" + FAILS, "a = sql()\n#: 1 statement\n", ["raises"],
    ),
    "it raises where the DO counts fewer": (
        "a = sql(3)\n#: 3 statements\n" + FAILS, "a = sql(1)\n#: 1 statement\n", ["raises"],
    ),
    "another database error that names reach": (
        "fail('(driver.Error) a')\n#! library.Failure: (driver.Error) a\n", "sql('driver Error a')\n", ["raises"],
    ),
    "it fails to insert what the DO inserts": (INSERT_FAILS, "sql('INSERT INTO item (a) VALUES (2)')\n", ["raises"]),
    "it fails to insert by the code that both share": (
        "from shared import data\n\ndata(1) or fail('(driver.Error) a')\n#! library.Failure: (driver.Error) a\n",
        FROM_SHARED + "a = 1\n", ["raises"],
    ),
    "it fails to update what the DO deletes": (
        "new = commit('UPDATE item SET a = 1')\n#! library.Failure: (driver.Error) no\n",
        "new = sql('DELETE FROM item')\n", ["raises"],
    ),
    "it fails to read what the DO reads": (
        "commit('SELECT a FROM item')\n#! library.Failure: (driver.Error) no\n", "sql('SELECT b, c FROM item')\n",
        ["raises"],
    ),
    "a result with a UUID that the file spells": (
        f"print('newest', ask({ONE!r}))\n#!> newest {ONE}\n",
        f"print('newest', ask({ONE.replace('0', '1')!r}))\n#> newest {ONE.replace('0', '1')}\n", ["wrong result"],
    ),
    "fewer statements here, as many there": (
        "sql(2)\n#: 2 statements\nsql()\n#: 1 statement\nprint(ask(2))\n#> 2\n",
        "sql()\n#: 1 statement\nsql()\n#: 1 statement\nprint(ask(2))\n#> 2\n", ["statements"],
    ),
    "the DO reads the rows of the others' keys": (
        N_PLUS_ONE.replace("sql()", "sql('SELECT a FROM item', rows=3)"),
        AT_ONCE.replace("sql()", "sql('SELECT a FROM item WHERE a IN (1, 2, 3)', rows=3)"), ["statements"],
    ),
    "the DO lets the database count": (
        N_PLUS_ONE.replace("sql()", "sql('SELECT a FROM item', rows=3)"),
        AT_ONCE.replace("sql()", "sql('SELECT count(*) FROM item', rows=1)"), ["statements"],
    ),
    "the DO filters as the DON'T does": (
        N_PLUS_ONE.replace("sql()", "sql('SELECT a FROM item WHERE b', rows=3)"),
        AT_ONCE.replace("sql()", "sql('SELECT a FROM item WHERE b AND c', rows=1)"), ["statements"],
    ),
    "both have a limit": (
        N_PLUS_ONE.replace("sql()", "sql('SELECT a FROM item LIMIT ?')"),
        AT_ONCE.replace("sql()", "sql('SELECT a FROM item LIMIT ?')"), ["statements"],
    ),
    "the DO reads another table for what it prints": (
        "for i in ask('ab'):\n    sql('SELECT a FROM thing')\n    print(i)\n    #> a\n    #> b\n#: 2 statements\n",
        "for i in ask('ab'):\n    print(i)\n    #> a\n    #> b\nsql()\n#: 1 statement\n", ["statements"],
    ),
    "data of modules that the two do not share": (
        FROM_SHARED + WRONG_COUNT, "from elsewhere import data\n\ndata(1)\n" + RIGHT_COUNT, ["wrong result"],
    ),
    "more statements": (N_PLUS_ONE, AT_ONCE, ["statements"]),
    "none in the DO": (
        "sql()\nload = sql\nprint(load() * 0)\n#> 0\n#: 1 statement\n",
        "sql()\nload = len\nload = lambda: ask(1)\nprint(load() * 0)\n#> 0\n#: 0 statements\n", ["statements"],
    ),
    "growing counts, one by one": (
        "sql(2)\n#: 2 statements\nsql(9)\n#: 9 statements\nprint(ask(2))\n#> 2\n",
        "sql(1)\n#: 1 statement\nsql(1)\n#: 1 statement\nprint(ask(2))\n#> 2\n", ["statements"],
    ),
    "a guard refuses the statements": (
        N_PLUS_ONE, "sql()\n#: 1 statement\nfail('lazy')\n#! library.Failure: lazy\n", ["statements"],
    ),
    "inserts against one with all the values": (
        MANY_INSERTS, "sql('INSERT INTO item (name) VALUES (?), (?), (?) RETURNING id')\n#: 1 statement\n" + BULK,
        ["statements"],
    ),
    "inserts against a copy from another table": (
        MANY_INSERTS, "sql('INSERT INTO item (name) SELECT name FROM thing')\n#: 1 statement\n" + BULK, ["statements"],
    ),
    "a result that comes of inserting less": (
        FROM_SHARED + "sql('INSERT INTO item (name) VALUES (?)', sets=2)\n" + WRONG_COUNT,
        FROM_SHARED + "sql('INSERT INTO item (name) VALUES (?)')\n" + RIGHT_COUNT, ["wrong result"],
    ),
}
# fmt: on


@pytest.mark.parametrize(("dont", "do", "ways"), PROVEN.values(), ids=PROVEN)
def test_a_pair_is_proven(dont: str, do: str, ways: list[str]) -> None:
    proof = prove(*pair_of(dont, do))
    assert (proof.problems, proof.ways) == ([], ways)


@pytest.mark.parametrize(("dont", "do"), [(d, o) for d, o, _ in PROVEN.values()], ids=PROVEN)
def test_a_pair_that_is_swapped_is_not(dont: str, do: str) -> None:
    first, outcome, second, second_outcome = pair_of(do, dont)
    assert prove(first, outcome, second, second_outcome).problems + compare(second, second_outcome, "").problems


# Each with the DON'T, the DO, and the first problem.
# fmt: off
UNPROVEN = {
    "nothing happens": ("a = 1\n", "b = 1\n", "dont.py:1: shows no fault that do.py is free of"),
    "both print, and nothing is wrong": (
        RIGHT_COUNT, "print(4)\n#> 4\n", "dont.py:1: shows no fault that do.py is free of",
    ),
    "both raise": (FAILS, "a = 1\n" + FAILS, "do.py:2: the DO has the DON'T's fault: library.Failure"),
    "both raise the same class with another text": (
        FAILS, "fail('b')\n#! library.Failure: b\n", "do.py:1: the DO has the DON'T's fault: library.Failure",
    ),
    "both warn": (
        "warn('a')\n#! library.Caution: a\n", "b = 1\nwarn('a')\n#! library.Caution: a\n",
        "do.py:2: the DO has the DON'T's fault: library.Caution",
    ),
    "raised by hand": (
        "a = 1\ndo_raise('a')\n#! library.Failure: a\n", "a = 1\n",
        "dont.py:2: library.Failure is raised by the project's own code, which shows nothing about the library",
    ),
    "the DO raises another": (
        FAILS, "fail_with('Other: b')\n#! library.Other: b\n", "do.py:2: the DO raises or warns: library.Other: b",
    ),
    "only the DO raises": ("a = 1\n", FAILS, "do.py:2: the DO raises or warns: library.Failure: a"),
    "the same result": (
        WRONG_COUNT, "print(5 - 5)\n#> 0\n",
        "dont.py:2: do.py prints the same as dont.py: the wrong result is not gone",
    ),
    "the same result but for blanks": (
        WRONG_COUNT, "print('0  ')\n#> 0\n",
        "dont.py:2: do.py prints the same as dont.py: the wrong result is not gone",
    ),
    "nothing in place of the wrong result": (
        "a = 1\n" + WRONG_COUNT, "a = 1\n",
        "dont.py:3: do.py does not print another result in place of the wrong one\n  expected"
        "\n    another result than '0'\n  got\n    nothing",
    ),
    "another right line": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\n", "print(7)\n#> 7\nprint(3)\n#> 3\n",
        "dont.py:4: do.py does not print another result in place of the wrong one\n  expected\n    the same '1'"
        "\n    another result than '2'\n  got\n    '7'\n    '3'",
    ),
    "a right line is missing": (
        "print(1)\n#> 1\nprint(2)\n#!> 2\n", "print(3)\n#> 3\n",
        "dont.py:4: do.py does not print another result in place of the wrong one\n  expected\n    the same '1'"
        "\n    another result than '2'\n  got\n    '3'",
    ),
    "a refusal by hand": (
        WRONG_COUNT, "do_raise('no')\n#! library.Failure: no\n",
        "dont.py:2: do.py does not print another result in place of the wrong one\n  expected"
        "\n    another result than '0'\n  got\n    nothing",
    ),
    "a result that is written out": (
        WRONG_COUNT, "sql()\nprint('3')\n#> 3\n",
        "do.py:2: what do.py prints in place of the wrong result is written out in it, and shows nothing",
    ),
    "a result of other data": (
        FROM_SHARED + WRONG_COUNT, "from shared import data\n\ndata(1)\n" + RIGHT_COUNT,
        "do.py:3: do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 1 in do.py",
    ),
    "a result of no data": (
        FROM_SHARED + WRONG_COUNT, "from shared import data\n\ndata(0)\n" + RIGHT_COUNT,
        "do.py:3: do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 0 in do.py",
    ),
    "one statement executed as often": (
        MANY_INSERTS, "sql('INSERT INTO item (name) VALUES (?)', sets=3)\n#: 1 statement, 3 parameter sets\n" + BULK,
        "dont.py:1: shows no fault that do.py is free of: its counted lines emit 3 statements against 1"
        " statement, 3 parameter sets",
    ),
    "as many statements": (
        AT_ONCE, "a = 1\n" + AT_ONCE,
        "dont.py:1: shows no fault that do.py is free of: its counted lines emit 1 statement against 1",
    ),
    "fewer statements": (
        AT_ONCE, N_PLUS_ONE,
        "dont.py:1: shows no fault that do.py is free of: its counted lines emit 1 statement against 3",
    ),
    "more here, fewer there": (
        "sql(3)\n#: 3 statements\nsql()\n#: 1 statement\nprint(ask(2))\n#> 2\n",
        "sql()\n#: 1 statement\nsql(2)\n#: 2 statements\nprint(ask(2))\n#> 2\n",
        "dont.py:1: shows no fault that do.py is free of: its counted lines emit 3 statements against 1, 1"
        " statement against 2",
    ),
    "statements that are not counted": (
        N_PLUS_ONE, "sql(2)\n" + AT_ONCE,
        "dont.py:1: shows no fault that do.py is free of: its counted lines emit more statements, but its"
        " whole run emits 3 statements, the DO's 3; not counted in do.py"
        "\n    line 1: 2 statements, first SELECT item.name FROM item",
    ),
    "another question": (
        N_PLUS_ONE, "sql()\n#: 1 statement\nprint(ask(3))\n#> 3\n",
        "dont.py:1: shows no fault that do.py is free of: it emits more statements, but the two do not print"
        " the same, so nothing shows that they ask the same",
    ),
    "both go on from errors that are not the same": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    pass\n" + WRONG_COUNT,
        "try:\n    fail('b')\n    #! library.Failure: b\nexcept Failure:\n    pass\n" + RIGHT_COUNT,
        "do.py:2: the DO has the DON'T's fault: library.Failure",
    ),
    "a DO that goes on from what its DON'T ends with": (
        WRONG_COUNT + "fail('taken')\n#! library.Failure: taken\n", TAKEN + RIGHT_COUNT,
        "do.py:2: the DO has the DON'T's fault: library.Failure",
    ),
    "a DO that lets pass what Python raises": (
        FAILS, "a = 1\nfail('b', kind=ValueError)\n#! ValueError: b\n",
        "do.py:3: the DO raises or warns: ValueError: b",
    ),
    "a DO that raises in two places": (
        "a = 1\n",
        "try:\n    fail('a')\n    #! library.Failure: ...a\n"
        "except Failure:\n    fail('b')\n    #! library.Failure: b\n",
        "do.py:3: the DO raises or warns: library.Failure: a",
    ),
    "no question": (
        "sql(2)\n#: 2 statements\n", "sql()\n#: 1 statement\n",
        "dont.py:1: shows no fault that do.py is free of: it emits more statements, but the two do not print"
        " the same, so nothing shows that they ask the same",
    ),
    "an answer that is written out": (
        N_PLUS_ONE, "sql()\n#: 1 statement\nprint('0')\n#> 0\nprint('1')\n#> 1\nprint(2)\n#> 2\n",
        "dont.py:1: shows no fault that do.py is free of: it emits more statements, but all that do.py"
        " prints is written out in it",
    ),
    "fewer rows inserted": (
        MANY_INSERTS,
        "a = 1\nsql('INSERT INTO item (name) VALUES (?)', sets=2)\n#: 1 statement, 2 parameter sets\n" + BULK,
        "do.py:2: do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 2 in do.py",
    ),
    "counts in the DON'T only": (
        N_PLUS_ONE, AT_ONCE.replace("#: 1 statement\n", ""),
        "dont.py:7: dont.py has 1 #:, do.py 0: they are compared one by one",
    ),
    "counts in the DO only": (
        WRONG_COUNT, "sql()\n#: 1 statement\n" + RIGHT_COUNT,
        "do.py:2: do.py has 1 #:, dont.py 0: they are compared one by one",
    ),
    "counts in the DO only, and no fault": (
        "a = 1\n", "sql()\n#: 1 statement\n", "do.py:2: do.py has 1 #:, dont.py 0: they are compared one by one",
    ),
    "counts in both of a pair that raises, and in the DO one more": (
        "a = sql(3)\n#: 3 statements\n" + FAILS, "a = sql()\n#: 1 statement\na = 1\n#: 0 statements\n",
        "do.py:4: do.py has 2 #:, dont.py 1: they are compared one by one",
    ),
    "a count more in the DON'T": (
        "sql(3)\n#: 3 statements\nsql()\n#: 1 statement\nprint(ask(2))\n#> 2\n",
        "sql()\n#: 1 statement\nprint(ask(2))\n#> 2\n",
        "dont.py:4: dont.py has 2 #:, do.py 1: they are compared one by one",
    ),
    "a guard that calls itself a DON'T": (
        "sql()\n#: 1 statement\nfail('lazy')\n#! library.Failure: lazy\n", N_PLUS_ONE,
        "dont.py:2: dont.py raises where do.py emits more statements: it is a guard against them",
    ),
    "a right line marked wrong": (
        "for t in ask('abc'):\n    print(t)\n    #!> a\n    #!> b\n    #> c\n",
        "for t in ask('axc'):\n    print(t)\n    #> a\n    #> x\n    #> c\n",
        "dont.py:3: #!> a is no wrong result: do.py prints the line too",
    ),
    "a right line marked wrong, above an exception": (
        "print(ask(2))\n#!> 2\n" + FAILS, "print(ask(2))\n#> 2\nprint(ask('a'))\n#> a\n",
        "dont.py:2: #!> 2 is no wrong result: do.py prints the line too",
    ),
    "a warning, and another result not marked wrong": (
        "warn('a')\n#! library.Caution: a\nprint(ask(2))\n#> 2\n", "print(ask(3))\n#> 3\n",
        "dont.py:3: dont.py goes on and prints '2', which do.py does not print in its place",
    ),
    "an exception that is caught, and another result not marked wrong": (
        "try:\n    fail('a')\n    #! library.Failure: a\nexcept Failure:\n    print(500)\n    #> 500\n",
        "print(404)\n#> 404\n",
        "dont.py:5: dont.py goes on and prints '500', which do.py does not print in its place",
    ),
    "statements that are refused, and a right line marked wrong": (
        "sql()\nprint(sql(2))\n#!> 3\n#: 2 statements\n",
        "sql()\nprint(fail('lazy'))\n#! library.Failure: lazy\n#: 0 statements\n",
        "dont.py:3: #!> 3 is no wrong result: do.py refuses the statements that lead to it",
    ),
    "a count of 0 on both sides": (
        "sql()\na = 1\n#: 0 statements\n" + WRONG_COUNT, "sql()\na = 1\n#: 0 statements\n" + RIGHT_COUNT,
        "dont.py:3: #: 0 statements shows nothing: do.py has no count above 0 to hold it against",
    ),
    "a count of 0 alone": (
        FAILS, "sql()\na = 1\n#: 0 statements\n",
        "do.py:3: #: 0 statements shows nothing: dont.py has no count above 0 to hold it against",
    ),
    "a result that is written out, beside a right one of the run": (
        "print(ask('x'))\n#> x\nprint(ask('y'))\n#!> y\n", "print(ask('x'))\n#> x\nprint('z')\n#> z\n",
        "do.py:3: what do.py prints in place of the wrong result is written out in it, and shows nothing",
    ),
    "a result of data that only the DO inserts": (
        "from shared import data\n\ndata(0)\n" + WRONG_COUNT, FROM_SHARED + RIGHT_COUNT,
        "do.py:3: do.py works on other data than dont.py: rows inserted\n    item: 0 in dont.py, 3 in do.py",
    ),
    "rows of several tables": (
        "for t in ('a', 'b'):\n    sql(f'INSERT INTO {t} (c) VALUES (1), (2)')\n#: 2 statements\n" + BULK,
        "sql('SELECT a')\nsql('INSERT INTO \"a\" (c) VALUES (1)')\n#: 1 statement\n" + BULK,
        "dont.py:1: shows no fault that do.py is free of: its counted lines emit more statements, but its"
        " whole run emits 2 statements, the DO's 2; not counted in do.py"
        "\n    line 1: 1 statement, first SELECT a",
    ),
    "one row inserted in the DON'T": (
        "sql('INSERT INTO item (name) VALUES (?)')\n" + N_PLUS_ONE, "a = 1\n" + AT_ONCE,
        "do.py:1: do.py works on other data than dont.py: rows inserted\n    item: 1 in dont.py, 0 in do.py",
    ),
    "one row inserted in the DO": (
        N_PLUS_ONE, "a = 1\nsql('INSERT INTO item (name) VALUES (?)')\n" + AT_ONCE,
        "do.py:2: do.py works on other data than dont.py: rows inserted\n    item: 0 in dont.py, 1 in do.py",
    ),
    "no rows inserted": (
        MANY_INSERTS, "a = 1\nsql()\n#: 1 statement\n" + BULK,
        "do.py:1: do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 0 in do.py",
    ),
    "a DO that does nothing": (
        "engine = 1\n" + FAILS, "", "do.py:1: do.py avoids what dont.py:2 fails at: its code lacks `a`, `fail`",
    ),
    "a DO that only prints": (
        FAILS, "print('fine')\n#> fine\n",
        "do.py:1: do.py avoids what dont.py:1 fails at: its code lacks `a`, `fail`",
    ),
    "a DO that avoids the second of two faults": (
        "warn('a')\n#! library.Caution: a\nfail('b')\n#! library.Failure: b\n", "warn\n'a'\n",
        "do.py:1: do.py avoids what dont.py:3 fails at: its code lacks `b`, `fail`",
    ),
    "a DO that shares the line that fails, and nothing else": (
        "start = sql()\nmiddle = sql()\nend = sql()\nfail('a')\n#! library.Failure: a\n", "a = 1\n",
        "do.py:1: do.py avoids what dont.py:4 fails at: its code lacks `end`, `fail`, `middle`, `sql`, `start`",
    ),
    "a DO that does the first of two inserts, and not the refused one": (
        "sql('INSERT INTO a (x) VALUES (1)') and commit('INSERT INTO b (x) VALUES (1)')\n"
        "#! library.Failure: (driver.Error) no\n",
        "sql('INSERT INTO a (x) VALUES (1)')\ncommit = sql('SELECT x FROM b')\n",
        "do.py:1: do.py avoids what dont.py:1 fails at: it inserts nothing into b",
    ),
    "a DO that does not insert what is refused": (
        INSERT_FAILS, "a = commit = sql()\n",
        "do.py:1: do.py avoids what dont.py:1 fails at: it inserts nothing into item",
    ),
    "a DO that updates where an insert is refused": (
        INSERT_FAILS, "a = commit = sql('UPDATE item SET a = 1')\n",
        "do.py:1: do.py avoids what dont.py:1 fails at: it inserts nothing into item",
    ),
    "a DO that inserts only what the shared code inserts": (
        FROM_SHARED + INSERT_FAILS, FROM_SHARED + "a = commit = sql()\n",
        "do.py:1: do.py avoids what dont.py:4 fails at: it inserts nothing into item",
    ),
    "a DO that does not read where that fails": (
        "commit('SELECT item.a FROM item')\n#! library.Failure: (driver.Error) no\n",
        "sql('CREATE TABLE item')\ncommit = sql('SELECT thing.a FROM thing, items')\n",
        "do.py:1: do.py avoids what dont.py:1 fails at: it reads nothing from item",
    ),
    "a DO that does not change the table": (
        "commit('ALTER TABLE item ADD COLUMN a INT')\n#! library.Failure: (driver.Error) no\n",
        "commit = sql('SELECT item.a FROM item')\nADD = ALTER = TABLE = COLUMN = 1\n",
        "do.py:1: do.py avoids what dont.py:1 fails at: it changes nothing about item",
    ),
    "an exception that fewer rows do not raise": (
        FROM_SHARED + FAILS, "from shared import data\n\ndata(1)\na = 1\n",
        "do.py:3: do.py works on other data than dont.py: rows inserted\n    item: 3 in dont.py, 1 in do.py",
    ),
    "a table that the shared code makes otherwise": (
        "from shared import create\n\ncreate('a, UNIQUE (a)')\n" + FAILS,
        "from shared import create\n\ncreate('a')\na = 1\n",
        "do.py:3: do.py works on another table item than dont.py: it is created by other SQL",
    ),
    "a result that differs in a UUID": (
        f"print('newest', ask({ONE!r}.replace('0', '1')))\n#!> newest ...\n",
        f"a = print('newest', ask({ONE!r}.replace('0', '2')))\n#> newest ...\n",
        "dont.py:2: do.py prints the same as dont.py, UUIDs and addresses apart: the wrong result is not gone",
    ),
    "a DO that prints the answer to another question": (
        "for i in ask('ab'):\n    sql('SELECT a FROM thing')\n    print(i, ask(1, things=1))\n    #> a 1\n    #> b 1\n"
        "#: 2 statements\n",
        "for i in ask('ab'):\n    print(i, ask(1))\n    #> a 1\n    #> b 1\na = sql()\n#: 1 statement\n",
        "do.py:2: do.py asks for less than dont.py: it reads nothing from thing, and has no 'things', which"
        " dont.py:3 prints",
    ),
    "a DO that prints the answer to another question, for the data it asks about": (
        "from shared import data\n\ndata(rows=3)\nfor i in ask('ab'):\n    sql('SELECT a FROM thing')\n"
        "    print(i, ask(1, rows=1))\n    #> a 1\n    #> b 1\n#: 2 statements\n",
        "from shared import data\n\ndata(rows=3)\na = sql()\n#: 1 statement\n"
        "for i in ask('ab'):\n    print(i, ask(1))\n    #> a 1\n    #> b 1\n",
        "do.py:7: do.py asks for less than dont.py: it reads nothing from thing, and has no 'rows', which"
        " dont.py:6 prints",
    ),
    "a DO that reads fewer rows": (
        N_PLUS_ONE, "a = 1\n" + AT_ONCE.replace("sql()", "sql('SELECT a FROM item LIMIT ?')"),
        "do.py:2: do.py asks for less than dont.py: it has a LIMIT, and dont.py has none",
    ),
    "a DO that reads some of the rows": (
        N_PLUS_ONE.replace("sql()", "sql('SELECT a FROM item', rows=3)"),
        "a = 1\n" + AT_ONCE.replace("sql()", "sql('SELECT a FROM item WHERE b', rows=1)"),
        "do.py:2: do.py asks for less than dont.py: it reads 1 of the 3 rows of item that dont.py:2 reads",
    ),
    "a DO that does something else": (
        "one = two = three = four = 1\nask(1)\n" + WRONG_COUNT, "ask('3')\n" + RIGHT_COUNT,
        "do.py:1: do.py does something else than dont.py: of its code it lacks `four`, `one`, `three`, `two`",
    ),
}
# fmt: on
TELLS_MORE = {
    "both raise",
    "both raise the same class with another text",
    "both warn",
    "a refusal by hand",
    "a warning, and another result not marked wrong",
    "an exception that is caught, and another result not marked wrong",
    "a count of 0 on both sides",
}
"""Those with more than one problem."""

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
    r"reads nothing from": "let both print what is read from the same tables",
    r"has a LIMIT": "let both read the same rows",
    r"asks for less": "let both work on the same rows",
}


@pytest.mark.parametrize("name", UNPROVEN)
def test_what_is_no_proof(name: str) -> None:
    dont, do, told = UNPROVEN[name]
    problem, *more = prove(*pair_of(dont, do)).problems
    assert f"{problem.path.name}:{problem.line}: {problem.text}" == told
    remedy = next(remedy for pattern, remedy in REMEDIES.items() if re.search(pattern, told))
    assert problem.remedy == remedy.format(*re.findall(r"#!> (\w)", told))
    assert bool(more) == (name in TELLS_MORE)


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("a right line marked wrong", []),
        ("a result that is written out", []),
        ("a result of other data", []),
        ("fewer rows inserted", []),
        ("statements that are refused, and a right line marked wrong", ["statements"]),
    ],
)
def test_a_way_that_is_refused_counts_for_nothing(name: str, ways: list[str]) -> None:
    dont, do, _ = UNPROVEN[name]
    assert prove(*pair_of(dont, do)).ways == ways


# What a badge says


@pytest.mark.parametrize(
    ("dont", "do", "fault", "refusal"),
    [
        (FAILS, "sql('a')\n", "a", None),
        (TAKEN + FAILS, TAKEN + "a = sql()\n", "a", None),
        (FAILS.replace("fail", "warn").replace("Failure", "Caution"), "sql('a')\n", "a", None),
        ("warn('a') or fail('b')\n#! library.Caution: a\n#! library.Failure: b\n", "a = sql('b')\n", "b", None),
        (TAKEN.replace("taken", "b") + FAILS, "sql('a')\n'b'\n", "a", None),
        (TAKEN + WRONG_COUNT, TAKEN + "a = 1\n" + RIGHT_COUNT, None, None),
        # A guard: the DO ends by it, or shows nothing else in place of the wrong result.
        (WRONG_COUNT, "fail('no')\n#! library.Failure: no\n" + RIGHT_COUNT, None, "no"),
        (WRONG_COUNT, TAKEN + "ask\n", None, "taken"),
        (N_PLUS_ONE, "sql()\n#: 1 statement\nfail('lazy')\n#! library.Failure: lazy\n", None, "lazy"),
        # It is refused, handles that, and ends well.
        (WRONG_COUNT, TAKEN + RIGHT_COUNT, None, None),
    ],
)
def test_the_fault_and_the_refusal(dont: str, do: str, fault: str | None, refusal: str | None) -> None:
    proof = prove(*pair_of(dont, do))
    assert proof.problems == []
    assert (proof.fault and proof.fault.message, proof.refusal and proof.refusal.message) == (fault, refusal)


@pytest.mark.parametrize(
    ("dont", "do", "dont_count", "do_count"),
    [
        (WRONG_COUNT, RIGHT_COUNT, 0, 0),
        (N_PLUS_ONE, AT_ONCE, 3, 1),
        (FAILS, "a = sql(2)\n#: 2 statements\n", 0, 2),
        ("a = sql(2)\n#: 2 statements\n" + FAILS, "a = sql()\n", 2, 0),
        # Counted by two comments, a statement counts once.
        (
            "for i in ask(range(3)):\n    sql()\n    #: 3 statements\n#: 3 statements\nprint(ask(2))\n#> 2\n",
            "for i in range(1):\n    sql()\n    #: 1 statement\n#: 1 statement\nprint(ask(2))\n#> 2\n",
            3,
            1,
        ),
    ],
)
def test_the_counts_of_both(dont: str, do: str, dont_count: int, do_count: int) -> None:
    proof = prove(*pair_of(dont, do))
    assert proof.problems == []
    assert (proof.dont_count, proof.do_count) == (SqlCount(dont_count, dont_count), SqlCount(do_count, do_count))


# Details


def test_a_wrong_class_of_another_statement_is_no_proof() -> None:
    assert prove(*pair_of("fail('a')\n#! library.Other: a\n", "a = 1\n")).ways == []


def test_warnings_of_the_same_text_are_told_from_exceptions() -> None:
    dont, outcome, do, do_outcome = pair_of(FAILS, "a = 1\n")
    outcome.warnings.append(Raised(None, "library.Failure", "a", by_hand=False))
    assert prove(dont, outcome, do, do_outcome).ways == ["raises"]


@pytest.mark.parametrize(
    ("parts", "answer", "cut_short", "differ"),
    [
        ([(True, ["w"]), (False, ["r"])], ["x", "r"], False, True),
        ([(True, ["w"]), (False, ["r"])], ["x", "r", "more"], False, False),
        ([(True, ["w"]), (False, ["r"])], ["x", "r", "more"], True, True),
        ([(False, ["r", "s"]), (True, ["w"])], ["r", "s", "x"], True, True),
        ([(False, ["r", "s"]), (True, ["w"])], ["r", "s"], True, False),
        # In good time, also where there are many ways to split the answer.
        ([(True, ["w"]), (False, ["r"])] * 20, ["r"] * 80, False, True),
        ([(True, ["w"]), (False, ["r"])] * 20, [*["r"] * 80, "x"], False, False),
    ],
)
def test_a_line_in_place_of_each_wrong_one(
    parts: list[tuple[bool, list[str]]], answer: list[str], cut_short: bool, differ: bool
) -> None:
    assert places_differ(parts, answer, cut_short) is differ


def test_a_line_of_no_statement_is_not_written_out() -> None:
    dont, outcome, do, do_outcome = pair_of(WRONG_COUNT, "ask(1)\n")
    do_outcome.printed.append(Printed(None, "3"))
    assert prove(dont, outcome, do, do_outcome).ways == ["wrong result"]


def test_a_line_that_nothing_states_is_no_wrong_one() -> None:
    proof = prove(*pair_of(WRONG_COUNT + "print(ask(5))\n", RIGHT_COUNT + "print(ask(5))\n"))
    assert (proof.problems, proof.ways) == ([], ["wrong result"])


def test_the_problems_of_all_ways_are_told() -> None:
    dont = "do_raise('a') if not ask(1) else warn('a')\n#! library.Caution: a\n" + FROM_SHARED + WRONG_COUNT
    proof = prove(*pair_of(dont, "a = warn('a')\n#! library.Caution: a\nfrom shared import data\n\n" + RIGHT_COUNT))
    assert [problem.text.partition("\n")[0] for problem in proof.problems] == [
        "the DO has the DON'T's fault: library.Caution",
        "do.py works on other data than dont.py: rows inserted",
        "the DO raises or warns: library.Caution: a",
    ]


def test_a_guard_that_raised_nothing_is_told_by_its_comment() -> None:
    source = "try:\n    fail('a')\nexcept Failure:\n    pass\nb = 1\n#! library.Other: b\nc = 1\n#! library.Other: c\n"
    (problem,) = prove(*pair_of("a = 1\n", source)).problems
    assert (problem.line, problem.text) == (6, "the DO raises or warns: library.Other: b")


@pytest.mark.parametrize("do", [TAKEN + "sql(2)\n", "fail('taken')\n#! library.Failure: taken\n"])
def test_what_both_meet_is_the_fault_if_the_dont_has_no_other(do: str) -> None:
    proof = prove(*pair_of(TAKEN + "sql()\n", do))
    assert proof.problems[0].text == "the DO has the DON'T's fault: library.Failure"


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
    do = "sql()\n#: 1 statement\n" if "#:" in dont else "print(0 + 1)\n#> 1\n" if "print" in dont else "sql()\n"
    proof = prove(*pair_of(dont, do))
    assert proof.ways == []
    assert (proof.problems == []) == missing
