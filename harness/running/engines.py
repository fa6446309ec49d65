"""Where a snippet gets its engine, and so on which database it runs.

One that takes it from a shared module runs on every database of the project. One that writes `sqlite://` itself is a
SQLite snippet: nothing redirects a URL. One that asks the shared module for a database by name,
`new_engine(on="postgresql")`, runs on that one only.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from harness.problem import Problem
from harness.project import Project
from harness.reading.qualifier import never_applies
from harness.reading.snippet import Snippet
from harness.running.environments import DATABASES, Target, expected

OWN_URL = re.compile(r"\s*sqlite(\+\w+)?:")


def databases_of(snippet: Snippet, project: Project) -> tuple[str, ...]:
    """The databases that a snippet runs on."""
    if snippet.path.suffix != ".py":
        return databases_in([snippet.tree], project)
    return databases_in(trees(snippet, project), project)


def targets_of(snippet: Snippet, project: Project, targets: Iterable[Target]) -> list[Target]:
    """The environments among `targets` that a snippet runs in."""
    databases = databases_of(snippet, project)
    return [target for target in targets if target.database in databases]


def never_tested(snippet: Snippet, project: Project) -> list[Problem]:
    """The expectations that hold in no environment the snippet is ever run in: nothing would fail them."""
    qualified = [(e, e.qualifier) for e in snippet.expectations if e.qualifier]
    if not project.environments or not qualified:
        return []
    databases = databases_of(snippet, project)
    environments = [each for each in expected(project) if each.database in databases]
    return [
        snippet.problem(
            e.line,
            f"{str(e)!r} is never tested: the snippet runs in no environment that is {qualifier.text}",
            "delete it, or fix the qualifier; python -m harness.running.interpreters --matrix names the environments",
        )
        for e, qualifier in qualified
        if never_applies(qualifier, environments)
    ]


def databases_in(parsed: Iterable[ast.Module], project: Project) -> tuple[str, ...]:
    found: set[str] = set()
    for tree in parsed:
        nodes = list(ast.walk(tree))
        shared = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom) and node.module in project.preload
            for alias in node.names
        }
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and OWN_URL.match(node.value):
                found.add("sqlite")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in shared:
                found |= {
                    str(k.value.value) for k in node.keywords if k.arg == "on" and isinstance(k.value, ast.Constant)
                }
    return tuple(name for name in DATABASES if name in found) or DATABASES


def trees(snippet: Snippet, project: Project) -> Iterator[ast.Module]:
    """The snippet, and the modules it imports from `snippets/`, those that all share left out."""
    waiting: list[tuple[ast.Module, Path]] = [(snippet.tree, snippet.path)]
    seen = {snippet.path}
    while waiting:
        tree, path = waiting.pop()
        yield tree
        for name in imported(tree):
            for place in (path.parent, snippet.path.parent, project.snippets):
                file = place / f"{name.replace('.', '/')}.py"
                if file in seen or name in project.preload or not file.is_file():
                    continue
                seen.add(file)
                try:
                    waiting.append((ast.parse(file.read_bytes()), file))
                except (SyntaxError, ValueError):
                    continue


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
