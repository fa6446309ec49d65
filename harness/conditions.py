"""The other conditions of `make slow`, as far as no variable of the environment sets them: what no snippet may depend on.

garbage collection   off
the clock            400 days and five hours on: `time.time()`, `datetime.now()` and their like, and SQLite's CURRENT_TIMESTAMP,
                     CURRENT_DATE and CURRENT_TIME. Not `time.monotonic()`, by which asyncio and locks wait, and not what
                     SQLite makes of 'now' in `datetime('now')`
addresses            new objects lie in another order in memory, so that what goes by `id()` comes in another order
rows                 SQLite returns them in the reverse order where nothing orders them (`driver`), and in any order where
                     an ORDER BY that SQLAlchemy wrote leaves them equal
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, event, func
from sqlalchemy.engine import Engine

AHEAD = timedelta(days=400, hours=5)
CLOCK = {
    "current_timestamp": lambda: f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
    "current_date": lambda: f"{datetime.now(UTC):%Y-%m-%d}",
    "current_time": lambda: f"{datetime.now(UTC):%H:%M:%S}",
}
"""SQLite's functions that read the clock, by Python's."""

changed = False
"""Whether snippets run under the other conditions."""

_kept: list[bytes] = []


def change() -> None:
    """Run the snippets of this process under the other conditions. Garbage collection is for the worker to turn off."""
    global changed
    import time_machine

    changed = True
    # Not a datetime: that would set the time zone, too.
    time_machine.travel(time.time() + AHEAD.total_seconds(), tick=True).start()
    event.listen(Engine, "before_execute", shuffle_ties, retval=True)
    scatter()


def scatter() -> None:
    """Leave holes of every size, in any order: the next objects go there."""
    blocks = [bytes(size) for size in range(0, 480, 16) for _ in range(3000)]
    random.Random(7).shuffle(blocks)
    half = len(blocks) // 2
    _kept[:] = blocks[:half]
    del blocks[half:]


def shuffle_ties(connection: Any, statement: Any, many: Any, one: Any, options: Any) -> tuple[Any, Any, Any]:
    """Order rows at random that an ORDER BY leaves equal."""
    is_tied = isinstance(statement, Select) and statement._order_by_clauses and not statement._distinct
    if is_tied and connection.dialect.name == "sqlite" and connection.engine.url.database not in (None, "", ":memory:"):
        ordered_by = statement._order_by_clauses  # a relationship's own list, which order_by() would append to in place
        statement = statement.order_by(None).order_by(*ordered_by, func.random())
    return statement, many, one
