"""Where a snippet gets its engine says on which database it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.engines import databases_of, targets_of
from harness.environments import named
from harness.snippet import parse
from tests.conftest import write_project, write_snippet

BOTH = ("sqlite", "postgresql")


@pytest.mark.parametrize(
    ("source", "databases"),
    [
        ("from shared import new_engine\nengine = new_engine()\n", BOTH),
        ("x = 1\n", BOTH),
        ("from sqlalchemy import create_engine\nengine = create_engine('sqlite://')\n", ("sqlite",)),
        ("from sqlalchemy import create_engine\nengine = create_engine(f'sqlite+aiosqlite:///{1}.db')\n", ("sqlite",)),
        ("from shared import new_engine\nengine = new_engine(on='postgresql')\n", ("postgresql",)),
        ("from shared import new_engine as made\nengine = made(on='sqlite')\n", ("sqlite",)),
        ("def new_engine(on): ...\nnew_engine(on='postgresql')\n", BOTH),
        ("import helper\n", ("sqlite",)),
        ("from helper import engine\n", ("sqlite",)),
        ("from package.inner import x\n", ("postgresql",)),
        ("print('sqlite is a database')\n", BOTH),
    ],
)
def test_engine_decides(tmp_path: Path, source: str, databases: tuple[str, ...]) -> None:
    project = write_project(tmp_path, 'preload = ["shared"]')
    (project.snippets / "package").mkdir()
    (project.snippets / "package" / "inner.py").write_text("from shared import x\nx(on='postgresql')\n")
    (project.snippets / "shared.py").write_text("URL = 'sqlite://'\n")
    snippet = write_snippet(project, source, helper="engine = 'sqlite:///guide.db'\n")
    assert databases_of(snippet, project) == databases


def test_block_of_a_page(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    targets = [named("sqlite"), named("postgresql"), named("sqlalchemy2.0-sqlite")]
    block = parse(tmp_path / "page.md", "url = 'sqlite://'\n")
    assert [str(each) for each in targets_of(block, project, targets)] == ["sqlite", "sqlalchemy2.0-sqlite"]
