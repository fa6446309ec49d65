"""What code uses and binds, without running it."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"\w+")
BUILT_IN = frozenset(dir(builtins))
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


@lru_cache(512)
def words(node: ast.AST, strings: bool = True) -> frozenset[str]:
    """The names that code uses or binds and, with `strings`, the words of its strings.

    Leaves out built-in names and docstrings.
    """
    nodes = list(ast.walk(node))
    docstrings = {
        id(scope.body[0].value)
        for scope in nodes
        if isinstance(scope, ast.Module | ast.ClassDef | FUNCTION)
        and scope.body
        and isinstance(scope.body[0], ast.Expr)
        and isinstance(scope.body[0].value, ast.Constant)
    }
    return (
        frozenset(word for inner in nodes if id(inner) not in docstrings for word in own_words(inner, strings))
        - BUILT_IN
    )


def own_words(node: ast.AST, strings: bool) -> Iterator[str]:
    """The name that a node itself uses or binds, or the words of a string."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.keyword | ast.arg) and node.arg:
        yield node.arg
    elif isinstance(node, FUNCTION | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).rpartition(".")[2]
    elif strings and isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from WORD.findall(node.value)
