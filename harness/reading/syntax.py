"""What a snippet's code says without being run: its words, and what is written out in it."""

from __future__ import annotations

import ast
import builtins
import re
from functools import cached_property, lru_cache
from pathlib import Path

WORD = re.compile(r"\w+")
BUILTIN = frozenset(dir(builtins))
PURE = frozenset(["collections", "datetime", "decimal", "fractions", "itertools", "json", "math", "operator", "string"])
"""Modules of the standard library that tell nothing of a run."""
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar)
LITERAL = ast.Constant | ast.Name | ast.JoinedStr | ast.BinOp | ast.UnaryOp | ast.Compare | ast.BoolOp | ast.Tuple
"""Kinds of expression whose value nothing changes by this name: it has none that changes, or has another name."""


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


class Constants:
    """Which expressions of a file have a value that is written out in it: they show nothing of a run."""

    def __init__(self, tree: ast.Module, path: Path) -> None:
        self.tree = tree
        self.path = path

    def written_out(self, node: ast.AST, assumed: frozenset[str] = frozenset()) -> bool:
        """Whether every name in `node` leads back to constants. `assumed` are names that count as such."""
        own = frozenset(each.arg for each in ast.walk(node) if isinstance(each, ast.arg))
        return all(
            self.is_constant(each.id, assumed | own)
            for each in ast.walk(node)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
        )

    def is_constant(self, name: str, assumed: frozenset[str] = frozenset()) -> bool:
        """Whether all that binds `name` are constants, and nothing can change its value."""
        if name in assumed:
            return True
        bound = self.bindings.get(name)
        if bound is None:
            return name in BUILTIN
        if len(bound) > 1 and any(id(node) in self.branching for node in bound):
            return False  # how often, or whether, is for the run to say
        changeable = not all(isinstance(node, LITERAL | FUNCTION | ast.ImportFrom | ast.Import) for node in bound)
        if changeable and name in self.used_elsewhere:
            return False
        return all(self.gives_constant(name, node, assumed | {name}) for node in bound)

    def gives_constant(self, name: str, node: ast.AST | None, assumed: frozenset[str]) -> bool:
        """Whether what binds a name (an expression, a function, an import; None for anything else) is a constant."""
        if node is None or (isinstance(node, FUNCTION) and node.decorator_list):
            return False
        if isinstance(node, ast.ImportFrom):
            return node.module in PURE or self.imported(node.module, name, node.names)
        if isinstance(node, ast.Import):
            return all(each.name in PURE or self.imported(each.name, None, []) for each in node.names)
        return self.written_out(node, assumed)

    def imported(self, module: str | None, name: str | None, aliases: list[ast.alias]) -> bool:
        """Whether a name of a module beside the snippet, or all of the module's names, are constants."""
        beside = self.path.parent.joinpath(*(module or "").split("."))
        file = next((each for each in (beside.with_suffix(".py"), beside / "__init__.py") if each.is_file()), None)
        if not module or file is None:
            return False
        other = constants_of(file, file.read_text("utf-8"))
        if other is None:
            return False
        wanted = [each.name for each in aliases if (each.asname or each.name) == name] if name else list(other.bindings)
        return all(other.is_constant(each) for each in wanted)

    @cached_property
    def branching(self) -> set[int]:
        """What stands inside of functions, loops and branches, by identity."""
        return {
            id(inner)
            for each in ast.walk(self.tree)
            if isinstance(each, BRANCHING)
            for inner in ast.walk(each)
            if inner is not each
        }

    @cached_property
    def used_elsewhere(self) -> set[str]:
        """The names that are read outside of a `print` and of the head of a loop: there their value may be changed."""
        harmless: set[int] = set()
        for each in ast.walk(self.tree):
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "print":
                harmless.update(map(id, ast.walk(each)))
            elif isinstance(each, ast.For | ast.AsyncFor | ast.comprehension):
                harmless.add(id(each.iter))
        return {
            each.id
            for each in ast.walk(self.tree)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and id(each) not in harmless
        }

    @cached_property
    def bindings(self) -> dict[str, list[ast.AST | None]]:
        """What each name is bound to: an expression, the one it is taken from, a function, an import; None for else."""
        found: dict[str, list[ast.AST | None]] = {}
        told: set[int] = set()

        def bind(target: ast.AST, value: ast.AST | None) -> None:
            for each in ast.walk(target):
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                    told.add(id(each))
                    found.setdefault(each.id, []).append(value)

        for each in ast.walk(self.tree):
            if isinstance(each, ast.Assign):
                for target in each.targets:
                    bind(target, each.value)
            elif isinstance(each, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
                bind(each.target, each.value)
            elif isinstance(each, ast.For | ast.AsyncFor | ast.comprehension):
                bind(each.target, each.iter)
            elif isinstance(each, FUNCTION):
                found.setdefault(each.name, []).append(each)
            elif isinstance(each, ast.ClassDef):
                found.setdefault(each.name, []).append(None)
            elif isinstance(each, ast.Import | ast.ImportFrom):
                for alias in each.names:
                    name = alias.asname or (
                        alias.name if isinstance(each, ast.ImportFrom) else alias.name.split(".")[0]
                    )
                    found.setdefault(name, []).append(each)
            elif isinstance(each, ast.arg):
                found.setdefault(each.arg, []).append(None)
            elif isinstance(each, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and each.name:
                found.setdefault(each.name, []).append(None)
        for each in ast.walk(self.tree):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store) and id(each) not in told:
                found.setdefault(each.id, []).append(None)  # by `with ... as`
        return found


@lru_cache(256)
def constants_of(path: Path, source: str) -> Constants | None:
    """The constants of a module beside a snippet; None where it cannot be read."""
    try:
        return Constants(ast.parse(source), path)
    except (SyntaxError, ValueError):
        return None
