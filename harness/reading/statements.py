"""The statements of a snippet, numbered.

Outcomes refer to statements by number, so they stay valid when only comments change.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

COMPOUND = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.If,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.Match,
)


@dataclass(frozen=True)
class Statement:
    """One statement. Lines count from 1, columns from 0."""

    index: int
    line: int
    """The first line; a decorator's, where there is one."""
    end_line: int
    head_end: int
    """The last line of a compound statement's first clause header; `end_line` for a simple statement."""
    column: int
    parent: int | None
    """The index of the statement around it; None at the top level."""
    function: int | None
    """The index of the innermost function around it, if any."""


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements directly inside `node`, top to bottom.

    An `elif` is a clause of its `if`, as a reader sees it, not a statement of its own: its blocks are the `if`'s.
    """
    yield from _block(node, "body")
    for clause in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]:
        yield from _block(clause, "body")
    for block in _block(node, "orelse"):
        if is_elif(node, block[0]):
            yield from blocks(block[0])
        else:
            yield block
    yield from _block(node, "finalbody")


def _block(node: ast.AST, name: str) -> Iterator[list[ast.stmt]]:
    """The block of this name, unless it is missing or empty. The body of a lambda is an expression, not a block."""
    statements = getattr(node, name, None)
    if isinstance(statements, list) and statements:
        yield statements


def is_elif(node: ast.AST, child: ast.AST) -> bool:
    """Whether `child`, the first statement of the `else` of `node`, is written as an `elif`."""
    return isinstance(node, ast.If) and isinstance(child, ast.If) and child.col_offset == node.col_offset


def first_line(node: ast.stmt) -> int:
    """The line where a statement starts: that of its first decorator, if it has one."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def number(tree: ast.Module) -> list[tuple[ast.stmt, Statement]]:
    """Every statement of `tree`, outer before inner, top to bottom."""
    numbered: list[tuple[ast.stmt, Statement]] = []

    def walk(node: ast.AST, parent: int | None, function: int | None) -> None:
        for block in blocks(node):
            for child in block:
                index = len(numbered)
                end = child.end_lineno or child.lineno
                head = end
                if isinstance(child, COMPOUND):
                    head = max(child.lineno, min(first_line(inner) for body in blocks(child) for inner in body) - 1)
                statement = Statement(index, first_line(child), end, head, child.col_offset, parent, function)
                numbered.append((child, statement))
                is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                walk(child, index, index if is_function else function)

    walk(tree, None, None)
    return numbered


def by_line(statements: list[Statement], lines: int) -> list[int | None]:
    """For each line, the innermost statement it belongs to. Index 0 is unused."""
    table: list[int | None] = [None] * (lines + 2)
    for statement in statements:
        for line in range(statement.line, statement.end_line + 1):
            table[line] = statement.index
    return table


def around(statements: list[Statement], inner: int | None) -> Iterator[int]:
    """`inner` and the statements whose blocks contain it, nearest first, up to the function around it.

    A function's body doesn't run within its `def`, but when it is called.
    """
    function = None if inner is None else statements[inner].function
    while inner is not None and inner != function:
        yield inner
        inner = statements[inner].parent


def within(statements: list[Statement], inner: int | None, outer: int) -> bool:
    """Whether `outer` is running while `inner` runs: `inner` is `outer`, or is in one of its blocks."""
    return outer in around(statements, inner)
