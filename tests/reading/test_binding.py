"""Which statement an expectation describes, and which comments are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import parse

DONT = Path("snippets/chapter/rule/dont.py")


# `X` is the comment, the number the first line of the statement that it describes.
BINDING = {
    "the statement above": ("a()\nX\n", 1),
    "blank lines do not matter": ("a()\n\n\nX\n", 1),
    "a statement over several lines": ("a(\n    1,\n    2,\n)\nX\n", 1),
    "the last statement of a loop's body": ("for a in b:\n    c()\n    X\n", 2),
    "the whole loop": ("for a in b:\n    c()\nX\n", 1),
    "the body's statement, with code below the loop": ("for a in b:\n    c()\n    X\nd()\n", 2),
    "the if, not its last elif": ("if a:\n    b()\nelif c:\n    d()\nelif e:\n    f()\nelse:\n    g()\nX\n", 1),
    "an if in an else": ("if a:\n    b()\nelse:\n    if c:\n        d()\n    X\n", 4),
    "in an elif": ("if a:\n    b()\nelif c:\n    d()\n    X\n", 4),
    "in an else": ("if a:\n    b()\nelse:\n    c()\n    X\n", 4),
    "in an except": ("try:\n    a()\nexcept B:\n    c()\n    X\n", 4),
    "in a finally": ("try:\n    a()\nfinally:\n    b()\n    X\n", 4),
    "in a case": ("match a:\n    case 1:\n        b()\n        X\n    case _:\n        c()\n", 3),
    "in a function": ("def a():\n    b()\n    X\n", 2),
    "after a function in a function": ("def a():\n    def b():\n        c()\n\n    b()\n    X\n", 5),
    "a decorated class: its first decorator's line": ("@a\n@b\nclass C:\n    d = 1\nX\n", 1),
    "after a dedent": ("if a:\n    if b:\n        c()\n    d()\n    X\n", 4),
    "below comments of another column": ("with a:\n    b()\n# c\n    X\n", 2),
    "tabs": ("if a:\n\tb()\n\tX\n", 2),
    "a backslash": ("a = \\\n    b()\nX\n", 1),
    "no newline at the end": ("a()\nX", 1),
}


@pytest.mark.parametrize(("source", "line"), BINDING.values(), ids=BINDING)
def test_an_expectation_describes(source: str, line: int) -> None:
    snippet = parse(DONT, source.replace("X", "#> 1"))
    (expectation,) = snippet.expectations
    assert snippet.line_of(expectation.statement) == line


NO_EXPECTATION = {
    "a comment": "# a > b",
    "a comment of a linter": "# noqa: F401",
    "a type comment": "# type: ignore",
    "a heading": "## a",
    "an arrow further on": "# from a -> b",
    "statements without a number": "# the statements of a session",
    "pages are a word": "# page through the results",
}


@pytest.mark.parametrize("comment", NO_EXPECTATION.values(), ids=NO_EXPECTATION)
def test_other_comments_are_left_alone(comment: str) -> None:
    snippet = parse(DONT, f"a()\n{comment}\n")
    assert (snippet.expectations, snippet.regions) == ([], [])


def test_strings_hold_no_expectations() -> None:
    assert parse(DONT, 'a = """\n#> 1\n#! nonsense\n"""\nb = "#> 2"\n').expectations == []
