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
from harness.checking.snippet_layout import formatted, laid_out, layout_problems
from harness.outcome import Environment, Outcome, Printed, Raised
from harness.project import Project
from harness.reading.snippet import Snippet, parse
from harness.running.run import execute
from tests.simulate import DO, DONT, POSTGRESQL, SQLITE, simulated


def after_update(source: str, path: Path = DONT) -> str:
    snippet = parse(path, source)
    return updated(snippet, simulated(snippet))


UPDATES = {
    "a print": ("print('a')\n", "print('a')\n#> a\n"),
    "a line more at the start": ("print('0\\na 1')\n#> a ...\n", "print('0\\na 1')\n#> 0\n#> a ...\n"),
    "a line less": ("print('b')\n#> a\n#> b\n", "print('b')\n#> b\n"),
    "a wrong result stays one": ("print(1)\n#!> 0\n", "print(1)\n#!> 1\n"),
    "dots that fit": ("print('a 1')\n#> a ...\n", "print('a 1')\n#> a ...\n"),
    "dots that do not fit": ("print('b 1')\n#> a ...\n", "print('b 1')\n#> b 1\n"),
    "an address": ("print('<a at 0x...>')\n", "print('<a at 0x...>')\n#> <a at ...>\n"),
    "what reads as a qualifier": ("print('[sqlite] a')\n", "print('[sqlite] a')\n#> ...sqlite] a\n"),
    "an empty line": ("print()\n", "print()\n#>\n"),
    "in a loop": ("for i in range(2):\n    print(i)\n", "for i in range(2):\n    print(i)\n    #> 0\n    #> 1\n"),
    "below a loop": ("for i in range(2):\n    print(i)\n#> 7\n", "for i in range(2):\n    print(i)\n#> 0\n#> 1\n"),
    "another exception": ("fail('a')\n#! library.Other: b\n", "fail('a')\n#! library.Failure: a\n"),
    "no exception any more": ("a = 1\n#! library.Other: b\n", "a = 1\n"),
    "dots that fit another class's message": (
        "fail('a 1 b')\n#! library.Other: a ... b\n", "fail('a 1 b')\n#! library.Failure: a ... b\n"),
    "an address in a message": ("fail('at 0x...')\n", "fail('at 0x...')\n#! library.Failure: at ...\n"),
    "an exception that would read as any": ("fail('...')\n", "fail('...')\n"),
    "a print that would read as any": ("print('...')\n", "print('...')\n"),
    "a print and an exception of a loop's header": (
        "for _ in [1, 2] if print(1) else fail('b'):\n    print(3)\n",
        "for _ in [1, 2] if print(1) else fail('b'):\n    print(3)\n#> 1\n#! library.Failure: b\n"),
    "a warning of a block's header, below what is said in the block": (
        "if not warn('a'):\n    print(1)\n    #> 1\n",
        "if not warn('a'):\n    print(1)\n    #> 1\n#! library.Caution: a\n"),
    "a count": ("sql(2)\n#: 1 statement\n", "sql(2)\n#: 2 statements\n"),
    "a count written short": ("sql(2)\n#: 2\n", "sql(2)\n#: 2\n"),
    "a count of sets": ("sql('a', sets=9)\n#: 1 statement\n", "sql('a', sets=9)\n#: 1 statement, 9 parameter sets\n"),
    "a count twice": ("sql()\n#: 2 statements\n#: 3 statements\n", "sql()\n#: 1 statement\n"),
    "a qualifier stays": (
        "print(1)\n#> [sqlite] 0\n#> [postgresql] 2\n", "print(1)\n#> [sqlite] 1\n#> [postgresql] 2\n"),
    "a raised one's qualifier stays": (
        "fail('a')\n#! [sqlalchemy>=2.1] a.B: c\n#! [sqlalchemy<2.1] a.B: c\n",
        "fail('a')\n#! [sqlalchemy>=2.1] library.Failure: a\n#! [sqlalchemy<2.1] a.B: c\n"),
    "a count's qualifier stays": ("sql()\n#: [sqlite] 4\n", "sql()\n#: [sqlite] 1 statement\n"),
    "below the end": (
        "fail('a')\nprint(1)\n#> 7\n#! a.B: c\n#: 3 statements\n",
        "fail('a')\n#! library.Failure: a\nprint(1)\n#> 7\n#! a.B: c\n#: 3 statements\n"),
    "what the snippet raises and catches itself": (
        "try:\n    do_raise('a')\nexcept Failure:\n    pass\n", "try:\n    do_raise('a')\nexcept Failure:\n    pass\n"),
    "blank lines and other comments": ("print(1)\n\n# why\n\n#> 2\n\n", "print(1)\n\n# why\n\n#> 1\n\n"),
    "no newline at the end": ("print(1)", "print(1)\n#> 1\n"),
    "no newline at the end, nothing to change": ("print(1)\n#> 1", "print(1)\n#> 1"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), UPDATES.values(), ids=UPDATES)
def test_an_update_says_what_happened(source: str, expected: str) -> None:
    assert after_update(source) == expected
    assert after_update(expected) == expected


def test_a_do_gets_no_new_exception_but_one_that_it_expects_is_rewritten() -> None:
    assert after_update("fail('a')\n", DO) == "fail('a')\n"
    assert after_update("fail('a')\n#! library.Failure: b\n", DO) == "fail('a')\n#! library.Failure: a\n"


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(SQLITE, printed=[Printed(0, "1")], ran=[0], complaints=["did not end"]),
        Outcome(
            SQLITE, printed=[Printed(0, "2"), Printed(None, "1")], warnings=[Raised(None, "a.B", "c", False)], ran=[0]
        ),
    ],
    ids=["a run that hung", "events of no statement"],
)
def test_what_changes_nothing(outcome: Outcome) -> None:
    assert updated(parse(DONT, "print(1)\n#> 2\n"), outcome) == "print(1)\n#> 2\n"


AS_OUTPUT = {
    "a": "a", "[1]": "[1]", "[sqlite]": "...sqlite]", "[sqlite]a": "[sqlite]a", "a 0x... b": "a ... b",
    "0x...": "0x...", "a\t": "a",
}  # fmt: skip


@pytest.mark.parametrize(("line", "text"), AS_OUTPUT.items())
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
STATED = [
    "#: 0 statements", "#: 2 statements", "#: [postgresql] 7", "#> [sqlite] b ...", "#> [postgresql] z",
    "#! [sqlalchemy<2.1] a.B", "#! library.Caution: a", "#! library.Caution: a...", "#! library.Failure: ...b",
    "# plain", "",
]  # fmt: skip
COMMENTS = st.one_of(
    WORDS.filter(lambda word: word.strip() != "...").map(lambda word: f"#> {word}".rstrip()),
    WORDS.map(lambda word: f"#!> {word}".rstrip()),
    st.sampled_from(STATED),
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


def run_in(snippet: Snippet, environment: Environment) -> Outcome:
    """What a snippet does. On PostgreSQL some lines and warnings end in a mark that they don't have on SQLite."""
    outcome = simulated(snippet, environment)
    if environment is POSTGRESQL:
        for event in outcome.printed:
            event.text += "!" * ("b" in event.text)
        for raised in outcome.raised:
            raised.message += "!" * ("b" in raised.message)
    return outcome


def after_update_over(source: str, environments: tuple[Environment, ...]) -> str:
    snippet = parse(DONT, source)
    versions = [(each, parse(DONT, updated(snippet, run_in(snippet, each)))) for each in environments]
    return versions[0][1].source if len(versions) == 1 else merged(snippet, versions)


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def test_an_update_passes_is_stable_and_touches_expectations_only(source: str) -> None:
    for environments in (SQLITE,), (SQLITE, POSTGRESQL):
        new = after_update_over(source, environments)
        again = parse(DONT, new)
        for environment in environments:
            outcome = run_in(again, environment)
            # An update leaves to the author what was not reached, and counts where no SQL is emitted at all.
            reached = {
                e.line for e in again.expectations if e.statement in outcome.ran and (e.kind != "#:" or outcome.emitted)
            }
            unreached = {e.line for e in again.expectations} - reached
            assert [p for p in compare(again, outcome, "").problems if p.line not in unreached] == []
        assert after_update_over(new, environments) == new
        assert ast.dump(again.tree) == ast.dump(parse(DONT, source).tree)
        assert code_lines(new) == code_lines(source)
        if environments == (SQLITE,):
            assert stated_elsewhere(new) == stated_elsewhere(source)
    bare = "".join(f"{line}\n" for line in code_lines(source))
    written = parse(DONT, after_update(bare))
    assert compare(written, simulated(written), "").problems == []
    assert code_lines(written.source) == code_lines(bare)


def stated_elsewhere(source: str) -> list[str]:
    stated = parse(DONT, source).expectations
    return [str(e) for e in stated if e.qualifier and not e.qualifier.applies(SQLITE)]


@settings(max_examples=25, deadline=None)
@given(PROGRAMS)
def test_layout_keeps_the_code_and_every_expectation(source: str) -> None:
    tidy = laid_out(source)
    assert laid_out(tidy) == tidy
    assert ast.dump(parse(DONT, tidy).tree) == ast.dump(parse(DONT, source).tree)

    def stated(text: str) -> list[tuple[int, str]]:
        return [(e.statement, str(e)) for e in sorted(parse(DONT, text).expectations, key=lambda e: e.line)]

    assert stated(tidy) == stated(source)


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


def test_imports_are_put_in_order_and_ruff_has_the_style_of_snippets(tmp_path: Path) -> None:
    snippet = parse(DO, "import sys\nimport os\n\nprint(1)\n#> 1\n")
    assert formatted(snippet) == "import os\nimport sys\n\nprint(1)\n#> 1\n"
    project = Project(tmp_path)
    assert {(p.line, p.text) for p in layout_problems(snippet, project)} == {
        (1, "Ruff: `sys` imported but unused"),
        (1, "Ruff: Import block is un-sorted or un-formatted"),
    }
    assert layout_problems(parse(DO, "a = 1\nprint(a)\n#> 1\n"), project) == []
    assert layout_problems(parse(DONT, "class A:\n    b = []\n"), project) == [], "RUF012 is for the harness itself"


# Several environments


ON_POSTGRESQL = replace(SQLITE, database="postgresql", database_version="")
TOLD = {
    # The same in both: no qualifier, also where there was one.
    "the same": ("f()\n#: 1 statement\n", "f()\n#: 2 statements\n", "f()\n#: 2 statements\n", "f()\n#: 2 statements\n"),
    "the same now": (
        "f()\n#: [sqlite] 1 statement\n#: [postgresql] 2 statements\n", "f()\n#: 3 statements\n",
        "f()\n#: 3 statements\n", "f()\n#: 3 statements\n"),
    "right as it stands": (["f()\n#> [sqlite] a\n#> [sqlalchemy<2.1] b\n"] * 4),
    # One differs, and the other keeps what it said.
    "another line": ("f()\n#> a\n", "f()\n#> a\n", "f()\n#> b\n", "f()\n#> [sqlite] a\n#> [postgresql] b\n"),
    "another line of several": (
        "f()\n#> a\n#> b\n#> c\n", "f()\n#> a\n#> b\n#> c\n", "f()\n#> a\n#> x\n#> c\n",
        "f()\n#> a\n#> [sqlite] b\n#> [postgresql] x\n#> c\n"),
    "an error in one": ("f()\n", "f()\n", "f()\n#! library.Error: a\n", "f()\n#! [postgresql] library.Error: a\n"),
    "no error in one": (
        "f()\n#! library.Error: a\n", "f()\n#! library.Error: a\n", "f()\n", "f()\n#! [sqlite] library.Error: a\n"),
    "the author's own qualifier, where it is right": (
        "f()\n#> [sqlalchemy>=2.1] a\n#> [sqlalchemy<2.1] b\n", "f()\n#> a\n", "f()\n#> c\n",
        "f()\n#> [sqlalchemy>=2.1] a\n#> [postgresql] c\n"),
    "what holds in neither": (
        "f()\n#> a\n#> [python<3.5] z\n", "f()\n#> b\n", "f()\n#> b\n", "f()\n#> b\n#> [python<3.5] z\n"),
    "a block above what is around it": (
        "for i in j:\n    f()\n#: 1 statement\n", "for i in j:\n    f()\n    #> a\n#: 1 statement\n",
        "for i in j:\n    f()\n    #> a\n#: 2 statements\n",
        "for i in j:\n    f()\n    #> a\n#: [sqlite] 1 statement\n#: [postgresql] 2 statements\n"),
}  # fmt: skip
FURTHER = {
    # Where the same was said, the same is said now.
    "the same": ("f()\n#> a\n", "f()\n#> b\n", "f()\n#> b\n", "f()\n#> b\n"),
    "another line": ("f()\n", "f()\n#> a\n", "f()\n#> b\n", "f()\n#> [sqlite] a\n#> [postgresql] b\n"),
    # What was said of them alone stays, and a statement apart from it goes along.
    "what is said of them alone": (
        "f()\n#: [sqlalchemy<2.1, postgresql] 9 statements\n#: [sqlalchemy>=2.1, postgresql] 4 statements\n"
        "#: [sqlite] 5 statements\ng()\n#> a\n",
        "f()\n#: 6 statements\ng()\n#> b\n", "f()\n#: 3 statements\ng()\n#> b\n",
        "f()\n#: [sqlite] 6 statements\n#: [sqlalchemy>=2.1, postgresql] 3 statements\n"
        "#: [sqlalchemy<2.1, postgresql] 9 statements\ng()\n#> b\n"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "sqlite", "postgresql", "expected"), TOLD.values(), ids=TOLD)
def test_environments_that_differ_are_qualified(source: str, sqlite: str, postgresql: str, expected: str) -> None:
    versions = [(SQLITE, parse(DONT, sqlite)), (POSTGRESQL, parse(DONT, postgresql))]
    assert merged(parse(DONT, source), versions) == expected


@pytest.mark.parametrize(("source", "sqlite", "postgresql", "expected"), FURTHER.values(), ids=FURTHER)
def test_those_that_are_not_run_go_along_with_the_nearest(
    source: str, sqlite: str, postgresql: str, expected: str
) -> None:
    versions = [(SQLITE, parse(DONT, sqlite)), (ON_POSTGRESQL, parse(DONT, postgresql))]
    further = [replace(each, sqlalchemy="2.0.44") for each, _ in versions]
    assert merged(parse(DONT, source), versions, further) == expected
