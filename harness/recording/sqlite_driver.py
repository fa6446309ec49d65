"""sqlite3 as a snippet meets it: cursors count the rows they hand out, and notice what no engine announced.

The classes take the place of sqlite3's own in the snippet's process, so an engine with a `creator`, `sqlite3.connect` by
hand and a subclass of `sqlite3.Connection` are all watched.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable
from types import FrameType
from typing import Any, Protocol

from harness.recording import conditions

CONTROL = re.compile(r"\s*(PRAGMA|SET|BEGIN|COMMIT|ROLLBACK|END)\b", re.I)
"""Statements that set a connection up, or begin and end its transactions. By hand they are no evasion."""


FILES = re.compile(r"\s*(ATTACH|VACUUM)\b", re.I)
"""Statements that open or write a file."""

QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


class Watcher(Protocol):
    """What the recorder does for a cursor."""

    def emit(self, sql: str, sets: list[Any], frame: FrameType | None, raw: bool = False) -> dict[str, Any]: ...
    def complain(self, text: str, frame: FrameType | None = None) -> None: ...

    announced: Counter[str]
    sent_by_events: int
    own_functions: bool
    path: str
    guard: Any


_watcher: Watcher | None = None


def watch(watcher: Watcher) -> None:
    """Put the watched classes in sqlite3's place, for the rest of this process."""
    global _watcher
    _watcher = watcher
    plain = sqlite3.connect

    def connect(database: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
        if len(arguments) < 5:  # `factory` may be the sixth by position
            options.setdefault("factory", WatchedConnection)
        return plain(database, *arguments, **options)

    for module in (sqlite3, sqlite3.dbapi2):
        for name, value in (("connect", connect), ("Connection", WatchedConnection), ("Cursor", WatchedCursor)):
            setattr(module, name, value)


def watcher() -> Watcher | None:
    """Who watches this process, once its snippet runs."""
    return _watcher


def values(parameters: Any) -> list[Any]:
    """One set of parameters as a list."""
    return list(parameters.values()) if isinstance(parameters, dict) else list(parameters)


def package_of(frame: FrameType) -> str:
    """The top-level package of the code that a frame runs."""
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


class WatchedCursor(sqlite3.Cursor):
    """A cursor that counts its rows. `record` is what it executed last, `announced` that an engine's event told of it."""

    record: dict[str, Any] | None = None
    announced = False

    def _count(self, rows: int) -> None:
        if self.record is not None:
            self.record["rows"] = (self.record["rows"] or 0) + rows

    def _note(self, sql: str, sets: list[Any]) -> None:
        """Write down what is about to be executed, unless an event of the engine already has."""
        if FILES.match(sql) and _watcher is not None:
            for name in [text for pair in QUOTED.findall(sql) for text in pair] + [
                str(v) for one in sets for v in values(one)
            ]:
                if name:
                    _watcher.guard.connected_to_file((name,))
        if self.announced:
            self.announced = False
            return
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and frame.f_globals is globals():
            frame = frame.f_back
        if frame is None or _watcher is None:
            return
        package = package_of(frame)
        if package == "aiosqlite" and _watcher.announced[sql] > 0:  # on the adapter that SQLAlchemy wraps around it
            _watcher.announced[sql] -= 1
            return
        if package == "sqlalchemy":
            if frame.f_code.co_name.startswith("do_execute"):
                _watcher.complain("emitted SQL past the listeners of its engine: they were removed", frame)
                self.record = _watcher.emit(sql, sets, frame)
        elif not CONTROL.match(sql):
            self.record = _watcher.emit(sql, sets, frame, raw=True)

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        self._note(sql, [parameters])
        if conditions.changed:
            sql = conditions.shuffled(sql, getattr(self.connection, "shows_ties", False))
        return super().execute(sql, parameters)

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
    """A connection whose every cursor is watched, those of its own short cuts included."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # How SQLite orders what an ORDER BY leaves equal may be the fault that a DON'T shows, in a database of its own.
        is_dont = _watcher is not None and os.path.basename(_watcher.path).startswith("dont")
        self.shows_ties = is_dont and arguments[0] in ("", ":memory:")
        if conditions.changed:
            super().cursor().execute("PRAGMA reverse_unordered_selects = ON")
            for name, now in conditions.CLOCK.items():
                self.create_function(name, 0, now)
            for name in conditions.OF_NOW:
                self.create_function(name, -1, conditions.of_now(name), deterministic=True)

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or WatchedCursor)

    def execute(self, *arguments: Any) -> Any:
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        return self.cursor().executemany(*arguments)

    def executescript(self, *arguments: Any) -> Any:
        return self.cursor().executescript(*arguments)

    def create_function(self, *arguments: Any, **options: Any) -> None:
        self._define(super().create_function, *arguments, **options)

    def create_aggregate(self, *arguments: Any, **options: Any) -> None:
        self._define(super().create_aggregate, *arguments, **options)

    def create_window_function(self, *arguments: Any, **options: Any) -> None:
        self._define(super().create_window_function, *arguments, **options)

    def _define(self, plain: Any, *arguments: Any, **options: Any) -> None:
        """Define a function of SQL. Where SQLAlchemy does not, what the function raises is the snippet's own error."""
        if _watcher is not None and package_of(sys._getframe(2)) not in ("sqlalchemy", "harness"):
            _watcher.own_functions = True
        plain(*arguments, **options)

    def backup(self, *arguments: Any, **options: Any) -> Any:
        return self._past_sql("backup", super().backup, *arguments, **options)

    def blobopen(self, *arguments: Any, **options: Any) -> Any:
        return self._past_sql("blobopen", super().blobopen, *arguments, **options)

    def deserialize(self, *arguments: Any, **options: Any) -> Any:
        return self._past_sql("deserialize", super().deserialize, *arguments, **options)

    def _past_sql(self, name: str, plain: Any, *arguments: Any, **options: Any) -> Any:
        """What changes a database without SQL: no statement counts it."""
        if _watcher is not None:
            _watcher.emit(f"Connection.{name}()", [()], sys._getframe(2), raw=True)
        return plain(*arguments, **options)


for _class, _name in ((WatchedCursor, "Cursor"), (WatchedConnection, "Connection")):
    _class.__module__, _class.__name__, _class.__qualname__ = "sqlite3", _name, _name
