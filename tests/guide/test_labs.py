"""The guide's labs: each one runs, is right, and teaches in the order of every lab."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import jupytext
import pytest
from jupytext.config import load_jupytext_config

from harness.drawing import labs
from harness.drawing.lab_notebook import outcome_of
from harness.project import Project
from harness.reading import lab_text
from tests.conftest import ROOT

PROJECT = Project.load(ROOT)
LABS = lab_text.labs(PROJECT)


@pytest.mark.usefixtures("guide_labs")
@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_is_as_it_says(path: Path) -> None:
    result = labs.result_of(path, PROJECT)
    assert result.problems == []
    assert len(labs.recorded_cells(path, result)) > 5
    assert "SQLite" in result.environment


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_jupytext_reads_the_same_cells(path: Path) -> None:
    """JupyterLab reads a lab by jupytext, which tells no lines, so we read it ourselves."""
    ours, problems = lab_text.read_lab(path)
    theirs = jupytext.read(path, fmt="py:percent", config=load_jupytext_config(path)).cells
    assert problems == []
    assert [(c.kind, c.source, list(c.tags)) for c in ours] == [
        (c.cell_type, c.source, c.metadata.get("tags", [])) for c in theirs
    ]


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_teaches_in_the_order_of_every_lab(path: Path) -> None:
    cells, _ = lab_text.read_lab(path)
    texts = [cell.source for cell in cells if cell.kind == "markdown"]
    assert "By the end of this lab, you" in texts[0]
    assert "## What to remember" in texts[-1]
    assert re.search(r"\]\(\.\./[\w/]+\.md", texts[-1]), "the end links to no rule"
    assert f"]({path.stem}.md)" in (path.parent / "index.md").read_text("utf-8")
    shown = "\n".join(cell.source for cell in cells if lab_text.HIDE_CELL not in cell.tags)
    assert "harness" not in shown, "a newcomer's first cell must not be about this guide"


@pytest.mark.usefixtures("guide_labs")
def test_a_lab_does_the_same_in_each_run() -> None:
    """The outputs of the labs that show no times. Those that measure assert their counts themselves."""
    steady = [path for path in LABS if "measure(" not in path.read_text("utf-8")]
    assert len(steady) >= 4
    first = [outputs(path) for path in steady]
    command = [*labs.command(PROJECT), "--fresh", *[path.stem for path in steady]]
    assert subprocess.run(command, capture_output=True, cwd=ROOT, check=False).returncode == 0
    assert [outputs(path) for path in steady] == first


def outputs(path: Path) -> list[object]:
    """What each cell of the latest run did: what it printed and raised, and what it sent.

    Of the SQL only the kind of each statement: SQLAlchemy and Alembic keep tables, constraints and indexes in sets, so
    the order in which they read and create them differs from run to run.
    """
    result = labs.stored(path, PROJECT)
    assert result is not None
    found: list[object] = []
    for cell in result.notebook["cells"]:
        outcome = outcome_of(cell.get("outputs", []))
        if outcome is not None:
            found.append((outcome.printed, sorted(each.sql.split("(")[0] for each in outcome.emitted), outcome.raised))
    return found


@pytest.mark.usefixtures("guide_labs")
def test_labs_depend_on_the_modules_they_import() -> None:
    files = labs.result_of(ROOT / "docs" / "labs" / "n_plus_one.py", PROJECT).files
    assert {"snippets/domain.py", "harness/drawing/notebook.py", "harness/drawing/plot.py"} <= files.keys()
