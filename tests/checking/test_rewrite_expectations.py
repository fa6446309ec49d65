"""Updating: expectations say what happened, and nothing else changes."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.checking.compare import compare
from harness.checking.merge_expectations import merged
from harness.checking.rewrite_expectations import as_output, updated
from harness.checking.snippet_layout import formatted, laid_out, lint
from harness.outcome import Outcome, Printed, Raised
from harness.project import Project
from harness.reading.snippet import parse
from harness.running.run import execute
from tests.simulate import DO, DONT, POSTGRESQL, SQLITE, simulated


def after_update(source: str, path: Path = DONT) -> str:
    snippet = parse(path, source)
    return updated(snippet, simulated(snippet))


UPDATES = {
    "a print": ("print('a')\n", "print('a')\n#> a\n"),
    "another print": ("print('a')\n#> b\n", "print('a')\n#> a\n"),
    "a line more": ("print('a\\nb')\n#> a\n", "print('a\\nb')\n#> a\n#> b\n"),
    "a line more at the start": ("print('0\\na 1')\n#> a ...\n", "print('0\\na 1')\n#> 0\n#> a ...\n"),
    "a line more in the middle": ("print('a\\nb\\nc')\n#> a\n#> c\n", "print('a\\nb\\nc')\n#> a\n#> b\n#> c\n"),
    "a line less": ("print('b')\n#> a\n#> b\n", "print('b')\n#> b\n"),
    "no line any more": ("a = 1\n#> a\n", "a = 1\n"),
    "a wrong result stays one": ("print(1)\n#!> 0\n", "print(1)\n#!> 1\n"),
    "dots that fit": ("print('a 1')\n#> a ...\n", "print('a 1')\n#> a ...\n"),
    "dots that do not fit": ("print('b 1')\n#> a ...\n", "print('b 1')\n#> b 1\n"),
    "an address": ("print('<a at 0x...>')\n", "print('<a at 0x...>')\n#> <a at ...>\n"),
    "what reads as a qualifier": ("print('[sqlite] a')\n", "print('[sqlite] a')\n#> ...sqlite] a\n"),
    "an empty line": ("print()\n", "print()\n#>\n"),
    "blanks at the end": ("print('a ')\n", "print('a ')\n#> a\n"),
    "in a loop": ("for i in range(2):\n    print(i)\n", "for i in range(2):\n    print(i)\n    #> 0\n    #> 1\n"),
    "two prints in a loop": (
        "for i in range(2):\n    print(i)\n    print(-i)\n",
        "for i in range(2):\n    print(i)\n    #> 0\n    #> 1\n    print(-i)\n    #> 0\n    #> -1\n",
    ),
    "below a loop": ("for i in range(2):\n    print(i)\n#> 7\n", "for i in range(2):\n    print(i)\n#> 0\n#> 1\n"),
    "over several lines": ("print(\n    'a',\n)\n", "print(\n    'a',\n)\n#> a\n"),
    "in a finally": (
        "try:\n    a = 1\nfinally:\n    print(1)\n", "try:\n    a = 1\nfinally:\n    print(1)\n    #> 1\n",
    ),
    "in a match": (
        "match 1:\n    case 1:\n        print(1)\n", "match 1:\n    case 1:\n        print(1)\n        #> 1\n",
    ),
    "an exception": ("fail('a')\n", "fail('a')\n#! library.Failure: a\n"),
    "another exception": ("fail('a')\n#! library.Other: b\n", "fail('a')\n#! library.Failure: a\n"),
    "no exception any more": ("a = 1\n#! library.Other: b\n", "a = 1\n"),
    "dots that fit another class's message": (
        "fail('a 1 b')\n#! library.Other: a ... b\n", "fail('a 1 b')\n#! library.Failure: a ... b\n",
    ),
    "dots that fit no more": ("fail('c')\n#! library.Failure: a ...\n", "fail('c')\n#! library.Failure: c\n"),
    "an address in a message": ("fail('at 0x...')\n", "fail('at 0x...')\n#! library.Failure: at ...\n"),
    "an exception that would read as any": ("fail('...')\n", "fail('...')\n"),
    "a print that would read as any": ("print('...')\n", "print('...')\n"),
    "an exception in a function": (
        "def f():\n    fail('a')\n\nf()\n", "def f():\n    fail('a')\n    #! library.Failure: a\n\nf()\n",
    ),
    "a print and an exception of a loop's header": (
        "for _ in [1, 2] if print(1) else fail('b'):\n    print(3)\n",
        "for _ in [1, 2] if print(1) else fail('b'):\n    print(3)\n#> 1\n#! library.Failure: b\n",
    ),
    "a warning of a block's header, below what is said in the block": (
        "if not warn('a'):\n    print(1)\n    #> 1\n",
        "if not warn('a'):\n    print(1)\n    #> 1\n#! library.Caution: a\n",
    ),
    "a count": ("sql(2)\n#: 1 statement\n", "sql(2)\n#: 2 statements\n"),
    "a count written short": ("sql(2)\n#: 2\n", "sql(2)\n#: 2\n"),
    "a count twice": ("sql()\n#: 2 statements\n#: 3 statements\n", "sql()\n#: 1 statement\n"),
    "no count appears": ("sql()\n", "sql()\n"),
    "a qualifier stays": (
        "print(1)\n#> [sqlite] 0\n#> [postgresql] 2\n", "print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n",
    ),
    "a raised one's qualifier stays": (
        "fail('a')\n#! [sqlalchemy>=2.1] a.B: c\n#! [sqlalchemy<2.1] a.B: c\n",
        "fail('a')\n#! [sqlalchemy>=2.1] library.Failure: a\n#! [sqlalchemy<2.1] a.B: c\n",
    ),
    "a count's qualifier stays": ("sql()\n#: [sqlite] 4\n", "sql()\n#: [sqlite] 1 statement\n"),
    "below the end": (
        "fail('a')\nprint(1)\n#> 7\n#! a.B: c\n#: 3 statements\n",
        "fail('a')\n#! library.Failure: a\nprint(1)\n#> 7\n#! a.B: c\n#: 3 statements\n",
    ),
    "what the snippet raises and catches itself": (
        "try:\n    do_raise('a')\nexcept Failure:\n    pass\n", "try:\n    do_raise('a')\nexcept Failure:\n    pass\n",
    ),
    "blank lines and other comments": ("print(1)\n\n# why\n\n#> 2\n\n", "print(1)\n\n# why\n\n#> 1\n\n"),
    "no newline at the end": ("print(1)", "print(1)\n#> 1\n"),
    "no newline at the end, nothing to change": ("print(1)\n#> 1", "print(1)\n#> 1"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), UPDATES.values(), ids=UPDATES)
def test_an_update_says_what_happened(source: str, expected: str) -> None:
    assert after_update(source) == expected
    assert after_update(expected) == expected


def test_a_do_gets_no_new_exception() -> None:
    assert after_update("fail('a')\n", DO) == "fail('a')\n"


def test_an_exception_that_a_do_expects_is_rewritten() -> None:
    assert after_update("fail('a')\n#! library.Failure: b\n", DO) == "fail('a')\n#! library.Failure: a\n"


def test_a_run_that_hung_changes_nothing() -> None:
    snippet = parse(DONT, "print(1)\n#> 2\n")
    outcome = Outcome(SQLITE, printed=[Printed(0, "1")], ran=[0], complaints=["did not end"])
    assert updated(snippet, outcome) == snippet.source


def test_events_of_no_statement_change_nothing() -> None:
    snippet = parse(DONT, "a = 1\n")
    outcome = Outcome(SQLITE, printed=[Printed(None, "1")], warnings=[Raised(None, "a.B", "c", False)], ran=[0])
    assert updated(snippet, outcome) == snippet.source


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a", "a"),
        ("[1]", "[1]"),
        ("[sqlite]", "...sqlite]"),
        ("[sqlite]a", "[sqlite]a"),
        ("a 0x... b", "a ... b"),
        ("0x...", "0x..."),
        ("a\t", "a"),
    ],
)
def test_output_as_a_comment(line: str, text: str) -> None:
    assert as_output(line) == text


# Properties, over small programs

WORDS = st.sampled_from(["a", "b 1", "[sqlite] x", "[1, 2]", "  in", "a ... b", "0x...", "", "a: b", "#> a", "é"])
CALLS = st.one_of(
    WORDS.map(lambda word: f"print({word!r})"),
    st.tuples(WORDS, WORDS).map(lambda two: f"print(\n{two[0]!r},\n{two[1]!r}, sep='\\n')"),
    st.sampled_from(["hello()", "sql()", "sql(2)", "a = 1"]),
    WORDS.map(lambda word: f"warn({word!r})"),
)
COMMENTS = st.one_of(
    WORDS.filter(lambda word: word.strip() not in ("...",)).map(lambda word: f"#> {word}".rstrip()),
    WORDS.map(lambda word: f"#!> {word}".rstrip()),
    st.sampled_from(
        [
            "#: 0 statements",
            "#: 2 statements",
            "#: [postgresql] 7",
            "#> [sqlite] b ...",
            "#> [postgresql] z",
            "#! [sqlalchemy<2.1] a.B",
            "#! library.Caution: a",
            "#! library.Caution: a...",
            "#! library.Failure: ...b",
            "# plain",
            "",
        ]
    ),
)


def block(statements: list[list[str]]) -> list[str]:
    return [line for statement in statements for line in statement]


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" if line else line for line in lines]


def nested(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    heads = st.sampled_from(
        ["for _ in range(2):", "for _ in []:", "if 1:", "if 0:", "def f():", "class C:", "while 0:"]
    )
    bodies = st.lists(inner, min_size=1, max_size=3).map(block).map(indented)
    plain = st.tuples(heads, bodies).map(lambda t: [t[0], *t[1], *(["f()"] if t[0] == "def f():" else [])])
    branches = st.tuples(bodies, bodies, bodies).map(lambda t: ["if 0:", *t[0], "elif 1:", *t[1], "else:", *t[2]])
    caught = st.tuples(bodies, bodies).map(lambda t: ["try:", *t[0], "    fail('ab')", "except Failure:", *t[1]])
    compound = st.one_of(plain, branches, caught)
    return st.tuples(compound, st.lists(COMMENTS, max_size=2)).map(lambda t: t[0] + t[1])


SIMPLE = st.tuples(CALLS.map(lambda call: call.split("\n")), st.lists(COMMENTS, max_size=3)).map(lambda t: t[0] + t[1])
STATEMENTS = st.recursive(SIMPLE, nested, max_leaves=5)
PROGRAMS = st.tuples(st.lists(STATEMENTS, min_size=1, max_size=4), st.sampled_from(["", "fail('end')"])).map(
    lambda t: "\n".join([*block(t[0]), t[1]]) + "\n"
)


def code_lines(source: str) -> list[str]:
    """The lines that are no expectations, blank ones at the end left out."""
    comments = {expectation.line for expectation in parse(DONT, source).expectations}
    lines = [line for number, line in enumerate(source.split("\n"), 1) if number not in comments]
    return "\n".join(lines).rstrip("\n").split("\n")


@settings(max_examples=250, deadline=None)
@given(PROGRAMS)
def test_updating_then_comparing_passes_and_touches_expectations_only(source: str) -> None:
    snippet = parse(DONT, source)
    new = after_update(source)
    again = parse(DONT, new)
    outcome = simulated(again)
    # An update leaves to the author what was not reached, and counts where no SQL is emitted at all.
    left = {
        e.line for e in again.expectations if e.statement not in outcome.ran or (e.kind == "#:" and not outcome.emitted)
    }
    assert [p for p in compare(again, outcome, "").problems if p.line not in left] == []
    assert after_update(new) == new
    assert ast.dump(again.tree) == ast.dump(snippet.tree)
    assert code_lines(new) == code_lines(source)
    elsewhere = [str(e) for e in snippet.expectations if e.qualifier and not e.qualifier.applies(SQLITE)]
    assert [str(e) for e in again.expectations if e.qualifier and not e.qualifier.applies(SQLITE)] == elsewhere


@settings(max_examples=100, deadline=None)
@given(PROGRAMS)
def test_what_an_update_writes_is_found_again_without_it(source: str) -> None:
    bare = "".join(f"{line}\n" for line in code_lines(source))
    written = after_update(bare)
    again = parse(DONT, written)
    assert compare(again, simulated(again), "").problems == []
    assert code_lines(written) == code_lines(bare)


def test_a_real_run_converges(tmp_path: Path) -> None:
    path = tmp_path / "snippets" / "chapter" / "rule" / "dont.py"
    path.parent.mkdir(parents=True)
    source = (
        "import warnings\n\nfrom sqlalchemy import create_engine, text\n\n"
        "with create_engine('sqlite://').connect() as connection:\n"
        "    for n in range(2):\n        print(n, object())\n        connection.execute(text('SELECT 1'))\n"
        "    #: 9 statements\n    warnings.warn('old', stacklevel=1)\n"
        "    connection.execute(text('SELECT a FROM nowhere'))\n"
    )
    path.write_text(source)
    project = Project(tmp_path)
    first = parse(path, source)
    new = updated(first, execute(first, project))
    second = parse(path, new)
    outcome = execute(second, project)
    assert compare(second, outcome, "").problems == []
    assert updated(second, outcome) == new
    assert new == (
        source.replace(
            "object())\n", "object())\n        #> 0 <object object at ...>\n        #> 1 <object object at ...>\n"
        )
        .replace("#: 9", "#: 2")
        .replace("stacklevel=1)\n", "stacklevel=1)\n    #! UserWarning: old\n")
        + "    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: nowhere\n"
    )


# Layout


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("print( 'a' )\n#> a\n", 'print("a")\n#> a\n'),
        ("print()\n#>\n", "print()\n#>\n"),
        ("if a:\n  print(1)\n  #!> 1\n  #: 1 statement\n", "if a:\n    print(1)\n    #!> 1\n    #: 1 statement\n"),
        ("fail()\n#! a.B: c\n", "fail()\n#! a.B: c\n"),
        ('def f():\n  """  A\n  b """\n', 'def f():\n    """A\n    b"""\n'),
    ],
)
def test_layout(source: str, expected: str) -> None:
    assert laid_out(source) == expected
    assert laid_out(expected) == expected


@pytest.mark.parametrize("source", ['a = """\n\n\n\nb"""\n', 'a = """\n# > b\n"""\n', 'a = """\n#:> b\n"""\n'])
def test_layout_does_not_change_what_a_string_says(source: str) -> None:
    assert ast.dump(ast.parse(laid_out(source))) == ast.dump(ast.parse(source))


def test_imports_are_put_in_order_and_kept() -> None:
    snippet = parse(DO, "import sys\nimport os\n\nprint(1)\n#> 1\n")
    assert formatted(snippet) == "import os\nimport sys\n\nprint(1)\n#> 1\n"
    assert "F401" in lint(snippet)


def test_what_ruff_has_to_say() -> None:
    assert lint(parse(DO, "a = 1\nprint(a)\n#> 1\n")) == ""
    assert "F821" in lint(parse(DO, "print(missing)\n"))


# Several environments


def in_both(source: str, sqlite: str, postgresql: str) -> str:
    """A source after an update over two environments, in which it would say one and the other."""
    versions = [(SQLITE, parse(DONT, sqlite)), (POSTGRESQL, parse(DONT, postgresql))]
    return merged(parse(DONT, source), versions)


@pytest.mark.parametrize(
    ("source", "sqlite", "postgresql", "expected"),
    [
        # The same in both: no qualifier, also where there was one.
        ("f()\n#: 1 statement\n", "f()\n#: 2 statements\n", "f()\n#: 2 statements\n", "f()\n#: 2 statements\n"),
        ("f()\n#: [sqlite] 1 statement\n"
         "#: [postgresql] 2 statements\n", "f()\n#: 3 statements\n", "f()\n#: 3 statements\n",
         "f()\n#: 3 statements\n"),
        # One differs, and the other keeps what it said.
        ("f()\n#> a\n", "f()\n#> a\n", "f()\n#> b\n", "f()\n#> [sqlite] a\n#> [postgresql] b\n"),
        ("f()\n#> a\n#> b\n#> c\n", "f()\n#> a\n#> b\n#> c\n", "f()\n#> a\n#> x\n#> c\n",
         "f()\n#> a\n#> [sqlite] b\n#> [postgresql] x\n#> c\n"),
        ("f()\n", "f()\n", "f()\n#! library.Error: a\n", "f()\n#! [postgresql] library.Error: a\n"),
        ("f()\n#! library.Error: a\n", "f()\n#! library.Error: a\n", "f()\n", "f()\n#! [sqlite] library.Error: a\n"),
        # The author's own qualifier stays where it is right.
        ("f()\n#> [sqlalchemy>=2.1] a\n#> [sqlalchemy<2.1] b\n", "f()\n#> a\n", "f()\n#> c\n",
         "f()\n#> [sqlalchemy>=2.1] a\n#> [postgresql] c\n"),
        # So does what holds in neither.
        ("f()\n#> a\n#> [python<3.5] z\n", "f()\n#> b\n", "f()\n#> b\n", "f()\n#> b\n#> [python<3.5] z\n"),
        # A comment of the block stands above one of what is around it.
        ("for i in j:\n    f()\n#: 1 statement\n", "for i in j:\n    f()\n    #> a\n#: 1 statement\n",
         "for i in j:\n    f()\n    #> a\n#: 2 statements\n",
         "for i in j:\n    f()\n    #> a\n#: [sqlite] 1 statement\n#: [postgresql] 2 statements\n"),
    ],
)  # fmt: skip
def test_environments_that_differ_are_qualified(source: str, sqlite: str, postgresql: str, expected: str) -> None:
    assert in_both(source, sqlite, postgresql) == expected


def test_what_is_right_as_it_stands_is_not_touched() -> None:
    source = "f()\n#> [sqlite] a\n#> [sqlalchemy<2.1] b\n"
    assert in_both(source, source, source) == source


def everywhere_else(source: str, sqlite: str, postgresql: str) -> str:
    """A source after an update over two of four environments."""
    on_postgresql = replace(SQLITE, database="postgresql", database_version="")
    versions = [(SQLITE, parse(DONT, sqlite)), (on_postgresql, parse(DONT, postgresql))]
    further = [replace(each, sqlalchemy="2.0.44") for each, _ in versions]
    return merged(parse(DONT, source), versions, further)


@pytest.mark.parametrize(
    ("source", "sqlite", "postgresql", "expected"),
    [
        # Where the same was said, the same is said now.
        ("f()\n#> a\n", "f()\n#> b\n", "f()\n#> b\n", "f()\n#> b\n"),
        ("f()\n", "f()\n#> a\n", "f()\n#> b\n", "f()\n#> [sqlite] a\n#> [postgresql] b\n"),
        # What was said of them alone stays, and a statement apart from it goes along.
        ("f()\n#: [sqlalchemy<2.1, postgresql] 9 statements\n#: [sqlalchemy>=2.1, postgresql] 4 statements\n"
         "#: [sqlite] 5 statements\ng()\n#> a\n",
         "f()\n#: 6 statements\ng()\n#> b\n", "f()\n#: 3 statements\ng()\n#> b\n",
         "f()\n#: [sqlite] 6 statements\n#: [sqlalchemy>=2.1, postgresql] 3 statements\n"
         "#: [sqlalchemy<2.1, postgresql] 9 statements\ng()\n#> b\n"),
    ],
)  # fmt: skip
def test_environments_that_are_not_run_go_along_with_the_nearest(
    source: str, sqlite: str, postgresql: str, expected: str
) -> None:
    assert everywhere_else(source, sqlite, postgresql) == expected


def test_the_style_of_snippets_is_not_that_of_the_harness() -> None:
    """pyproject.toml has more of Ruff's rules for the harness, such as RUF012 for mutable class attributes."""
    assert lint(parse(DONT, "class A:\n    b = []\n")) == ""
