"""The SQL of a run: what SQLAlchemy's engines execute, and what goes past them to a driver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from harness.outcome import Emitted
from harness.recording import active
from harness.recording.complaints import Complaints, TooMuch
from harness.recording.program import Program
from harness.recording.readable import Readable, shorten
from harness.recording.sqlite_driver import WatchedCursor

STATEMENT_LIMIT = 20_000
SETS_SHOWN = 3

Check = Callable[[str, Sequence[Any]], None]
"""Called with SQL and its sets of parameters before it is executed."""


class SqlLog:
    """The SQL of one run. An executemany is one entry with several sets of parameters."""

    def __init__(self, program: Program, readable: Readable, complaints: Complaints) -> None:
        self.entries: list[Emitted] = []
        self.database: tuple[str, str] | None = None
        """The dialect's name and the server's version."""
        self.checks: list[Check] = []
        self.ended = False
        """The snippet's last line is over: what is emitted now shows on no line of its page."""
        self.fixed: list[int] | None = None
        """Where set, what is emitted is put down to these statements, without its parameters: that takes no time."""
        self.handed_over: Counter[str] = Counter()
        """SQL of an engine that an asynchronous adapter has still to pass to its driver."""
        self._executing: dict[int, Emitted] = {}
        """What the cursors execute whose class does not count rows, by the cursor's id."""
        self._program = program
        self._readable = readable
        self._complaints = complaints

    def emit(self, sql: str, sets: Sequence[Any], raw: bool = False) -> Emitted:
        """Write down what is about to be executed. `raw`: on a cursor of the driver, past SQLAlchemy."""
        for check in self.checks:
            check(sql, sets)
        if self.ended:
            self._complaints.add_here(f"emitted SQL after its last line: {shorten(' '.join(sql.split()), 80)}")
        within = self._program.under_way() if self.fixed is None else self.fixed
        shown = [self._readable.parameters(one) for one in sets[:SETS_SHOWN]] if self.fixed is None else []
        entry = Emitted(within[0] if within else None, within, sql, shown, len(sets), None, raw)
        self.entries.append(entry)
        if len(self.entries) > STATEMENT_LIMIT:
            self._complaints.add_here(f"emitted more than {STATEMENT_LIMIT:,} SQL statements")
            raise TooMuch
        return entry

    def before(self, dialect: Any, cursor: Any, sql: str, parameters: Any, many: bool) -> None:
        """An engine is about to execute SQL."""
        # Rows that SQLAlchemy batches into one INSERT come as `many`, with one flat set of parameters.
        several = many and isinstance(parameters, list | tuple) and parameters
        sets = parameters if several and isinstance(parameters[0], tuple | list | dict) else [parameters]
        entry = self.emit(sql, sets)
        if isinstance(cursor, WatchedCursor):
            cursor.entry = entry
        else:
            self.handed_over[sql] += 1
            self._executing[id(cursor)] = entry
        if self.database is None:
            version = getattr(dialect, "server_version_info", None) or ()
            self.database = dialect.name, ".".join(str(part) for part in version)

    def after(self, dialect: Any, cursor: Any) -> None:
        """An engine has executed SQL. By now a driver for PostgreSQL has the rows, unless the server keeps them."""
        entry = self._executing.pop(id(cursor), None)
        if entry is not None and dialect.name == "postgresql" and cursor.description and cursor.rowcount >= 0:
            entry.rows = cursor.rowcount


def install() -> None:
    """Let every engine's events report to the active recorder."""
    event.listen(Engine, "before_cursor_execute", _before, named=False)
    event.listen(Engine, "after_cursor_execute", _after, named=False)


def _before(conn: Any, cursor: Any, sql: str, parameters: Any, _context: Any, many: bool) -> None:
    if active.recorder is not None:
        active.recorder.sql.before(conn.dialect, cursor, sql, parameters, many)


def _after(conn: Any, cursor: Any, _sql: str, _parameters: Any, _context: Any, _many: bool) -> None:
    if active.recorder is not None:
        active.recorder.sql.after(conn.dialect, cursor)
