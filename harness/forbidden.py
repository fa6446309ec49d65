"""What the code of a snippet, and of the modules beside it, must not name: told before anything runs.

What is decided while it runs stands in `guard`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from harness.probes import PROBE

INTERNALS = frozenset({
    "_getframe", "_getframemodulename", "_current_frames", "f_back", "f_locals", "tb_frame", "gi_frame", "cr_frame",
    "walk_stack", "extract_stack", "currentframe", "orig_argv", "get_referrers", "get_objects",
    "get_referents", "_current_exceptions", "settrace", "setprofile", "__self__", "__globals__", "__closure__",
    "cell_contents", "__builtins__", "pgconn", "_protocol",
})  # fmt: skip
"""Names by which a snippet would reach the frames and objects of the harness."""

PRIVATE_MODULES = ("harness", "builtins", "_sqlite3", "_thread", "sqlalchemy.util", "psycopg.pq", "asyncpg.protocol")
"""Modules that a snippet has no business in: what runs it, and what lies below what is watched."""


SETTERS = ("setattr", "delattr", "__setattr__", "__delattr__")
"""Functions, and methods of tests' tools, that set or delete an attribute of their first argument."""

DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)+$")


def forbidden(tree: ast.Module, is_projects: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The lines that name what they must not, with what is wrong. `is_projects` tells a project's module by its name."""
    libraries = dict(imported(tree, is_projects))
    libraries |= aliases(tree, libraries)
    for node in ast.walk(tree):
        name = internal(node)
        if name:
            yield node.lineno, f"reaches into what runs it: {name}"  # type: ignore[attr-defined]
        for bound in names_bound(node):
            if bound == "print":
                yield node.lineno, "gives the name print to something else"  # type: ignore[attr-defined]
        name = patched(node)
        if name and not is_projects(name):
            yield node.lineno, f"replaces {name}, which is not its own"  # type: ignore[attr-defined]
        for target in changed(node):
            root = target
            while isinstance(root, ast.Attribute | ast.Subscript | ast.Call):
                root = root.func if isinstance(root, ast.Call) else root.value
            if isinstance(root, ast.Name) and root.id in libraries and not through_call(target):
                yield target.lineno, f"replaces {ast.unparse(target)}, which is not its own"


def internal(node: ast.AST) -> str:
    """What a node names that belongs to the harness or lies below it; empty where it names nothing such."""
    if isinstance(node, ast.Import):
        return next((alias.name for alias in node.names if is_private(alias.name)), "")
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        names = [f"{module}.{alias.name}" for alias in node.names]
        found = module if is_private(module) else next((name for name in names if is_private(name)), "")
        return found or next((alias.name for alias in node.names if alias.name in INTERNALS), "")
    if isinstance(node, ast.Name | ast.Attribute):
        used = node.id if isinstance(node, ast.Name) else node.attr
        if used == PROBE or used in INTERNALS:
            return used
        return "sqlalchemy.util" if isinstance(node, ast.Attribute) and ast.unparse(node) == "sqlalchemy.util" else ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return PROBE if PROBE in node.value else ""
    return ""


def is_private(module: str) -> bool:
    return any(module == name or module.startswith(name + ".") for name in PRIVATE_MODULES)


def imported(tree: ast.Module, is_projects: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """The names that imports bind to libraries and their parts, with the module they come from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if not is_projects(alias.name):
                    yield alias.asname or alias.name.partition(".")[0], alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level and not is_projects(node.module):
            for alias in node.names:
                yield alias.asname or alias.name, node.module


def names_bound(node: ast.AST) -> Iterator[str]:
    """The names that a node gives something to, by an import, a definition, an argument or an assignment."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id


def changed(node: ast.AST) -> Iterator[ast.expr]:
    """The attributes that a node sets or deletes, `setattr(thing, ...)` as the thing itself."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        yield node
    elif isinstance(node, ast.Call) and node.args:
        called = ast.unparse(node.func)
        if called.rpartition(".")[2] in SETTERS or called.endswith(("patch.object", "patch.multiple")):
            yield node.args[0]


def patched(node: ast.AST) -> str:
    """What a test's tool replaces that is told of it by a dotted name; empty where a node does no such thing."""
    if not isinstance(node, ast.Call) or not node.args:
        return ""
    name = ast.unparse(node.func).rpartition(".")[2]
    first = node.args[0]
    is_name = isinstance(first, ast.Constant) and isinstance(first.value, str) and DOTTED.match(first.value)
    return first.value if is_name and name in ("patch", *SETTERS) else ""  # type: ignore[attr-defined]


def aliases(tree: ast.Module, libraries: dict[str, str]) -> dict[str, str]:
    """Further names of libraries and their parts, which assignments and loops give them."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.For):
            targets, value = [node.target], node.iter
        else:
            continue
        parts = value.elts if isinstance(value, ast.Tuple | ast.List | ast.Set) else [value]
        for part in parts:
            root = part
            while isinstance(root, ast.Attribute):
                root = root.value
            if isinstance(root, ast.Name) and (root.id in libraries or root.id in found):
                found |= {each.id: root.id for each in targets if isinstance(each, ast.Name)}
    return found


def through_call(target: ast.expr) -> bool:
    """Whether a target lies in what a call returned: that is an object of the snippet's own, not the library's."""
    return any(isinstance(each, ast.Call) for each in ast.walk(target))
