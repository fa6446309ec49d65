"""The other conditions of `make slow` that no environment variable sets: what no snippet may depend on.

garbage collection   off
the clock            400 days and five hours ahead: `time.time()`, `datetime.now()` and the like, and SQLite's
                     CURRENT_TIMESTAMP, CURRENT_DATE and CURRENT_TIME
stopwatches          `time.perf_counter()` and the clocks of the processor gain an hour with each look;
                     `time.monotonic()`, by which asyncio waits, keeps its pace and has another start
the machine          another name, user and number of processors
addresses            new objects are in another order in memory, so what is sorted by `id()` is in another order
rows                 SQLite returns them in the reverse order where nothing orders them, and in any order where
                     DISTINCT, GROUP BY or UNION does, and where an ORDER BY leaves them equal. The last not in a
                     database that a DON'T makes in memory: how SQLite orders equal rows may be what it shows
"""

from __future__ import annotations

import functools
import gc
import itertools
import os
import random
import re
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from harness.recording import active, sqlite_driver
from harness.recording.sqlite_driver import WatchedConnection

AHEAD = timedelta(days=400, hours=5)
CLOCK = {
    "current_timestamp": lambda: f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
    "current_date": lambda: f"{datetime.now(UTC):%Y-%m-%d}",
    "current_time": lambda: f"{datetime.now(UTC):%H:%M:%S}",
}
"""SQLite's functions that read the clock, by Python's."""
STOPWATCHES = ("perf_counter", "process_time", "thread_time")
HOUR = 3600

MASKED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.S)
QUERY = re.compile(r"\s*(?:SELECT|WITH)\b", re.I)
COMPOUND = re.compile(r"\b(?:UNION|EXCEPT|INTERSECT)\b", re.I)
ORDERED = re.compile(r"\bORDER\s+BY\b", re.I)
GROUPED = re.compile(r"\bDISTINCT\b|\bGROUP\s+BY\b", re.I)
WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.I)
LIMITED = re.compile(r"\bLIMIT\b", re.I)
END = re.compile(r"\bLIMIT\b|[;\s]*\Z", re.I)

_kept: list[bytes] = []


def change() -> None:
    """Run the snippets of this process under the other conditions."""
    import time_machine

    gc.disable()
    # Not a datetime: that would set the time zone, too.
    time_machine.travel(time.time() + AHEAD.total_seconds(), tick=True).start()
    for name in STOPWATCHES:
        active.wrap(time, name, lambda plain: hurrying(plain, HOUR))
        active.wrap(time, f"{name}_ns", lambda plain: hurrying(plain, HOUR * 10**9))
    start = time.monotonic() - 5
    active.wrap(time, "monotonic", lambda plain: lambda: plain() - start)
    active.wrap(time, "monotonic_ns", lambda plain: lambda: plain() - int(start * 10**9))
    active.wrap(os, "cpu_count", lambda _: lambda: 61)
    active.wrap(socket, "gethostname", lambda _: lambda: "reader")
    os.environ["LOGNAME"] = "reader"
    sqlite_driver.on_connect = change_sqlite
    scatter()


def hurrying(clock: Callable[[], Any], step: int) -> Callable[[], Any]:
    """A clock that gains `step` with each look: what is compared with a time of day or a limit comes out otherwise."""
    looks = itertools.count(1)
    return lambda: clock() + next(looks) * step


def scatter() -> None:
    """Leave holes of every size, in any order: the next objects go there."""
    blocks = [bytes(size) for size in range(0, 480, 16) for _ in range(3000)]
    random.Random(7).shuffle(blocks)
    half = len(blocks) // 2
    _kept[:] = blocks[:half]
    del blocks[half:]


def change_sqlite(connection: WatchedConnection, database: str) -> None:
    """A snippet has connected to SQLite: its clock is another, and its rows come in another order."""
    path = active.recorder.program.path if active.recorder is not None else ""
    keeps_ties = os.path.basename(path).startswith("dont") and database in ("", ":memory:")
    connection.rewrite = functools.partial(shuffled, keeps_ties=keeps_ties)
    connection.execute("PRAGMA reverse_unordered_selects = ON")
    for name, now in CLOCK.items():
        connection.create_function(name, 0, now)


def shuffled(sql: str, keeps_ties: bool = False) -> str:
    """A query of SQLite that returns in any order the rows that it leaves in none. Other statements as they are.

    `keeps_ties`: what its ORDER BY leaves equal stays as it is.
    """
    top = top_level(sql)
    if not QUERY.match(sql) or WRITES.search(top):
        return sql
    ordered = [match.end() for match in ORDERED.finditer(top)]
    if ordered and (keeps_ties or COMPOUND.search(top)):
        return sql
    if ordered:
        end = END.search(top, ordered[-1])
        assert end is not None  # at the latest the end of the text
        return f"{sql[: end.start()].rstrip()}, random() {sql[end.start() :]}"
    if (GROUPED.search(top) or COMPOUND.search(top)) and not LIMITED.search(top):
        return f"SELECT * FROM ({sql.rstrip().rstrip(';')}\n) ORDER BY random()"
    return sql


def top_level(sql: str) -> str:
    """`sql`, as long as it was, with blanks for comments and dots for what is in parentheses or in quotes."""
    text = MASKED.sub(lambda match: (" " if match[0][0] in "-/" else ".") * len(match[0]), sql)
    kept, depth = [], 0
    for character in text:
        depth -= character == ")"
        kept.append(character if depth <= 0 and character not in "()" else ".")
        depth += character == "("
    return "".join(kept)
