"""What a snippet leaves behind at its last line: asyncio tasks, threads, and what its exit handlers do."""

from __future__ import annotations

import asyncio
import asyncio.runners
import atexit
import sys
import threading
import weakref
from collections.abc import Callable
from time import monotonic
from typing import Any

from harness.recording import active
from harness.recording.complaints import Complaints


class Leftovers:
    """What one run leaves behind. `thread_grace` is how many seconds its threads have to end."""

    def __init__(self, complaints: Complaints, thread_grace: float) -> None:
        self._complaints = complaints
        self._thread_grace = thread_grace
        self._tasks: weakref.WeakSet[asyncio.Task[Any]] = weakref.WeakSet()
        self._cancelled: list[str] = []
        """The names of tasks that `asyncio.run()` had to cancel at its end, about which it says nothing."""
        active.wrap(asyncio.BaseEventLoop, "create_task", self._collecting)
        active.wrap(asyncio.runners, "_cancel_all_tasks", self._noting)

    def _collecting(self, plain: Callable[..., asyncio.Task[Any]]) -> Callable[..., asyncio.Task[Any]]:
        def create_task(loop: asyncio.BaseEventLoop, *arguments: Any, **options: Any) -> asyncio.Task[Any]:
            task = plain(loop, *arguments, **options)
            self._tasks.add(task)
            return task

        return create_task

    def _noting(self, cancel: Callable[[asyncio.AbstractEventLoop], None]) -> Callable[..., None]:
        def cancel_all(loop: asyncio.AbstractEventLoop) -> None:
            if sys.exc_info()[0] is None:  # else an exception ends the main coroutine, and what it waited for with it
                self._cancelled += sorted(task.get_name() for task in asyncio.all_tasks(loop))
            cancel(loop)

        return cancel_all

    def look(self) -> None:
        """Complain about tasks, and about threads that do not end soon."""
        pending = sorted(task.get_name() for task in list(self._tasks) if not task.done())
        for name in [*self._cancelled, *pending]:
            self._complaints.add(f"left an asyncio task pending: {name}")
        if threading.active_count() > 1:
            self._join_threads()

    def _join_threads(self) -> None:
        closer = threading.Thread(target=close_executors, daemon=True)
        closer.start()
        deadline = monotonic() + self._thread_grace
        others = [thread for thread in threading.enumerate() if thread not in (threading.main_thread(), closer)]
        for thread in [*others, closer]:
            thread.join(max(0.0, deadline - monotonic()))
        left = [thread for thread in others if thread.is_alive()]
        if left:
            frame = sys._current_frames().get(left[0].ident or 0)
            self._complaints.add_here(f"left threads running: {', '.join(thread.name for thread in left)}", frame)

    def run_exit_handlers(self) -> None:
        """Run what the snippet registered for the end of its program."""
        vars(atexit)["_run_exitfuncs"]()  # what they raise goes to the standard error
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()


def close_executors() -> None:
    """Let idle thread pools end, as the interpreter does before its exit handlers."""
    for call in reversed(vars(threading).get("_threading_atexits", [])):
        call()
