"""What a lab imports: every cell is recorded as a snippet is, and checked against the comments in it.

Importing this in a notebook is enough. From the next cell on, the recorder of the harness writes down what a cell does:
its SQL with the line that caused it, its warnings, its exceptions. An expectation in a cell (`#: 3 statements`,
`#! ...`, `#> ...`) is checked like any other. In JupyterLab the cell says below itself what it emitted and what is not
as expected; while the site is built, `harness.drawing.labs` gets the outcome and checks it.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import json
import os
import platform
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import sqlalchemy
from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.display import Markdown, display, publish_display_data

from harness.checking.lab_cell import cell_problems
from harness.drawing.lab_notebook import BUILDING, OUTCOME
from harness.drawing.plot import number_text
from harness.drawing.templates import render
from harness.outcome import Environment, Outcome, SqlCount
from harness.project import HARNESS
from harness.reading import statements
from harness.reading.snippet import BadSnippet, parse
from harness.recording.output import Output
from harness.recording.probes import instrument
from harness.recording.recorder import Recorder, install

OPEN_SQL, MOST_SQL = 6, 20
"""Up to so many different statements are shown below a cell without a click; so many are shown at all."""
ROOT = HARNESS.parent


@dataclass(frozen=True)
class Measured:
    """What one piece of work took."""

    result: Any
    """What the work returned."""
    statements: int
    rows: int
    """Rows fetched."""
    seconds: float


def measure(
    work: Callable[..., Any], *arguments: Any, repeat: int = 1, before: Callable[[], Any] | None = None
) -> Measured:
    """Call `work(*arguments)` and tell what it took: `repeat` times, of which the fastest counts.

    `before` is called ahead of each time, and does not count. Raises AssertionError where a repeat does not emit what
    the first one did.
    """
    cell = current()
    cell.sql.fixed = cell.program.under_way()
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    runs: list[Measured] = []
    try:
        for _ in range(repeat):
            if before is not None:
                before()
            first = len(cell.sql.entries)
            start = time.perf_counter()
            result = work(*arguments)
            seconds = time.perf_counter() - start
            emitted = cell.sql.entries[first:]
            runs.append(Measured(result, len(emitted), sum(run.rows or 0 for run in emitted), seconds))
    finally:
        cell.sql.fixed = None
        if collecting:
            gc.enable()
    counts = {(run.statements, run.rows) for run in runs}
    assert len(counts) == 1, f"each run emits and fetches something else: {sorted(counts)}"
    return min(runs, key=lambda run: run.seconds)


def say(text: str) -> None:
    """Show Markdown: a sentence with numbers of this very run."""
    display(Markdown(text))


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Show a table. A column with numbers is aligned to the right."""
    numeric = [any(isinstance(row[n], int | float) for row in rows) for n in range(len(headings))]
    lines = [headings, ["---:" if is_number else "---" for is_number in numeric]]
    lines += [[number_text(value).replace("|", "\\|") for value in row] for row in rows]
    display(Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines)))


# The cells


class Cells(ast.NodeTransformer):
    """Records the cells of a running notebook, one after the other."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.recorder: Recorder | None = None
        self.source = ""
        self.started = 0.0
        self.watching = contextlib.ExitStack()
        shell.events.register("pre_run_cell", self.before)
        shell.events.register("post_run_cell", self.after)
        shell.ast_transformers.append(self)
        install()

    def before(self, info: Any) -> None:
        """A cell is about to run."""
        self.source = info.raw_cell
        with contextlib.suppress(SyntaxError, ValueError):
            code = self.shell.transform_cell(self.source)
            name = self.shell.compile.get_code_name(self.source, code, self.shell.execution_count)
            recorder = Recorder(name, self.source, str(ROOT))
            self.watching.enter_context(recorder.watching())
            self.watching.enter_context(contextlib.redirect_stdout(Tee(recorder, sys.stdout)))
            self.recorder = recorder
            self.started = time.perf_counter()

    def visit(self, tree: ast.AST) -> ast.AST:
        """Called with the tree of each cell: put the probes in."""
        if self.recorder is None or not isinstance(tree, ast.Module):
            return tree
        return instrument(tree, statements.number(tree))

    def after(self, result: ExecutionResult) -> None:
        """A cell has run: hand its outcome over, or show it."""
        seconds = time.perf_counter() - self.started
        recorder, self.recorder = self.recorder, None
        if recorder is None:
            return
        if result.error_in_exec is not None:
            recorder.end_by(result.error_in_exec)
        self.watching.close()
        recorded = recorder.recorded()
        recorded.seconds = seconds
        database, version = recorded.database or ("sqlite", "")
        if database == "sqlite":
            version = sqlite3.sqlite_version
        environment = Environment(platform.python_version(), sqlalchemy.__version__, database, version)
        outcome = recorded.outcome(environment, dict.fromkeys(files_read(), ""))
        if os.environ.get(BUILDING):
            publish_display_data({OUTCOME: json.loads(json.dumps(outcome.to_json())), "text/plain": ""})
        else:
            tell(self.source, outcome)


class Tee(Output):
    """The standard output of a cell: written down, and shown as ever."""

    def __init__(self, recorder: Recorder, stream: TextIO) -> None:
        super().__init__(recorder.program, recorder.complaints)
        recorder.output = self
        self.stream = stream

    def write(self, text: str) -> int:
        super().write(text)
        return self.stream.write(text)

    def flush(self) -> None:
        self.stream.flush()


def current() -> Recorder:
    """The recorder of the cell that is running. Raises RuntimeError outside of one."""
    recorder = None if _cells is None else _cells.recorder
    if recorder is None:
        raise RuntimeError("nothing is recorded: import harness.drawing.notebook in a cell above this one")
    return recorder


_opened: set[str] = set()


def files_read() -> list[str]:
    """The project's files that this process has opened or imported."""
    names = set(_opened)
    names |= {str(name) for m in list(sys.modules.values()) if (name := getattr(m, "__file__", None))}
    root = os.path.join(ROOT, "")
    skipped = ("site-packages", "__pycache__", f"{root}.")
    return sorted(n for n in names if n.startswith(root) and os.path.isfile(n) and not any(s in n for s in skipped))


def note_opened(name: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: which files are read."""
    if name == "open" and isinstance(arguments[0], str):
        _opened.add(os.path.abspath(arguments[0]))


# Checking a cell


def tell(source: str, outcome: Outcome) -> None:
    """Show below a cell what it emitted, and where it did something else than its comments say."""
    try:
        problems = cell_problems(parse(Path("this cell"), source), outcome, trying=True)
    except BadSnippet as error:
        problems = error.problems
    counts = Counter(emitted.sql for emitted in outcome.emitted)
    if problems or counts:
        html = render(
            "notebook_cell", problems=problems, summary=f"{SqlCount.of(outcome.emitted)} of SQL",
            counts=list(counts.items())[:MOST_SQL], is_open=len(counts) <= OPEN_SQL,
        )  # fmt: skip
        publish_display_data({"text/html": html, "text/plain": ""})


_cells: Cells | None = None
_shell = get_ipython()
if _shell is not None:
    sys.addaudithook(note_opened)
    _cells = Cells(_shell)
