"""sqlite3 as a snippet meets it: cursors count the rows they hand out, and notice SQL that no engine announced.

The classes take the place of sqlite3's own, so an engine with a `creator`, `sqlite3.connect` by hand and a subclass of
`sqlite3.Connection` are all watched.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from harness.outcome import Emitted
from harness.recording import active
from harness.recording.program import caller_outside, package_of

CONTROL = re.compile(r"\s*(PRAGMA|SET|BEGIN|COMMIT|ROLLBACK|END)\b", re.I)
"""Statements that set a connection up, or begin and end its transactions. By hand they evade nothing."""


class WatchedCursor(sqlite3.Cursor):
    """A cursor that counts its rows."""

    entry: Emitted | None = None
    """What it executed last."""

    def _count(self, rows: int) -> None:
        if self.entry is not None:
            self.entry.rows = (self.entry.rows or 0) + rows

    def _note(self, sql: str, sets: Sequence[Any]) -> None:
        """Write down what is about to be executed, unless SQLAlchemy does: its engines have told of it."""
        caller = caller_outside(sys._getframe(2), (__name__,))
        if caller is None or active.recorder is None or CONTROL.match(sql):
            return
        package = package_of(caller)
        if package == "aiosqlite" and active.recorder.sql.handed_over[sql] > 0:
            active.recorder.sql.handed_over[sql] -= 1
        elif package not in ("sqlalchemy", "harness"):
            self.entry = active.recorder.sql.emit(sql, sets, raw=True)

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        self._note(sql, [parameters])
        rewrite = getattr(self.connection, "rewrite", None)
        return super().execute(rewrite(sql) if rewrite else sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any:
        parameters = list(parameters)
        self._note(sql, parameters)
        return super().executemany(sql, parameters)

    def executescript(self, script: str, /) -> Any:
        self._note(script, [()])
        return super().executescript(script)

    def fetchone(self) -> Any:
        row = super().fetchone()
        self._count(row is not None)
        return row

    def fetchmany(self, size: int | None = None) -> Any:
        rows = super().fetchmany(self.arraysize if size is None else size)
        self._count(len(rows))
        return rows

    def fetchall(self) -> Any:
        rows = super().fetchall()
        self._count(len(rows))
        return rows

    def __next__(self) -> Any:
        row = super().__next__()
        self._count(1)
        return row


class WatchedConnection(sqlite3.Connection):
    """A connection whose every cursor is watched, those of its own shortcuts included."""

    rewrite: Callable[[str], str] | None = None
    """Under the other conditions, what to execute in the place of a query."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if on_connect is not None:
            on_connect(self, str(arguments[0]))

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or WatchedCursor)

    def execute(self, *arguments: Any) -> Any:
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        return self.cursor().executemany(*arguments)

    def executescript(self, *arguments: Any) -> Any:
        return self.cursor().executescript(*arguments)


on_connect: Callable[[WatchedConnection, str], None] | None = None
"""Set by `conditions`: called with each new connection, and the database that it was made for."""


def install() -> None:
    """Put the watched classes in the place of sqlite3's own, under the names of those."""
    for kind, name in ((WatchedCursor, "Cursor"), (WatchedConnection, "Connection")):
        kind.__module__, kind.__name__, kind.__qualname__ = "sqlite3", name, name
        for module in (sqlite3, sqlite3.dbapi2):
            setattr(module, name, kind)
    plain: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connect(database: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
        return plain(database, *arguments, **{"factory": WatchedConnection} | options)

    for module in (sqlite3, sqlite3.dbapi2):
        active.wrap(module, "connect", lambda _: connect)
