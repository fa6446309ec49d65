"""The statements of a snippet, numbered. A run speaks of numbers, so its outcome outlives a change of comments."""

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
    """The index of the statement around it."""
    function: int | None
    """The index of the innermost function around it: its body runs when it is called."""


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements directly inside `node`, in the order of the file.

    An `elif` is a clause of its `if`, as a reader sees it, and no statement of its own: its blocks are the `if`'s.
    """
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        children = getattr(node, name, None)
        if not isinstance(children, list) or not children:
            continue
        if name in ("handlers", "cases"):
            for child in children:
                yield child.body
        elif name == "orelse" and is_elif(node, children[0]):
            yield from blocks(children[0])
        else:
            yield children


def is_elif(node: ast.AST, child: ast.AST) -> bool:
    """Whether `child`, the first statement of the `else` of `node`, is written as an `elif`."""
    return isinstance(node, ast.If) and isinstance(child, ast.If) and child.col_offset == node.col_offset


def first_line(node: ast.stmt) -> int:
    """The line a statement starts at: its first decorator's, where it has one."""
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])


def number(tree: ast.Module) -> list[tuple[ast.stmt, Statement]]:
    """Every statement of `tree`, outer before inner, in the order of the file."""
    found: list[tuple[ast.stmt, Statement]] = []

    def walk(node: ast.AST, parent: int | None, function: int | None) -> None:
        for block in blocks(node):
            for child in block:
                index = len(found)
                end = child.end_lineno or child.lineno
                head = end
                if isinstance(child, COMPOUND):
                    head = max(child.lineno, min(first_line(each) for inner in blocks(child) for each in inner) - 1)
                found.append(
                    (child, Statement(index, first_line(child), end, head, child.col_offset, parent, function))
                )
                is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                walk(child, index, index if is_function else function)

    walk(tree, None, None)
    return found


def by_line(statements: list[Statement], lines: int) -> list[int | None]:
    """For each line, the innermost statement it belongs to. Index 0 is unused."""
    table: list[int | None] = [None] * (lines + 2)
    for statement in statements:
        for line in range(statement.line, statement.end_line + 1):
            table[line] = statement.index
    return table


def around(statements: list[Statement], inner: int | None) -> Iterator[int]:
    """`inner` and the statements whose blocks it stands in, nearest first, as far as they run together.

    That is up to the function around it: a `def` runs none of its body, a call does.
    """
    function = None if inner is None else statements[inner].function
    while inner is not None and inner != function:
        yield inner
        inner = statements[inner].parent


def within(statements: list[Statement], inner: int | None, outer: int) -> bool:
    """Whether a run that is in `inner` is in `outer` for it: `inner` is `outer`, or stands in one of its blocks."""
    return outer in around(statements, inner)
