"""Two transactions at a time: run a function beside the rest, and see who waits."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Engine, text

P = ParamSpec("P")
R = TypeVar("R")


def waiting(engine: Engine) -> int:
    """How many sessions of this database wait for a lock."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        " AND datname = current_database()"
    )
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


class Background:
    """Threads. Each runs until it ends or waits for a lock before the next line starts."""

    def __init__(self, engine: Engine, executor: ThreadPoolExecutor) -> None:
        self.engine = engine
        self.executor = executor
        self.started: list[Future[Any]] = []

    def start(
        self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[R]":
        """Call a function in a thread; the result is that of `result()`."""
        future = self.executor.submit(work, *args, **kwargs)
        self.started.append(future)
        self.settle()
        return future

    def settle(self) -> None:
        """Wait until every thread has ended or hung in a lock for a second."""
        while pending := [each for each in self.started if not each.done()]:
            if waiting(self.engine) < len(pending):
                time.sleep(0.01)
            elif not wait(pending, timeout=1, return_when="FIRST_COMPLETED").done:
                return


@contextmanager
def background(engine: Engine) -> Iterator[Background]:
    """Threads that have ended when the block ends."""
    with ThreadPoolExecutor() as executor:
        yield Background(engine, executor)
