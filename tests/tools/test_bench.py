"""The benchmark: every way runs through, on the same files; nothing here is timed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from harness.project import Project
from tests.conftest import ROOT, write_files
from tools import bench

SHARED = '''
"""Where the snippets get their engine."""

import os
import sys

from sqlalchemy import create_engine


def new_engine(on=None):
    url = os.environ.get("GUIDE_DATABASE_URL", "sqlite://")
    if on and not url.startswith(on):
        sys.exit(f"this snippet needs {on}")
    return create_engine(url)
'''

SETTINGS = """
[tool.harness]
preload = ["shared"]

[tool.pytest.ini_options]
addopts = "-p harness.pytest_plugin"
"""

SITE = """
site_name: Made up
theme:
  name: material
markdown_extensions:
  - attr_list
  - pymdownx.superfences
  - harness.site.extension
"""

ORDINARY = """
from shared import new_engine

with new_engine().connect() as connection:
    print(connection.exec_driver_sql("SELECT 1").scalar())
    #> 1
{expectation}
"""

PAGE = """
# Ask

::: rule chapter/ask

<!-- make bench -->
```text
Not measured.
```
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one rule that runs anywhere, one on SQLite only, one on PostgreSQL only."""
    rules = {"ask": "new_engine()", "file": 'create_engine("sqlite://")', "lock": 'new_engine(on="postgresql")'}
    files = {
        "snippets/shared.py": SHARED,
        "pyproject.toml": SETTINGS,
        "mkdocs.yml": SITE,
        "docs/index.md": "# Start\n",
        "docs/chapter/ask.md": PAGE,
    }
    for rule, engine in rules.items():
        source = ORDINARY.replace("new_engine()", engine)
        if rule == "file":
            source = source.replace("from shared import new_engine", "from sqlalchemy import create_engine")
        twice = source.replace("    print", '    connection.exec_driver_sql("SELECT 1").all()\n    print')
        files[f"snippets/chapter/{rule}/dont.py"] = twice.format(expectation="#: 2 statements").lstrip()
        files[f"snippets/chapter/{rule}/do.py"] = source.format(expectation="#: 1 statement").lstrip()
    return write_files(tmp_path, files)


def test_the_files_that_every_way_runs_leave_out_what_needs_another_database(root: Path) -> None:
    chosen = bench.chosen(Project.load(root))
    assert {path.parent.name for path in chosen} == {"ask", "file"}


@pytest.mark.slow
def test_the_whole_of_it_runs_through_and_is_quoted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}:{root}/snippets")
    page = root / "docs/chapter/ask.md"
    text = bench.report(Project.load(root), rounds=1, sample=2)
    bench.quote(text, page)
    assert page.read_text("utf-8").partition("```text\n")[2] == text + "```\n"
    assert "running 4 of 6 snippets" in text
    for way in (
        "isolated",
        "bare exec",
        "an interpreter each, 1 at a time",
        "pytest snippets",
        "this site, nothing drawn",
    ):
        assert way in text


def test_a_way_that_did_not_run_every_file_or_failed_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="should have run 3 files: 2"):
        bench.timed(sys.executable, "-c", "print(2)", cwd=tmp_path, ran=3)
    with pytest.raises(SystemExit, match=r"(?s)failed:.*out of order"):
        bench.timed(sys.executable, "-c", "import sys; sys.exit('out of order')", cwd=tmp_path)


def test_a_page_without_a_place_for_the_output_is_not_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Speed\n", "utf-8")
    with pytest.raises(SystemExit, match="no block"):
        bench.quote("text", page)
    assert page.read_text("utf-8") == "# Speed\n"
