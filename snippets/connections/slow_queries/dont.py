from time import perf_counter
from typing import Any

from limited import new_limited_engine
from report import report
from sqlalchemy import event

engine = new_limited_engine()

# page: from here
SLOW = 0.0  # seconds. Zero logs every statement; in a service, use 0.5 or so.
slow: list[tuple[float, str]] = []

def log_if_slow(context: Any) -> None:
    seconds = perf_counter() - context.started
    if seconds >= SLOW:
        slow.append((seconds, context.statement))

@event.listens_for(engine, "before_cursor_execute")
def start(*arguments: Any) -> None:
    context = arguments[4]
    context.started = perf_counter()

# page: essence
@event.listens_for(engine, "after_cursor_execute")
def end(*arguments: Any) -> None:
    log_if_slow(context=arguments[4])

report(engine)
#! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) interrupted
#! [postgresql] sqlalchemy.exc.OperationalError: (psycopg.errors.QueryCanceled) canceling statement due to statement timeout
print([statement.partition(" (")[0] for _seconds, statement in slow])
#!> ['SELECT 1']
