"""A project with rules made of a few files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.rules import Rule

Make = Callable[..., Rule]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "snippets").mkdir()
    return Project(tmp_path)


@pytest.fixture
def make(project: Project) -> Make:
    """Make a rule: the names of its files, each with code of its own, or with the one given."""

    def rule(*names: str, folder: str = "chapter/rule", **sources: str) -> Rule:
        path = project.snippets / folder
        path.mkdir(parents=True)
        for name in names:
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_text(f"print({name!r})\n")
        for stem, source in sources.items():
            (path / f"{stem}.py").write_text(source)
        return Rule(path)

    return rule
