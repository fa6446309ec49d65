"""Labs as text: `docs/labs/<name>.py`, notebooks in jupytext's percent format.

They are read here and not by jupytext because problems need lines, which jupytext doesn't tell. JupyterLab reads the
same files by jupytext; a test compares the cells.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from harness.problem import Problem
from harness.project import Project

MARKER = re.compile(r"# %%(?P<kind> \[markdown\])?(?P<tags> tags=\[.*\])?(?P<rest>.*)$")
RAISES, HIDE_CODE, HIDE_CELL = "raises-exception", "hide-input", "remove-cell"
"""Tags of a cell: JupyterLab goes on after its exception; a page shows its code after a click; a page leaves it out."""
TAGS = {RAISES, HIDE_CODE, HIDE_CELL}


@dataclass(frozen=True)
class Cell:
    """A cell of a lab."""

    kind: str
    """`markdown` or `code`."""
    source: str
    line: int
    """The line of the lab's file that it starts at."""
    tags: tuple[str, ...] = ()


def labs(project: Project) -> list[Path]:
    """The labs, by name."""
    return sorted(project.docs.glob("labs/*.py"))


def read_lab(path: Path) -> tuple[list[Cell], list[Problem]]:
    """The cells of a lab, and what is wrong with its text."""
    lines = path.read_text("utf-8").split("\n")
    starts = [n for n, line in enumerate(lines) if MARKER.match(line)]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        return [], [Problem(path, 1, "a lab starts with a cell", "begin the file with '# %% [markdown]'")]
    cells: list[Cell] = []
    problems: list[Problem] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        marker = MARKER.match(lines[start])
        assert marker is not None
        body = "\n".join(lines[start + 1 : end]).rstrip()
        tags = tags_of(marker)
        if tags is None:
            remedy = f"a cell of code may have tags={json.dumps(sorted(TAGS))}, one or several of them"
            problems.append(Problem(path, start + 1, f"an unknown mark: {lines[start]}", remedy))
        elif not body:
            problems.append(Problem(path, start + 1, "an empty cell", "delete it"))
        elif marker["kind"]:
            cells.append(Cell("markdown", re.sub(r"^# ?", "", body, flags=re.M), start + 2))
            problems += text_problems(path, body.split("\n"), start + 2)
        else:
            cells.append(Cell("code", body, start + 2, tags))
    if not cells or not cells[0].source.startswith("# "):
        problems.append(Problem(path, 1, "a lab starts with its title", "write '# # The title' into the first cell"))
    return cells, problems


def tags_of(marker: re.Match[str]) -> tuple[str, ...] | None:
    """The tags of a cell, or None if its marker says something else."""
    try:
        tags = json.loads((marker["tags"] or " tags=[]").removeprefix(" tags="))
    except ValueError:
        return None
    return tuple(tags) if not marker["rest"] and TAGS.issuperset(tags) and not (tags and marker["kind"]) else None


def text_problems(path: Path, body: list[str], first: int) -> list[Problem]:
    """What is wrong with a cell of text, whose lines are still comments."""
    problems = []
    odd = next((n for n, line in enumerate(body) if line and not re.match(r"#( |$)", line)), None)
    if odd is not None:
        problems.append(Problem(path, first + odd, "no comment, in a cell of text", "start it with '# '"))
    if any(line.startswith(("# ```", "# ~~~")) for line in body):
        problems.append(Problem(path, first - 1, "a block of code that nothing runs", "make it a cell of its own"))
    return problems
