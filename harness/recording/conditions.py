"""The other conditions of `make slow`, as far as no variable of the environment sets them: what no snippet may depend on.

garbage collection   off
the clock            400 days and five hours on: `time.time()`, `datetime.now()` and their like, and SQLite's CURRENT_TIMESTAMP,
                     CURRENT_DATE, CURRENT_TIME and what its functions make of 'now'
stopwatches          `time.perf_counter()` and the clocks of the processor go on by an hour with each look; `time.monotonic()`,
                     by which asyncio waits, runs as ever, from another start
the machine          another name, user and number of processors
addresses            new objects lie in another order in memory, so that what goes by `id()` comes in another order
rows                 SQLite returns them in the reverse order where nothing orders them, and in any order where DISTINCT,
                     GROUP BY or UNION does, and where an ORDER BY leaves them equal (`driver`). The latter not in a
                     database that a DON'T makes in memory: how SQLite orders them may be what it shows
"""

from __future__ import annotations

import itertools
import os
import random
import re
import socket
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

AHEAD = timedelta(days=400, hours=5)
CLOCK = {
    "current_timestamp": lambda: f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
    "current_date": lambda: f"{datetime.now(UTC):%Y-%m-%d}",
    "current_time": lambda: f"{datetime.now(UTC):%H:%M:%S}",
}
"""SQLite's functions that read the clock, by Python's."""
OF_NOW = ("date", "time", "datetime", "julianday", "unixepoch", "strftime")
"""SQLite's functions that may be asked for 'now', and are without an argument."""
STOPWATCHES = ("perf_counter", "process_time", "thread_time")
HOUR = 3600

MASKED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.S)
QUERY = re.compile(r"\s*(?:SELECT|WITH)\b", re.I)
COMPOUND = re.compile(r"\b(?:UNION|EXCEPT|INTERSECT)\b", re.I)
ORDERED = re.compile(r"\bORDER\s+BY\b", re.I)
GROUPED = re.compile(r"\bDISTINCT\b|\bGROUP\s+BY\b", re.I)
WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.I)
END = re.compile(r"\bLIMIT\b|[;\s]*\Z", re.I)

changed = False
"""Whether snippets run under the other conditions."""

_kept: list[bytes] = []
_clock: sqlite3.Connection
"""A database that says what SQLite's own functions make of a time."""


def change() -> None:
    """Run the snippets of this process under the other conditions. Garbage collection is for the worker to turn off."""
    global changed, _clock
    import time_machine

    changed = True
    _clock = sqlite3.connect(":memory:", check_same_thread=False)
    # Not a datetime: that would set the time zone, too.
    time_machine.travel(time.time() + AHEAD.total_seconds(), tick=True).start()
    for name in STOPWATCHES:
        setattr(time, name, hurrying(getattr(time, name), HOUR))
        setattr(time, f"{name}_ns", hurrying(getattr(time, f"{name}_ns"), HOUR * 10**9))
    start = time.monotonic() - 5
    plain, plain_ns = time.monotonic, time.monotonic_ns
    time.monotonic = lambda: plain() - start
    time.monotonic_ns = lambda: plain_ns() - int(start * 10**9)
    os.cpu_count = lambda: 61
    os.environ["LOGNAME"] = "reader"
    socket.gethostname = lambda: "reader"
    scatter()


def hurrying(clock: Callable[[], Any], step: int) -> Callable[[], Any]:
    """A clock that goes on by `step` with each look: what is compared with a time of day or a limit comes out otherwise."""
    looks = itertools.count(1)
    return lambda: clock() + next(looks) * step


def scatter() -> None:
    """Leave holes of every size, in any order: the next objects go there."""
    blocks = [bytes(size) for size in range(0, 480, 16) for _ in range(3000)]
    random.Random(7).shuffle(blocks)
    half = len(blocks) // 2
    _kept[:] = blocks[:half]
    del blocks[half:]


def of_now(name: str) -> Callable[..., Any]:
    """SQLite's function of that name, to which 'now' is the other time."""

    def function(*arguments: Any) -> Any:
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
        given = list(arguments) + ["now"] * (len(arguments) == (name == "strftime"))
        given = [now if isinstance(each, str) and each.lower() == "now" else each for each in given]
        return _clock.execute(f"SELECT {name}({', '.join('?' * len(given))})", given).fetchone()[0]

    return function


def shuffled(sql: str, shows_ties: bool = False) -> str:
    """A query of SQLite that returns in any order the rows that it leaves in none. Other statements as they are.

    `shows_ties`: what its ORDER BY leaves equal stays as it is.
    """
    top = top_level(sql)
    if not QUERY.match(sql) or WRITES.search(top):
        return sql
    ordered = [match.end() for match in ORDERED.finditer(top)]
    if ordered and (shows_ties or COMPOUND.search(top)):
        return sql
    if ordered:
        end = END.search(top, ordered[-1])
        assert end is not None  # at the latest the end of the text
        return f"{sql[: end.start()].rstrip()}, random() {sql[end.start() :]}"
    if (GROUPED.search(top) or COMPOUND.search(top)) and not re.search(r"\bLIMIT\b", top, re.I):
        return f"SELECT * FROM ({sql.rstrip().rstrip(';')}\n) ORDER BY random()"
    return sql


def top_level(sql: str) -> str:
    """The text, as long as it was, with blanks for what stands in parentheses, in quotes or in comments."""
    text = MASKED.sub(lambda found: " " * len(found[0]), sql)
    found, depth = [], 0
    for character in text:
        depth -= character == ")"
        found.append(character if depth <= 0 and character not in "()" else " ")
        depth += character == "("
    return "".join(found)
