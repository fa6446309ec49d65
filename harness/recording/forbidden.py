"""What the code of a snippet, and of the modules beside it, must not name: told before anything runs.

What is decided while it runs stands in `guard`.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterator

import sqlalchemy
import sqlalchemy.orm
from sqlalchemy.engine import Connection, Engine, Result
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.ext import asyncio as sqlalchemy_asyncio

from harness.recording.probes import PROBE

INTERNALS = frozenset({
    "_getframe", "_getframemodulename", "_current_frames", "f_back", "f_locals", "tb_frame", "gi_frame", "cr_frame",
    "walk_stack", "extract_stack", "currentframe", "orig_argv", "get_referrers", "get_objects",
    "get_referents", "_current_exceptions", "settrace", "setprofile", "__self__", "__globals__", "__closure__",
    "cell_contents", "__builtins__", "__defaults__", "__kwdefaults__", "pgconn", "_protocol",
})  # fmt: skip
"""Names by which a snippet would reach the frames and objects of the harness."""

PRIVATE_MODULES = (
    "harness", "builtins", "_sqlite3", "_thread", "_signal", "sqlalchemy.util", "sqlalchemy.testing", "psycopg.pq",
    "asyncpg.protocol",
)  # fmt: skip
"""Modules that a snippet has no business in: what runs it, and what lies below what is watched."""


COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SETTERS = ("setattr", "delattr", "__setattr__", "__delattr__")
"""Functions, and methods of tests' tools, that set or delete an attribute of their first argument."""

HIDING = frozenset({"set_exception_handler"})
"""What takes errors before anything sees them."""
REFUSING = frozenset({"set_authorizer", "set_progress_handler"})
"""What has the driver of SQLite refuse a statement: the error is then the snippet's own."""

FUNCTIONS = frozenset(name for name, each in vars(builtins).items() if callable(each) and name.islower())
"""Python's own functions, `print` among them."""
PUBLIC = frozenset(
    name
    for module in (sqlalchemy, sqlalchemy.orm)
    for name, each in vars(module).items()
    if callable(each) and not name.startswith("_")
)
"""What a reader takes for SQLAlchemy's where it is imported."""
METHODS = frozenset(
    name
    for kind in (
        sqlalchemy.orm.Session, sqlalchemy_asyncio.AsyncSession, sqlalchemy_asyncio.AsyncConnection,
        Connection, Engine, Result, DefaultDialect,
    )
    for base in kind.__mro__
    for name, each in vars(base).items()
    if callable(each) and not name.startswith("_")
)  # fmt: skip
"""Methods of the objects that do what a page shows."""

DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)+$")


def forbidden(tree: ast.Module, is_projects: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The lines that name what they must not, with what is wrong. `is_projects` tells a project's module by its name."""
    libraries = dict(imported(tree, is_projects))
    libraries |= aliases(tree, libraries)
    yield from misnamed(tree, is_projects)
    for node in ast.walk(tree):
        name = internal(node)
        if name:
            yield node.lineno, f"reaches into what runs it: {name}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Attribute) and node.attr in HIDING:
            yield node.lineno, f"hides errors: {node.attr}"
        if isinstance(node, ast.Attribute) and node.attr in REFUSING:
            yield node.lineno, f"has the database refuse its own statements: {node.attr}"
        name = compiled(node)
        if name in libraries:
            yield node.lineno, f"replaces how {name} becomes SQL, which is not its own"  # type: ignore[attr-defined]
        name = patched(node)
        if name and not is_projects(name):
            yield node.lineno, f"replaces {name}, which is not its own"  # type: ignore[attr-defined]
        targets = [target for target in changed(node) if is_part_of(target, libraries)]
        for target in targets:
            yield target.lineno, f"replaces {ast.unparse(target)}, which is not its own"
        name = overridden(node)
        if name and not targets:
            yield node.lineno, f"replaces {name}, which is not its own"  # type: ignore[attr-defined]


def is_part_of(target: ast.expr, libraries: dict[str, str]) -> bool:
    """Whether what is changed belongs to a library, and is not in what a call returned: that is the snippet's own."""
    root = target
    while isinstance(root, ast.Attribute | ast.Subscript | ast.Call):
        root = root.func if isinstance(root, ast.Call) else root.value
    return isinstance(root, ast.Name) and root.id in libraries and not through_call(target)


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
        dotted = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        return dotted if dotted.startswith("sqlalchemy.") and is_private(dotted) else ""
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


def misnamed(tree: ast.Module, is_projects: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The lines that give a name which every reader knows to something else."""
    originals: set[str] = set()
    for node in ast.walk(tree):
        for bound in names_bound(node):
            if bound == "print":
                yield node.lineno, "gives the name print to something else"  # type: ignore[attr-defined]
        if isinstance(node, ast.ImportFrom) and is_projects(node.module or "."):
            for alias in node.names:
                if (alias.asname or alias.name) in PUBLIC:
                    name = alias.asname or alias.name
                    yield node.lineno, f"gives the name {name}, which is SQLAlchemy's, to something of {node.module}"
        elif isinstance(node, ast.ImportFrom):
            originals |= {alias.name for alias in node.names if alias.asname not in (None, alias.name)}
        elif isinstance(node, ast.ClassDef):
            bases = {base.attr for base in node.bases if isinstance(base, ast.Attribute)}
            if node.name in originals | bases:
                yield node.lineno, f"gives the name {node.name} to something else than the library's"
    for node in at_top(tree.body):
        for bound in names_bound(node):
            if bound in FUNCTIONS and bound != "print":
                yield node.lineno, f"gives the name {bound} to something else"  # type: ignore[attr-defined]


def at_top(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The syntax of the module's own names: what lies inside of functions, classes and comprehensions is left out."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, *COMPREHENSIONS)):
            waiting += ast.iter_child_nodes(node)


def overridden(node: ast.AST) -> str:
    """The method that a node puts something else in the place of, for one object; empty where it does no such thing."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
        own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        return ast.unparse(node) if node.attr in METHODS and not own else ""
    name: ast.AST | None = None
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        space = ast.unparse(node.value)
        name = node.slice if space.startswith("vars(") or space.endswith("__dict__") else None
    elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SETTERS and len(node.args) > 1:
        name = node.args[1]
    found = name.value if isinstance(name, ast.Constant) else None
    return str(found) if found in METHODS else ""


def compiled(node: ast.AST) -> str:
    """The class that a decorator `@compiles(...)` tells SQLAlchemy how to compile; empty for any other node."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "compiles" and node.args:
        return ast.unparse(node.args[0]).partition(".")[0]
    return ""


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
