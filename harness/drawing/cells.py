"""The cells of a lab, as text and as a notebook, and what a cell's comments say against what it did."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from harness.checking.compare import Bindings, compare
from harness.outcome import Outcome
from harness.problem import Problem
from harness.reading.expectation import COUNTS, PRINTS, WRONG
from harness.reading.snippet import Snippet

BUILDING = "GUIDE_LAB"
"""Set for the kernels: cells hand their outcome over and show nothing of it themselves."""
OUTCOME = "application/vnd.guide.outcome+json"
"""The type of the output that holds a cell's outcome."""
FIGURE = "application/vnd.guide.figure"
"""The type of the output that holds a plot without its styles: a page has them already."""


MARKER = re.compile(r"# %%(?P<kind> \[markdown\])?(?P<rest>.*)$")
FOLD = '# %% tags=["fold"]'
TAG = '# %% tags=["raises-exception"]'
TAGS = re.compile(r"""\s+tags=\[["'](raises-exception|fold)["']\]$""")


@dataclass(frozen=True)
class Cell:
    """A cell of a lab."""

    kind: str
    """`markdown` or `code`."""
    source: str
    line: int
    """The line of the lab's file that it starts at."""
    may_raise: bool = False
    """Marked so that JupyterLab goes on after its exception."""
    fold: bool = False
    """Marked so that a page shows its code after a click: it draws, and teaches nothing."""


def read(path: Path) -> tuple[list[Cell], list[Problem]]:
    """The cells of a lab, and what is wrong with its text."""
    cells: list[Cell] = []
    found: list[Problem] = []
    text = path.read_text("utf-8")
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if MARKER.match(line)]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        return [], [Problem(path, 1, "a lab starts with a cell", "begin the file with '# %% [markdown]'")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        marker = MARKER.match(lines[start])
        assert marker is not None
        body = lines[start + 1 : end]
        while body and not body[-1].strip():
            body.pop()
        if not body:
            found.append(Problem(path, start + 1, "an empty cell", "delete it"))
        elif marker["kind"]:
            odd = next((n for n, line in enumerate(body) if line and not re.match(r"#( |$)", line)), None)
            if odd is not None:
                found.append(Problem(path, start + 2 + odd, "no comment, in a cell of text", "start it with '# '"))
            if any(line.startswith(("# ```", "# ~~~")) for line in body):
                found.append(Problem(path, start + 1, "a block of code that nobody runs", "make it a cell of its own"))
            cells.append(Cell("markdown", "\n".join(line[2:] for line in body), start + 2))
        else:
            tag = TAGS.match(marker["rest"])
            if marker["rest"].strip() and not tag:
                remedy = f"a cell may have {TAG} or {FOLD}"
                found.append(Problem(path, start + 1, f"an unknown mark: {lines[start]}", remedy))
            marks = tag[1] if tag else ""
            cells.append(Cell("code", "\n".join(body), start + 2, marks == "raises-exception", marks == "fold"))
    if not cells or not cells[0].source.startswith("# "):
        found.append(Problem(path, 1, "a lab starts with its title", "write '# # The title' into the first cell"))
    return cells, found


def notebook(cells: list[Cell]) -> Any:
    """The lab as a notebook without outputs."""
    from nbformat import v4

    found = []
    for number, cell in enumerate(cells):
        make = v4.new_markdown_cell if cell.kind == "markdown" else v4.new_code_cell
        tags = ["raises-exception"] * cell.may_raise + ["fold"] * cell.fold
        metadata = {"tags": tags} if tags else {}
        found.append(make(cell.source, metadata=metadata, id=f"cell-{number}"))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=found, metadata={"kernelspec": kernel})


def as_ipynb(cells: list[Cell]) -> str:
    """The lab as the text of an `.ipynb` file."""
    import nbformat

    text: str = nbformat.writes(notebook(cells))
    return text + "\n"


def problems(snippet: Snippet, outcome: Outcome, every_print: bool = True) -> list[Problem]:
    """What a cell's outcome has against its comments.

    `#: 0 statements` counts in a cell without SQL, since other cells emit some. Without `every_print`, a cell may print what it
    does not say, as where somebody tries things, and may speak of other environments than the one it runs in.
    """
    bindings = Bindings(snippet, outcome)
    untested = [] if not every_print else [e for e in snippet.expectations if e not in bindings.applying]
    silent = [] if outcome.emitted else [each[0] for at, each in bindings.of(COUNTS).items() if at in outcome.ran]
    silent = [e for e in silent if e.count == 0]
    snippet = replace(snippet, expectations=[e for e in snippet.expectations if e not in silent])
    if not every_print:
        bindings = Bindings(snippet, outcome)
        stated = bindings.of(PRINTS, WRONG)
        printed = [line for holder, lines in bindings.printed().items() if holder in stated for line in lines]
        outcome = replace(outcome, printed=printed)
    return compare(snippet, outcome, "edit the cell").problems + [
        Problem(
            snippet.path,
            snippet.file_line(e.line),
            f"{str(e)!r} is never tested: a lab runs in {outcome.environment} alone",
            "delete it, or its qualifier",
        )
        for e in untested
    ]
