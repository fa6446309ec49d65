"""Where a snippet gets its engine says on which database it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import parse
from harness.running.engines import databases_of, never_tested, targets_of
from harness.running.environments import named
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


def test_a_qualifier_that_holds_in_no_environment_of_the_snippet(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'environments = ["sqlite", "postgresql"]\npythons = ["3.11", "3.12"]')
    project.locks.mkdir()
    for line in ("2.0", "2.1"):
        (project.locks / f"sqlalchemy{line}.txt").write_text(f"sqlalchemy=={line}.7 \\\n    --hash=sha256:0\n")
    held = "print(1)\n#> [sqlalchemy<2.1] 1\n#> [python>=3.12, postgresql] 2\n#> [postgresql>=18] 3\n"
    assert never_tested(write_snippet(project, held), project) == []
    never = "print(1)\n#> [sqlalchemy<2.0] 1\n#> [python>=3.13] 2\n"
    problems = never_tested(write_snippet(project, never), project)
    assert [(p.line, p.text.rpartition(" is ")[2]) for p in problems] == [(2, "sqlalchemy<2.0"), (3, "python>=3.13")]
    on_sqlite = "url = 'sqlite://'\nprint(1)\n#> [postgresql] 1\n"
    assert [p.line for p in never_tested(write_snippet(project, on_sqlite), project)] == [3]
