"""The cells of a notebook are recorded as they run, whatever their driver. Each test has a shell of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.outcome import Outcome
from tests.conftest import python

SHELL = """\
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

shell = InteractiveShell.instance()
cells = json.loads(sys.stdin.read())
found = []
for cell in ["import harness.drawing.notebook", *cells]:
    with capture_output() as captured:
        shell.run_cell(cell)
    found.append([output.data for output in captured.outputs] + [{"text/plain": captured.stdout}])
print(json.dumps(found[1:]))
"""
OUTCOME = "application/vnd.guide.outcome+json"
ENGINE = "from sqlalchemy import create_engine, text\nengine = create_engine('sqlite://')\n"


@dataclass
class Cell:
    """What came of a cell."""

    outcome: Outcome
    stdout: str


def run_cells(*cells: str, cwd: Path) -> list[Cell]:
    """Run cells one after the other, as the kernel of a lab does while the site is built."""
    environment = {"GUIDE_LAB": "1", "IPYTHONDIR": str(cwd), "HOME": str(cwd)}
    run = python("-c", SHELL, cwd=cwd, env=environment, said=json.dumps(cells))
    assert run.returncode == 0, run.stderr
    return [
        Cell(next(Outcome.from_json(data[OUTCOME]) for data in outputs if OUTCOME in data), outputs[-1]["text/plain"])
        for outputs in json.loads(run.stdout.splitlines()[-1])
    ]


@pytest.mark.parametrize(
    ("source", "sql"),
    [
        (ENGINE + "with engine.connect() as c: c.execute(text('SELECT 1'))", ["SELECT 1"]),
        (
            "from sqlalchemy import text\nfrom sqlalchemy.ext.asyncio import create_async_engine\n"
            "engine = create_async_engine('sqlite+aiosqlite://')\nasync with engine.connect() as c:\n"
            "    await c.execute(text('SELECT 1'))\nawait engine.dispose()", ["SELECT 1"]),
        (
            ENGINE + "with engine.connect() as c:\n    c.execute(text(\"ATTACH 'b.db' AS b\"))\n"
            "    c.execute(text('CREATE TABLE b.a (c)'))", ["ATTACH 'b.db' AS b", "CREATE TABLE b.a (c)"]),
    ],
    ids=["an engine", "an async engine", "ATTACH"],
)  # fmt: skip
def test_sql(tmp_path: Path, source: str, sql: list[str]) -> None:
    (cell,) = run_cells(source, cwd=tmp_path)
    assert cell.outcome.ended_by is None
    assert [(emitted.sql, emitted.raw) for emitted in cell.outcome.emitted] == [(text, False) for text in sql]


def test_each_cell_is_recorded_by_itself(tmp_path: Path) -> None:
    first, second, third = run_cells(
        "import warnings\ndef act():\n    try:\n        int('a')\n    except ValueError:\n"
        "        print('caught')\nact()",
        "act()\nwarnings.warn('late')",
        "1 / 0",
        cwd=tmp_path,
    )
    assert [(line.at, line.text) for line in first.outcome.printed] == [(4, "caught")]
    assert first.stdout == "caught\n"
    assert [(line.at, line.text) for line in second.outcome.printed] == [(0, "caught")]
    assert [warned.message for warned in second.outcome.warnings] == ["late"]
    assert third.outcome.ended_by is not None
    assert third.outcome.ended_by.name == "ZeroDivisionError"
