"""What a lab imports: every cell is recorded as a snippet is, and checked against the comments in it.

Importing this in a notebook is enough. From the next cell on, the recorder of the harness writes down what a cell does:
its SQL with the line that caused it, its warnings, its exceptions. An expectation in a cell (`#: 3 statements`, `#!
...`, `#> ...`) is checked like any other. In JupyterLab the cell says below itself what it emitted and what is not as
expected; while the site is built, `harness.drawing.labs` gets the outcome and checks it.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import gc
import io
import json
import os
import platform
import sqlite3
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy
from IPython.core.getipython import get_ipython
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.display import Markdown, display, publish_display_data
from sqlalchemy import event
from sqlalchemy.engine import Engine

from harness.checking.lab_cell import cell_problems
from harness.drawing.lab_notebook import BUILDING, OUTCOME
from harness.drawing.plot import number_text
from harness.drawing.templates import render
from harness.outcome import Environment, Outcome, SqlCount
from harness.project import HARNESS
from harness.reading import statements
from harness.reading.snippet import BadSnippet, parse
from harness.recording import sqlite_driver
from harness.recording.probes import PROBE, instrument
from harness.recording.recorder import Output, Probe, Recorder

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


class CellRecorder(Recorder):
    """The recorder of one cell. While something is measured, it counts and leaves out what costs time."""

    measuring: list[int] | None = None
    """The statements under way where the measuring began."""

    def emit(self, sql: str, sets: Any, frame: Any, raw: bool = False) -> dict[str, Any]:
        if self.measuring is None:
            return super().emit(sql, sets, frame, raw)
        record = {
            "at": self.measuring[0] if self.measuring else None, "within": self.measuring, "sql": sql,
            "sets": len(sets), "parameters": [], "rows": None, "raw": raw,
        }  # fmt: skip
        self.emitted.append(record)
        return record


def measure(
    work: Callable[..., Any], *arguments: Any, repeat: int = 1, before: Callable[[], Any] | None = None
) -> Measured:
    """Call `work(*arguments)` and tell what it took: `repeat` times, of which the fastest counts.

    `before` is called ahead of each time, and does not count. Raises AssertionError where a repeat does not emit what
    the first one did.
    """
    cell = current()
    cell.measuring = cell.under_way(sys._getframe(1))
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    found: list[Measured] = []
    try:
        for _ in range(repeat):
            if before is not None:
                before()
            first = len(cell.emitted)
            start = time.perf_counter()
            result = work(*arguments)
            seconds = time.perf_counter() - start
            emitted = cell.emitted[first:]
            found.append(Measured(result, len(emitted), sum(each["rows"] or 0 for each in emitted), seconds))
    finally:
        cell.measuring = None
        if collecting:
            gc.enable()
    counts = {(each.statements, each.rows) for each in found}
    assert len(counts) == 1, f"each run emits and fetches something else: {sorted(counts)}"
    return min(found, key=lambda each: each.seconds)


def say(text: str) -> None:
    """Show Markdown: a sentence with numbers of this very run."""
    display(Markdown(text))


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Show a table. A column with numbers is aligned to the right."""
    numeric = [any(isinstance(row[n], int | float) for row in rows) for n in range(len(headings))]
    lines = [headings, ["---:" if each else "---" for each in numeric]]
    lines += [[number_text(value).replace("|", "\\|") for value in row] for row in rows]
    display(Markdown("\n".join(f"| {' | '.join(line)} |" for line in lines)))


# The cells


class Cells:
    """Records the cells of a running notebook, one after the other."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.recorder: CellRecorder | None = None
        self.source = ""
        self.path = ""
        self.own_functions = False
        self.started = 0.0
        self.plain: tuple[Any, list[Any]] | None = None
        shell.events.register("pre_run_cell", self.before)
        shell.events.register("post_run_cell", self.after)
        shell.ast_transformers.append(self)
        event.listen(Engine, "before_cursor_execute", self.announce, named=False)
        sqlite_driver.watch(self)
        shown_before = warnings._showwarnmsg  # type: ignore[attr-defined]

        def note(message: warnings.WarningMessage) -> None:
            if self.recorder is None:
                shown_before(message)
            else:
                self.recorder.warn(message.message, message.category)

        warnings._showwarnmsg = note  # type: ignore[attr-defined]

    def before(self, info: Any) -> None:
        self.source = info.raw_cell
        with contextlib.suppress(SyntaxError, ValueError):
            name = self.shell.compile.get_code_name(self.source, self.source, self.shell.execution_count)
            recorder = CellRecorder(name, self.source, str(ROOT))
            setattr(builtins, PROBE, Probe(recorder))
            self.plain = sys.stdout, warnings.filters[:]
            sys.stdout = Tee(recorder, sys.stdout)  # type: ignore[assignment]
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", ResourceWarning)
            self.recorder = recorder
            self.started = time.perf_counter()

    def visit(self, tree: ast.Module) -> ast.Module:
        """Called with the tree of each cell: put the probes in."""
        return tree if self.recorder is None else instrument(tree, statements.number(tree))

    def after(self, result: ExecutionResult) -> None:
        seconds = time.perf_counter() - self.started
        recorder, self.recorder = self.recorder, None
        if recorder is None:
            return
        assert self.plain is not None
        sys.stdout, warnings.filters[:] = self.plain
        ended_by = None
        if result.error_in_exec is not None:
            ended_by = recorder.note(result.error_in_exec)
            ended_by["caught"] = False
        report = recorder.report(ended_by, seconds)
        database, version = report.pop("database") or ("sqlite", "")
        if database == "sqlite":
            version = sqlite3.sqlite_version
        report["environment"] = vars(Environment(platform.python_version(), sqlalchemy.__version__, database, version))
        report["files"] = dict.fromkeys(files_read(), "")
        if os.environ.get(BUILDING):
            publish_display_data({OUTCOME: json.loads(json.dumps(report)), "text/plain": ""})
        else:
            tell(self.source, Outcome.from_json(report))

    def announce(self, conn: Any, cursor: Any, sql: str, parameters: Any, _context: Any, many: bool) -> None:
        if self.recorder is not None:
            self.recorder.before_cursor_execute(conn, cursor, sql, parameters, many)

    # What driver.Watcher asks for

    def emit(self, sql: str, sets: list[Any], frame: Any, raw: bool = False) -> dict[str, Any]:
        return {"rows": None} if self.recorder is None else self.recorder.emit(sql, sets, frame, raw)

    def complain(self, text: str, frame: Any = None) -> None:
        if self.recorder is not None:
            self.recorder.complain(text, frame)


class Tee(Output):
    """The standard output of a cell: written down, and shown as ever."""

    def __init__(self, recorder: Recorder, shown: io.TextIOBase) -> None:
        super().__init__(recorder.write)
        self.shown = shown

    def write(self, text: str) -> int:
        self._write(text)
        return self.shown.write(text)

    def flush(self) -> None:
        self.shown.flush()


def current() -> CellRecorder:
    """The recorder of the cell that is running. Raises RuntimeError outside of one."""
    recorder = None if _cells is None else _cells.recorder
    if recorder is None:
        raise RuntimeError("nothing is recorded: import harness.drawing.notebook in a cell above this one")
    return recorder


_opened: set[str] = set()


def files_read() -> list[str]:
    """The project's files that this process has opened or imported."""
    found = set(_opened)
    found |= {str(name) for m in list(sys.modules.values()) if (name := getattr(m, "__file__", None))}
    root = os.path.join(ROOT, "")
    skipped = ("site-packages", "__pycache__", f"{root}.")
    return sorted(n for n in found if n.startswith(root) and os.path.isfile(n) and not any(s in n for s in skipped))


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
