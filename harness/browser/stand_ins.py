"""What a browser's Python lacks, replaced so that snippets run there: threads, greenlets, an event loop that waits.

A web worker has one thread and can't switch stacks, so here everything happens in place. What would run in a thread
runs where it is called; a greenlet is a function call; an event loop that has to wait turns again, inside the call that
waits. What really needs a second thread, such as two connections that lock each other out, doesn't work.
"""

from __future__ import annotations

import asyncio
import contextvars
import sys
import time
import types
from asyncio import base_events, events, tasks
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, TypeVar, TypeVarTuple, Unpack

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

NO_THREADS = "a browser has no threads"


def install() -> None:
    """Put in place what is needed before any package is imported."""
    sys.modules["greenlet"] = greenlet_module()
    sys.modules["httpx2_jsfetch"] = transport_module()
    sys.modules["concurrent.interpreters"] = interpreters_module()
    # Names of Python 3.14, which Pyodide is. Its public names warn, and are to go.
    policy = type("Policy", (vars(events)["_BaseDefaultEventLoopPolicy"],), {"_loop_factory": Loop})
    vars(events)["_set_event_loop_policy"](policy())
    asyncio.run = _run
    asyncio.to_thread = in_place


# The event loop


class NoSelector:
    """Waits by the clock alone: there are no sockets."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError(f"waits for what can never happen: {NO_THREADS}")
        if timeout > 0:
            time.sleep(timeout)
        return []

    def close(self) -> None:
        pass


class Loop(base_events.BaseEventLoop):
    """An event loop that blocks until it is done, as on a computer, and can turn while one of its tasks runs."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = NoSelector()

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def run_in_executor(self, executor: Any, func: Callable[[Unpack[Ts]], T], *args: *Ts) -> asyncio.Future[T]:
        """Call it now."""
        future: asyncio.Future[T] = self.create_future()
        with outside():
            settle(future, lambda: func(*args))
        return future

    def turn_until(self, future: asyncio.Future[Any]) -> None:
        """Run what is due until the future is done, from inside a task of this loop."""
        task = tasks._swap_current_task(self, None)  # type: ignore[attr-defined]
        try:
            while not future.done():
                self._run_once()  # type: ignore[attr-defined]
        finally:
            tasks._swap_current_task(self, task)  # type: ignore[attr-defined]


def settle(future: asyncio.Future[Any], function: Callable[[], Any]) -> None:
    """Call a function and give the future what comes of it."""
    try:
        result = function()
    except Exception as error:
        future.set_exception(error)
    else:
        future.set_result(result)


def _run(main: Coroutine[Any, Any, Any], *, debug: bool | None = None, loop_factory: Any = None) -> Any:
    with asyncio.Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


async def in_place(function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
    """What `asyncio.to_thread` does, without the thread."""
    with outside():
        return contextvars.copy_context().run(function, *arguments, **options)


@contextmanager
def outside() -> Iterator[None]:
    """As in another thread: no event loop is running, and no task."""
    loop = events._get_running_loop()
    task = tasks._swap_current_task(loop, None) if loop else None  # type: ignore[attr-defined]
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(loop)
        if loop:
            tasks._swap_current_task(loop, task)  # type: ignore[attr-defined]


def complete(loop: Loop, awaitable: Coroutine[Any, Any, Any]) -> Any:
    """Run an awaitable in a loop, from anywhere: from inside of another loop, or of a task of this one."""
    if not loop.is_running():
        with outside():
            return loop.run_until_complete(awaitable)
    inner = events._get_running_loop()
    events._set_running_loop(loop)
    try:
        task = loop.create_task(awaitable)
        loop.turn_until(task)
        return task.result()
    finally:
        events._set_running_loop(inner)


def drive(awaitable: Awaitable[Any]) -> Any:
    """Run an awaitable to its end from code that can't await. The running loop turns while it waits."""
    steps = awaitable.__await__()
    try:
        waits_for = next(steps)
        while True:
            if waits_for is None:  # asyncio.sleep(0)
                waits_for = asyncio.get_running_loop().create_future()
                asyncio.get_running_loop().call_soon(waits_for.set_result, None)
            waits_for._asyncio_future_blocking = False
            loop = events.get_running_loop()
            assert isinstance(loop, Loop)
            loop.turn_until(waits_for)
            waits_for = next(steps)
    except StopIteration as end:
        return end.value


# The part of greenlet that SQLAlchemy's async extension uses


class Greenlet:
    """A function that runs when it is switched to, on the stack of its caller. Its parent takes awaitables from it."""

    gr_frame = None

    def __init__(self, run: Callable[..., Any] | None = None, parent: Greenlet | None = None) -> None:
        self._run = run
        self.parent = parent
        self.dead = False
        self._has_awaited = False
        self._result: Any = None

    def switch(self, *arguments: Any, **options: Any) -> Any:
        if self in _greenlets:
            # From a child that awaits: its parent would await, and switch back with the result.
            _greenlets[-1]._has_awaited = True
            return drive(arguments[0])
        if self._has_awaited:
            self.dead = True
            return self._result
        _greenlets.append(self)
        try:
            assert self._run is not None
            self._result = self._run(*arguments, **options)
        except BaseException:
            self.dead = True
            raise
        finally:
            _greenlets.remove(self)
        if self._has_awaited:
            # The caller that switched here expects an awaitable first, and switches again for the result.
            return in_place(int)
        self.dead = True
        return self._result


_greenlets = [Greenlet()]


def greenlet_module() -> types.ModuleType:
    module = types.ModuleType("greenlet")
    vars(module).update(greenlet=Greenlet, getcurrent=lambda: _greenlets[-1], GreenletExit=SystemExit)
    return module


# aiosqlite: each connection has a thread and a queue to it


class Queue:
    """Does at once what a connection's thread would be asked to do. The result comes with the loop's next turn."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = item
        if future is None:
            function()
            return
        done = future.get_loop().create_future()
        settle(done, function)
        done.add_done_callback(lambda _: pass_on(done, future))


def pass_on(done: asyncio.Future[Any], future: asyncio.Future[Any]) -> None:
    error = done.exception()
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(done.result())


class NoThread:
    """A connection's thread."""

    daemon = True
    name = "aiosqlite"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        pass

    def start(self) -> None:
        pass


def change_aiosqlite() -> None:
    """aiosqlite, which this imports."""
    import aiosqlite.core

    vars(aiosqlite.core).update(Thread=NoThread, SimpleQueue=Queue)


# anyio, and the test client of Starlette, which talks to its application through a portal


class Portal:
    """An event loop that another function calls into, where anyio would have it in a thread of its own."""

    def __init__(self) -> None:
        self.loop = Loop()

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return complete(self.loop, called(function, *arguments))

    def start_task_soon(self, function: Callable[..., Any], *arguments: Any, name: object = None) -> Started:
        return Started(self.loop, self.loop.create_task(called(function, *arguments)))

    def start_task(self, function: Callable[..., Any], *arguments: Any, name: object = None) -> tuple[Started, Any]:
        status = self.loop.create_future()
        task = self.loop.create_task(called(function, *arguments, task_status=Status(status)))
        complete(self.loop, asyncio.wait([status, task], return_when=asyncio.FIRST_COMPLETED))
        return Started(self.loop, task), status.result() if status.done() else task.result()

    @contextmanager
    def wrap_async_context_manager(self, manager: AbstractAsyncContextManager[Any]) -> Iterator[Any]:
        value = self.call(manager.__aenter__)
        try:
            yield value
        except BaseException as error:
            if not self.call(manager.__aexit__, type(error), error, error.__traceback__):
                raise
        else:
            self.call(manager.__aexit__, None, None, None)


class Started:
    """A task of a portal, as a `concurrent.futures.Future`: to ask for its result is to run it."""

    def __init__(self, loop: Loop, task: asyncio.Task[Any]) -> None:
        self.loop = loop
        self.task = task
        # What it raised is for `exception()` and `result()` to say, if anybody asks.
        task.add_done_callback(lambda task: task.cancelled() or task.exception())

    def wait(self) -> None:
        if not self.task.done():
            complete(self.loop, asyncio.wait([self.task]))

    def result(self, timeout: float | None = None) -> Any:
        self.wait()
        return self.task.result()

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self.wait()
        return None if self.task.cancelled() else self.task.exception()

    def done(self) -> bool:
        return self.task.done()

    def cancelled(self) -> bool:
        return self.task.cancelled()

    def cancel(self) -> bool:
        return self.task.cancel()


class Status:
    """Says that a task has started."""

    def __init__(self, future: asyncio.Future[Any]) -> None:
        self.future = future

    def started(self, value: object = None) -> None:
        self.future.set_result(value)


async def called(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What a function returns, or what it awaits in the end."""
    result = function(*arguments, **options)
    return await result if isinstance(result, Awaitable) else result


@contextmanager
def portal(*_arguments: Any, **_options: Any) -> Iterator[Portal]:
    here = Portal()
    try:
        yield here
    finally:
        left = asyncio.all_tasks(here.loop)
        for task in left:
            task.cancel()
        if left:
            complete(here.loop, asyncio.wait(left))
        complete(here.loop, here.loop.shutdown_asyncgens())
        here.loop.close()


async def run_sync(function: Callable[..., Any], *arguments: Any, **_options: Any) -> Any:
    """What `anyio.to_thread.run_sync` does, without the thread."""
    return await in_place(function, *arguments)


def wait_futures(futures: Iterable[Started]) -> None:
    for future in futures:
        future.wait()


def change_web() -> None:
    """anyio and Starlette's test client, which this imports."""
    import anyio.from_thread
    import anyio.to_thread
    import starlette.testclient

    vars(anyio.from_thread).update(start_blocking_portal=portal)
    vars(anyio.to_thread).update(run_sync=run_sync)
    vars(starlette.testclient).update(wait_futures=wait_futures)


def transport_module() -> types.ModuleType:
    """What httpx2 asks for in a browser, to send requests by. No request leaves the page."""

    class NoNetwork:
        def __init__(self, *arguments: Any, **options: Any) -> None:
            pass

        def close(self) -> None:
            pass

    module = types.ModuleType("httpx2_jsfetch")
    vars(module).update(AsyncJavascriptFetchTransport=NoNetwork, JavascriptFetchTransport=NoNetwork)
    return module


def interpreters_module() -> types.ModuleType:
    """What anyio imports on Python 3.14, and nothing here uses: Pyodide has no other interpreters."""
    module = types.ModuleType("concurrent.interpreters")
    vars(module).update(ExecutionFailed=RuntimeError, create=None)
    return module
