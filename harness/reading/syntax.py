"""What a snippet's code says without being run: its words."""

from __future__ import annotations

import ast
import builtins
import re

WORD = re.compile(r"\w+")
BUILTIN = frozenset(dir(builtins))
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def words(node: ast.AST, apart_from: frozenset[str] = frozenset(), strings: bool = True) -> set[str]:
    """The names that code uses or binds and, with `strings`, the words of its strings.

    Built-in names and docstrings are left out, and so is what calls of the functions `apart_from` say.
    """
    left_out = {
        id(inner)
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in apart_from
        for inner in ast.walk(each)
    }
    documentation = {
        id(each.body[0].value)
        for each in ast.walk(node)
        if isinstance(each, ast.Module | ast.ClassDef | FUNCTION) and each.body and isinstance(each.body[0], ast.Expr)
    }
    found: set[str] = set()
    for each in ast.walk(node):
        if id(each) in left_out:
            continue
        if isinstance(each, ast.Name):
            found.add(each.id)
        elif isinstance(each, ast.Attribute):
            found.add(each.attr)
        elif isinstance(each, ast.keyword | ast.arg) and each.arg:
            found.add(each.arg)
        elif isinstance(each, FUNCTION | ast.ClassDef):
            found.add(each.name)
        elif isinstance(each, ast.alias):
            found.add((each.asname or each.name).rpartition(".")[2])
        elif (
            strings and isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in documentation
        ):
            found.update(WORD.findall(each.value))
    return found - BUILTIN
