"""How the statements of a snippet are numbered, and which run within which."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from harness.reading import statements


def numbered(source: str) -> list[statements.Statement]:
    return [statement for _, statement in statements.number(ast.parse(dedent(source).strip() + "\n"))]


SHAPES = {
    "an elif is a clause of its if, and an if in an else a statement": (
        "if a:\n    b\nelif c:\n    d\nelse:\n    if e:\n        f",
        [(1, 7, None), (2, 2, 0), (4, 4, 0), (6, 7, 0), (7, 7, 3)]),
    "try, except, else, finally in order": (
        "try:\n    a\nexcept B:\n    c\nelse:\n    d\nfinally:\n    e",
        [(1, 8, None), (2, 2, 0), (4, 4, 0), (6, 6, 0), (8, 8, 0)]),
    "a decorator belongs to its function": ("@a\n@b\ndef c():\n    d", [(1, 4, None), (4, 4, 0)]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), SHAPES.values(), ids=SHAPES)
def test_statements_have_lines_and_parents(source: str, expected: list[tuple[int, int, int | None]]) -> None:
    assert [(s.line, s.end_line, s.parent) for s in numbered(source)] == expected
    assert [s.index for s in numbered(source)] == list(range(len(expected)))


HEADS = {
    "a header over several lines": ("with (\n    a,\n    b,\n):\n    c", 4),
    "a body on the header's line": ("if a: b", 1),
    "the body's decorator is not head": ("class A:\n    @b\n    def c(self): ...", 1),
    "an elif's header is not head": ("if a:\n    b\nelif c:\n    d", 1),
}


@pytest.mark.parametrize(("source", "expected"), HEADS.values(), ids=HEADS)
def test_head_end(source: str, expected: int) -> None:
    assert numbered(source)[0].head_end == expected


def test_the_innermost_statement_of_each_line() -> None:
    found = numbered("if a:\n    b\nelif c:\n    d(\n        e\n    )\nf")
    assert statements.by_line(found, 7)[1:8] == [0, 1, 0, 2, 2, 2, 3]
    assert statements.by_line(numbered("a\n\n# b\nc"), 4)[:5] == [None, 0, None, None, 1]


WITHIN = {
    "a block runs within the statements around it": (
        "with a:\n    for b in c:\n        d\ne", 2, [True, True, True, False]),
    "a function's body does not run within its def": (
        "with a:\n    def b():\n        for c in d:\n            e\n    b()", 3, [False, False, True, True, False]),
    "a class's body runs within its class": ("class A:\n    b = 1", 1, [True, True]),
    "nothing runs where there is no statement": ("a", None, [False]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "inner", "expected"), WITHIN.values(), ids=WITHIN)
def test_what_runs_within_which(source: str, inner: int | None, expected: list[bool]) -> None:
    found = numbered(source)
    assert [statements.within(found, inner, outer) for outer in range(len(found))] == expected
