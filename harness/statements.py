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
    """The lists of statements directly inside `node`, in the order of the file."""
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        children = getattr(node, name, None)
        if not isinstance(children, list):
            continue
        if name in ("handlers", "cases"):
            for child in children:
                yield child.body
        elif children:
            yield children


def number(tree: ast.Module) -> list[tuple[ast.stmt, Statement]]:
    """Every statement of `tree`, outer before inner, in the order of the file."""
    found: list[tuple[ast.stmt, Statement]] = []

    def walk(node: ast.AST, parent: int | None, function: int | None) -> None:
        for block in blocks(node):
            for child in block:
                index = len(found)
                decorators = getattr(child, "decorator_list", [])
                line = min([child.lineno, *(d.lineno for d in decorators)])
                end = child.end_lineno or child.lineno
                head = end
                if isinstance(child, COMPOUND):
                    inner = [min([s.lineno, *(d.lineno for d in getattr(s, "decorator_list", []))])
                             for b in blocks(child) for s in b]  # fmt: skip
                    head = max(child.lineno, min(inner) - 1)
                found.append((child, Statement(index, line, end, head, child.col_offset, parent, function)))
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


def within(statements: list[Statement], inner: int | None, outer: int) -> bool:
    """Whether statement `inner` is `outer` or stands in one of its blocks."""
    while inner is not None:
        if inner == outer:
            return True
        inner = statements[inner].parent
    return False
