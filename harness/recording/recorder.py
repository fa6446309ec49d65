"""Execute a snippet in this process and write down what it does: `record(path, source)`.

It watches from outside the snippet's code: the events of SQLAlchemy's engines, the standard output, the warnings, and
the exceptions that pass through the snippet's frames. For the last it executes the snippet with probes in it; nothing
else about the code changes. It needs no process, thread, signal, audit hook or server of its own, so it runs wherever
Python and SQLAlchemy do, a browser included. `guard` adds what takes a process of its own.
"""

from __future__ import annotations

import builtins
import io
import os
import sys
import types
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from time import perf_counter
from typing import Protocol

from harness.outcome import Raised
from harness.recording import active, sql_log, sqlite_driver, swallowed_errors, warning_log
from harness.recording.complaints import Complaints, TooMuch
from harness.recording.exception_log import ExceptionLog
from harness.recording.output import Output
from harness.recording.probes import PROBE, instrument
from harness.recording.program import Program
from harness.recording.readable import ADDRESS, Readable, shorten
from harness.recording.recorded import Recorded
from harness.recording.sql_log import SqlLog
from harness.recording.swallowed_errors import SwallowedErrors
from harness.recording.warning_log import WarningLog

PRINT = builtins.print


class Watcher(Protocol):
    """What watches a run beside the recorder, such as the guard."""

    def started(self, recorder: Recorder) -> None:
        """The snippet's first line is next."""

    def ended(self) -> None:
        """The snippet's last line is over. Everything is still written down."""


def record(path: str, source: str, *, project: str = "", watchers: Sequence[Watcher] = ()) -> Recorded:
    """Run the snippet `source` as `python path` would, and return what it did.

    `path` is where the snippet is, absolute; the file is not read. `project` is the folder whose code counts as the
    author's own, by default the snippet's folder. Nothing that the snippet raises is raised here. What it leaves behind
    in this process (modules, mapped classes, threads) stays. Raises SyntaxError where the source is not Python.
    """
    recorder = Recorder(path, source, project)
    with recorder.watching():
        recorder.run(watchers)
        recorder.swallowed.finish()
        return recorder.recorded()


@cache
def install() -> None:
    """Let sqlite3, SQLAlchemy and Python report to the active recorder. Once is enough for a process and its forks."""
    for module in (sql_log, sqlite_driver, swallowed_errors, warning_log):
        module.install()


class Recorder:
    """Everything that watches one snippet."""

    def __init__(self, path: str, source: str, project: str = "") -> None:
        self.program = Program(path, source, project)
        self.readable = Readable(self.program.project)
        self.complaints = Complaints(self.program)
        self.output = Output(self.program, self.complaints)
        self.warnings = WarningLog(self.program, self.readable, self.complaints)
        self.exceptions = ExceptionLog(self.program, self.readable)
        self.swallowed = SwallowedErrors(self.program, self.exceptions)
        self.sql = SqlLog(self.program, self.readable, self.complaints)
        self.ran: set[int] = set()
        self.files: set[str] = set()
        self.ended_by: Raised | None = None
        self.seconds = 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Be the recorder that is active."""
        install()
        with self.warnings.watching():
            log = self.exceptions
            probe = types.SimpleNamespace(
                reached=self.ran.add, passing=log.passing, passing_group=log.passing_group, Exception=Exception
            )
            setattr(builtins, PROBE, probe)
            active.recorder = self
            try:
                yield
            finally:
                active.recorder = None

    def run(self, watchers: Sequence[Watcher] = ()) -> None:
        """Execute the snippet. Call it while `watching`."""
        code = compile(
            instrument(self.program.tree, self.program.numbered), self.program.path, "exec", dont_inherit=True
        )
        # Kept: what the snippet holds is not deleted, and so does not warn, before the report is written.
        self.module = module = types.ModuleType("__main__")
        module.__file__ = self.program.path
        errors = io.StringIO()
        with ExitStack() as restoring:
            restoring.callback(sys.modules.__setitem__, "__main__", sys.modules["__main__"])
            sys.modules["__main__"] = module
            as_a_program: dict[str, object] = {
                "argv": [self.program.path], "path": [os.path.dirname(self.program.path), *sys.path],
                "stdout": self.output, "stderr": errors,
            }  # fmt: skip
            for name, value in as_a_program.items():
                restoring.callback(setattr, sys, name, getattr(sys, name))
                setattr(sys, name, value)
            for watcher in watchers:
                watcher.started(self)
            start = perf_counter()
            self._execute(code, module)
            self.seconds = round(perf_counter() - start, 6)
            self._note_replaced("print", vars(module).get("print", builtins.print), PRINT)
            self._note_replaced("sys.stdout", sys.stdout, self.output)
            self._note_replaced("sys.stderr", sys.stderr, errors)
            for watcher in watchers:
                watcher.ended()
        text = errors.getvalue().strip()
        if text:
            self.complaints.add(f"wrote to standard error: {shorten(ADDRESS.sub('0x...', text))}")

    def _execute(self, code: types.CodeType, module: types.ModuleType) -> None:
        try:
            exec(code, vars(module))
        except TooMuch:
            pass
        except SystemExit as exit:
            self.complaints.add(f"called sys.exit({exit.code!r})", self.program.passed(exit))
        except BaseException as exception:  # whatever ends a snippet is its outcome
            self.end_by(exception)

    def end_by(self, exception: BaseException) -> None:
        """The snippet ended by an exception."""
        self.ended_by = self.exceptions.note(exception)
        self.ended_by.caught = False

    def _note_replaced(self, name: str, now: object, before: object) -> None:
        if now is not before:
            self.complaints.add(f"replaced {name}", self.program.binding_of(name.rpartition(".")[2]))

    def recorded(self) -> Recorded:
        """What was written down so far."""
        return Recorded(
            ended_by=self.ended_by,
            caught=[raised for raised in self.exceptions.entries if raised is not self.ended_by],
            warnings=self.warnings.entries,
            emitted=list(self.sql.entries),
            printed=self.output.lines(),
            ran=sorted(self.ran),
            complaints=self.complaints.texts,
            complaint_at=self.complaints.first_statement,
            seconds=self.seconds,
            files=sorted(self.files),
            database=self.sql.database,
        )
