"""psycopg and asyncpg as snippets meet them: SQL that no engine announced is noticed, and so is another server.

As `driver` does for sqlite3. The methods of the drivers' own classes are wrapped where they lie, before the fork where the
driver is there already, else when the snippet imports it.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from harness.recording import sqlite_driver
from harness.recording.sqlite_driver import CONTROL, package_of

CURSOR = ("execute", "executemany", "stream", "copy")
ASYNCPG = (
    "execute", "executemany", "fetch", "fetchval", "fetchrow", "fetchmany", "prepare", "cursor", "copy_from_query",
    "copy_from_table", "copy_to_table", "copy_records_to_table",
)  # fmt: skip
CLASSES = {
    "psycopg": {
        "Cursor": CURSOR, "ServerCursor": CURSOR[:2], "AsyncCursor": CURSOR, "AsyncServerCursor": CURSOR[:2],
    },
    "asyncpg": {"Connection": ASYNCPG},
    "sqlalchemy.dialects.postgresql.psycopg": {"AsyncAdapt_psycopg_cursor": CURSOR[:2]},
    "sqlalchemy.dialects.postgresql.asyncpg": {"AsyncAdapt_asyncpg_cursor": CURSOR[:2]},
}  # fmt: skip
"""The methods that send SQL, by module and class. SQLAlchemy's asynchronous cursors too: behind them, the stack is lost."""

ENDS_AT = "do_execute"
"""How the functions of SQLAlchemy's dialects are called whose SQL an event has announced."""

_wrapped: set[str] = set()


def prepare() -> None:
    """Wrap what is imported already."""
    for module in CLASSES:
        if module in sys.modules:
            wrap(module)


def wrap(module: str) -> None:
    """Wrap what a module holds of the drivers, once. The module is imported where it is not yet."""
    if module in _wrapped or module not in CLASSES:
        return
    _wrapped.add(module)
    try:
        imported = __import__(module, fromlist=["*"])
    except ImportError:
        return  # as the snippet will be told
    for name, methods in CLASSES[module].items():
        kind = getattr(imported, name)
        for method in methods:
            plain = getattr(kind, method, None)
            if plain is not None:
                setattr(kind, method, noticed(plain, method))
    if module == "psycopg":
        generators = __import__("psycopg.generators", fromlist=["*"])
        generators.connect = connecting(generators.connect)


def noticed(plain: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A method that sends SQL, noticing the SQL first."""

    @functools.wraps(plain)
    def method(self: Any, *arguments: Any, **options: Any) -> Any:
        first = arguments[0] if arguments else next(iter(options.values()), "")
        note(f"{name.upper()} {first}" if name.startswith("copy_") else first, sys._getframe(1))
        return plain(self, *arguments, **options)

    return method


def note(sql: Any, frame: FrameType | None) -> None:
    """Write down what is about to be sent, unless an event of the engine already has."""
    watcher = sqlite_driver.watcher()
    while frame is not None and package_of(frame) in ("psycopg", "asyncpg", "harness"):
        if frame.f_globals is globals():
            return  # from one method of the driver to another: the first has been noted
        frame = frame.f_back
    if watcher is None or frame is None:
        return
    text = sql.decode("utf-8", "replace") if isinstance(sql, bytes) else str(sql)
    if package_of(frame) != "sqlalchemy":
        if not CONTROL.match(text):
            watcher.emit(text, [()], frame, raw=True)
    elif frame.f_code.co_name.startswith(ENDS_AT):
        if watcher.sent_by_events > 0:
            watcher.sent_by_events -= 1
        elif not is_first(frame):
            watcher.complain("emitted SQL past the listeners of its engine: they were removed", frame)
            watcher.emit(text, [()], frame)


def is_first(frame: FrameType | None) -> bool:
    """Whether SQLAlchemy is getting to know the server, at an engine's first connection: without events."""
    while frame is not None and package_of(frame) == "sqlalchemy":
        if frame.f_code.co_name == "first_connect":
            return True
        frame = frame.f_back
    return False


def connecting(plain: Callable[..., Any]) -> Callable[..., Any]:
    """psycopg's connecting, which its C library does: no audit event tells of it."""

    @functools.wraps(plain)
    def connect(conninfo: str, *arguments: Any, **options: Any) -> Any:
        watcher = sqlite_driver.watcher()
        if watcher is not None:
            from psycopg.conninfo import conninfo_to_dict

            given = conninfo_to_dict(conninfo)
            hosts = str(given.get("hostaddr") or given.get("host") or os.environ.get("PGHOST") or "localhost")
            for host in hosts.split(","):
                watcher.guard.reached(host)
        return plain(conninfo, *arguments, **options)

    return connect
