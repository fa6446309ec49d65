"""psycopg and asyncpg as snippets meet them: SQL that no engine announced is noticed, and so is another server.

As `sqlite_driver` does for sqlite3. The methods of the drivers' own classes are wrapped where they are: before the fork
where the driver is imported by then, else when the snippet imports it.
"""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections.abc import Callable
from typing import Any

from harness.recording import active
from harness.recording.program import caller_outside, outward, package_of
from harness.recording.sqlite_driver import CONTROL

CURSOR = ("execute", "executemany", "stream")
ASYNCPG = ("execute", "executemany", "fetch", "fetchval", "fetchrow", "fetchmany", "prepare", "cursor")
CLASSES: dict[str, dict[str, tuple[str, ...]]] = {
    "psycopg": {
        "Cursor": CURSOR, "ServerCursor": CURSOR[:2], "AsyncCursor": CURSOR, "AsyncServerCursor": CURSOR[:2],
    },
    "asyncpg": {"Connection": ASYNCPG},
    "sqlalchemy.dialects.postgresql.psycopg": {"AsyncAdapt_psycopg_cursor": CURSOR[:2]},
    "sqlalchemy.dialects.postgresql.asyncpg": {"AsyncAdapt_asyncpg_cursor": CURSOR[:2]},
}  # fmt: skip
"""The methods that send SQL, by module and class. SQLAlchemy's asynchronous cursors too: the stack ends at them."""

before_connecting: list[Callable[[str], None]] = []
"""Called with the host, or the socket's folder, before psycopg connects: its C library raises no audit event."""

_wrapped: set[str] = set()


def install() -> None:
    """Wrap what is imported already."""
    for module in CLASSES:
        if module in sys.modules:
            wrap(module)


def wrap(module: str) -> None:
    """Wrap what a module holds of the drivers, once; nothing for other modules. It is imported where it is not yet."""
    if module in _wrapped or module not in CLASSES:
        return
    _wrapped.add(module)
    try:
        imported = importlib.import_module(module)
    except ImportError:
        return  # the snippet's own import raises it again
    for name, methods in CLASSES[module].items():
        kind = getattr(imported, name)
        for method in methods:
            if hasattr(kind, method):
                active.wrap(kind, method, _noticing)
    if module == "psycopg":
        active.wrap(importlib.import_module("psycopg.generators"), "connect", _connecting)


def _noticing(plain: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(plain)
    def method(self: Any, *arguments: Any, **options: Any) -> Any:
        _note(arguments[0] if arguments else next(iter(options.values()), ""))
        return plain(self, *arguments, **options)

    return method


def _note(sql: Any) -> None:
    """Write down what is about to be sent, unless SQLAlchemy does, or another method of the driver has."""
    caller = caller_outside(sys._getframe(1), (__name__,))
    for frame in outward(caller):
        if package_of(frame) not in ("psycopg", "asyncpg", "harness"):
            text = sql.decode("utf-8", "replace") if isinstance(sql, bytes) else str(sql)
            if active.recorder is not None and package_of(frame) != "sqlalchemy" and not CONTROL.match(text):
                active.recorder.sql.emit(text, [()], raw=True)
            return
        if frame.f_globals is globals():
            return


def _connecting(plain: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(plain)
    def connect(conninfo: str, *arguments: Any, **options: Any) -> Any:
        from psycopg.conninfo import conninfo_to_dict

        given = conninfo_to_dict(conninfo)
        hosts = str(given.get("hostaddr") or given.get("host") or os.environ.get("PGHOST") or "localhost")
        for host in hosts.split(","):
            for check in before_connecting:
                check(host)
        return plain(conninfo, *arguments, **options)

    return connect
