"""The harness knows nothing of this guide: another project could take the folder as it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import domain
import harness
from harness.project import Project
from harness.reading import rules

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = sorted(Path(harness.__file__).parent.rglob("*.py"))
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def words_of_the_guide() -> set[str]:
    """The names of its rules and chapters, models and tables, less those that are words of the harness or of Python too."""
    held = rules.rules(Project.load(ROOT))
    names = {rule.name for rule in held} | {rule.slug for rule in held if "_" in rule.slug}
    names |= {mapper.class_.__name__ for mapper in domain.Base.registry.mappers} - {"Project"}
    names |= {table for table in domain.Base.metadata.tables if "_" in table}
    names |= {path.stem for path in (ROOT / "snippets").glob("*.py")}
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_module_names_what_is_the_guides(module: Path) -> None:
    text = module.read_text("utf-8")
    said = set(WORD.findall(text)) | set(re.findall(r"\w+/\w+", text))
    assert said & words_of_the_guide() == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_imports_the_harness_and_libraries_alone(module: Path) -> None:
    own = {"tests"} | {path.stem for path in (ROOT / "snippets").glob("*")}
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
        for name in names:
            assert name.partition(".")[0] not in own


def test_the_words_of_the_guide_are_known() -> None:
    assert {"Agent", "human_interaction", "domain"} < words_of_the_guide()
