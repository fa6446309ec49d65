"""The harness doesn't depend on this guide: another project could use the folder as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import domain
import harness
from harness.project import Project
from harness.reading import rules
from tests.conftest import ROOT

MODULES = sorted(Path(harness.__file__).parent.rglob("*.py"))


def words_of_the_guide() -> set[str]:
    """Its rules, models, tables and shared modules, without those that are words of the harness or Python too.

    The slug of a rule alone doesn't count: many are names in SQLAlchemy, such as `mapped_column`.
    """
    names = {rule.name for rule in rules.rules(Project.load(ROOT))}
    names |= {mapper.class_.__name__ for mapper in domain.Base.registry.mappers} - {"Project", "Task", "User"}
    names |= {table for table in domain.Base.metadata.tables if "_" in table}
    return names | {path.stem for path in (ROOT / "snippets").glob("*.py")}


def words_of_code(module: Path) -> Iterator[str]:
    """The names and the words of strings in a module. What its docstrings and comments give as an example is no
    matter."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None  # a docstring
        for value in vars(node).values():
            if isinstance(value, str):
                yield from re.findall(r"\w+", value)
                yield from re.findall(r"\w+/\w+", value)


def test_no_module_names_what_is_the_guides() -> None:
    words = words_of_the_guide()
    assert {"Agent", "human_interaction", "domain"} < words
    assert {(module.name, word) for module in MODULES for word in words & set(words_of_code(module))} == set()
