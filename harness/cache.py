"""The one cache: a result is kept in a file under a key, and is valid while the key computed today is the same.

A key is a `digest` of all that the result depends on: the `fingerprint` of each file that was read, settings, versions,
and `code_of` the harness modules that made it. The last one follows imports, so no list of modules is kept by hand.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from harness.project import HARNESS

PARSING = threading.Lock()
"""Held while parsing: Python 3.11 counts the depth of syntax trees for all threads together, and can fail on it."""

PARSED = HARNESS.parent / ".cache" / f"code-{sys.version_info.major}.{sys.version_info.minor}.json"
"""What `code_of` found out about each module, by the hash of its text. Parsing them all takes a tenth of a second."""

PARSED_LIMIT = 500

Stamp = list[int]
P = TypeVar("P", Path, str)
T = TypeVar("T")


# Keys


def digest(parts: Iterable[str]) -> str:
    """A short text that stands for these texts in this order."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def stamp(path: Path | str) -> Stamp | None:
    """What changes with a file's content: modification time, size and inode. None if there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return [found.st_mtime_ns, found.st_size, found.st_ino]


def once_per_state(make: Callable[[P], T]) -> Callable[[P], T]:
    """Call a function of a file again only if the file's stamp has changed."""
    known: dict[P, tuple[Stamp | None, T]] = {}

    @wraps(make)
    def remembered(path: P) -> T:
        now = stamp(path)
        if path not in known or known[path][0] != now:
            known[path] = now, make(path)
        return known[path][1]

    return remembered


@once_per_state
def fingerprint(path: Path) -> str:
    """Stands for a file's content, or for its code if it is Python. Empty if it is gone."""
    try:
        content = path.read_bytes()
    except OSError:
        return ""
    if path.suffix == ".py":
        with contextlib.suppress(SyntaxError, ValueError), PARSING:
            content = ast.dump(ast.parse(content)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()


# Code


class Code(NamedTuple):
    """What a module's text comes to."""

    fingerprint: str
    """Stands for its code, without comments, layout and docstrings."""
    names: list[str]
    """The modules of its package that it may import, at the top or in a function, or run by `python -m`."""


@cache
def code_of(*modules: str, package: Path = HARNESS) -> str:
    """Stands for the code of these modules, all that they import from their package, and the templates beside them."""
    found = closure(*modules, package=package)
    parts = [f"{name} {code.fingerprint}" for name, code in sorted(found.items())]
    folders = sorted({file_of(name, package).parent for name in found})
    return digest([*parts, *(f"{path} {fingerprint(path)}" for folder in folders for path in data_in(folder))])


@cache
def closure(*modules: str, package: Path = HARNESS) -> dict[str, Code]:
    """The modules, those of their package that they import, those that these import, and so on."""
    parsed = _parsed() if package == HARNESS else {}
    count = len(parsed)
    found: dict[str, Code] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        file = file_of(name, package)
        if name in found or not file.is_file():
            continue
        text = file.read_bytes()
        content = hashlib.sha256(text).hexdigest()
        if content not in parsed:
            with PARSING:
                parsed[content] = _code(ast.parse(text), package.name)
        found[name] = parsed[content]
        # Importing a module runs the packages around it.
        waiting += [*found[name].names, *([name.rpartition(".")[0]] if "." in name else [])]
    if len(parsed) > count and package == HARNESS:
        with contextlib.suppress(OSError):
            write_whole(PARSED, json.dumps(dict(list(parsed.items())[-PARSED_LIMIT:])))
    return found


def file_of(module: str, package: Path = HARNESS) -> Path:
    """Where a module of a package is, if it exists."""
    path = package.parent.joinpath(*module.split("."))
    package_file = path / "__init__.py"
    return package_file if package_file.is_file() else path.with_suffix(".py")


def data_in(folder: Path) -> Iterator[Path]:
    """What is not Python in a package's folder, the packages in it left out."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name != "__pycache__" and not (path / "__init__.py").exists():
                yield from data_in(path)
        elif path.suffix != ".py":
            yield path


@cache
def _parsed() -> dict[str, Code]:
    try:
        return {content: Code(*code) for content, code in json.loads(PARSED.read_text("utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _code(tree: ast.Module, package: str) -> Code:
    names = {name for name in _names(tree) if name.partition(".")[0] == package}
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_docstring(each)]
    return Code(hashlib.sha256(ast.dump(tree).encode()).hexdigest(), sorted(names))


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _names(node: ast.AST) -> Iterator[str]:
    """The modules that code names, except for types alone."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        for each in node.orelse:
            yield from _names(each)
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"\w+(\.\w+)+", node.value):
        yield node.value  # as in [sys.executable, "-m", "harness.running.fork_server"]
    for child in ast.iter_child_nodes(node):
        yield from _names(child)


# Files


def load(path: Path, key: str) -> Any:
    """The JSON value kept in a file, or None if there is none under this key."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        return kept["value"] if kept["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(path: Path, key: str, value: Any) -> None:
    """Keep a value that goes to JSON and back, in place of what the file held."""
    write_whole(path, json.dumps({"key": key, "value": value}, ensure_ascii=False))


def write_whole(path: Path, text: str) -> None:
    """Replace a file's content in one step: a reader, or a crash, sees the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if path.exists():
            os.chmod(temporary, path.stat().st_mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
