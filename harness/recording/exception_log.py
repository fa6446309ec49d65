"""The exceptions of a run: those that pass through the snippet, and those that other code keeps to itself."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from types import FrameType
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from harness.outcome import Raised
from harness.recording import active
from harness.recording.program import Program, package_of
from harness.recording.readable import Readable, class_name
from harness.recording.tracebacks import behind, chain_of, leaves, message_of, raised_by_hand

NOTED = "__harness_noted__"
"""Where an exception keeps its entry; None where the one that it led to has an entry."""
TAKEN = "__harness_taken__"
"""Where an exception keeps the entry that it has unless it passes through the snippet later."""
MADE_BY_HAND = "__harness_made_by_hand__"
"""Set on an error of SQLAlchemy that the project's own code made: a future may have raised it since."""


class ExceptionLog:
    """The exceptions of one run. The probes call `passing`, `passing_group` and `taken` while one is being handled."""

    def __init__(self, program: Program, readable: Readable) -> None:
        self._program = program
        self._readable = readable
        self._passed: list[Raised] = []
        self._taken: list[Raised] = []
        self._lock = threading.RLock()

    def passing(self) -> None:
        """An exception is passing through the snippet."""
        exception = sys.exc_info()[1]
        if isinstance(exception, Exception) and not isinstance(exception, StopIteration | StopAsyncIteration):
            self.note(exception)

    def passing_group(self) -> None:
        """An `except*` of the snippet handles a group: note what it holds, since that is what the handler is about."""
        group = sys.exc_info()[1]
        if isinstance(group, BaseExceptionGroup):
            at = self._program.passed(group)
            for exception in leaves(group):
                self.note(exception, at)

    def taken(self) -> None:
        """A module beside the snippet handles an exception."""
        for exception in leaves(sys.exc_info()[1]):
            self.take(exception)

    def take(self, exception: BaseException | None) -> None:
        """Note another library's error that a helper or a future took, unless it passes through the snippet later.

        SQLAlchemy's errors are seen by `swallowed_errors`; Python's own and the project's are the helper's business.
        """
        if not isinstance(exception, Exception) or isinstance(exception, SQLAlchemyError):
            return
        home = type(exception).__module__
        file = getattr(sys.modules.get(home), "__file__", None)
        own = home == "__main__" or (file is not None and self._program.is_projects(file))
        if own or home.partition(".")[0] in sys.stdlib_module_names:
            return
        with self._lock:
            if not exception.__dict__.keys() & {NOTED, TAKEN}:
                entry = exception.__dict__[TAKEN] = self._described(exception, self._program.here())
                self._taken.append(entry)

    def note(self, exception: BaseException, otherwise: int | None = None) -> Raised:
        """The entry of an exception, made once. `otherwise` is its statement where it passed through none."""
        with self._lock:
            entry: Raised | None = exception.__dict__.get(NOTED)
            if entry is not None:
                return entry
            for cause in behind(exception):
                cause.__dict__.setdefault(NOTED, None)
                self._forget_taken(cause)
            self._forget_taken(exception)
            at = self._program.passed(exception)
            entry = exception.__dict__[NOTED] = self._described(exception, otherwise if at is None else at)
            self._passed.append(entry)
            return entry

    def _forget_taken(self, exception: BaseException) -> None:
        entry = exception.__dict__.pop(TAKEN, None)
        if entry is not None:
            self._taken = [other for other in self._taken if other is not entry]

    def _described(self, exception: BaseException, at: int | None) -> Raised:
        return Raised(
            at,
            class_name(type(exception)),
            message_of(exception, self._readable),
            by_hand=exception.__dict__.get(MADE_BY_HAND, False) or raised_by_hand(exception, self._program),
            caught=True,
            chain=chain_of(exception, self._readable),
        )

    @property
    def entries(self) -> list[Raised]:
        """Those that passed through the snippet, then those that other code kept."""
        return [*self._passed, *self._taken]


def install() -> None:
    """Let the futures of Python's executors report the errors they are given: nothing may ever ask for their result."""
    active.wrap(Future, "set_exception", _reporting)


def _reporting(plain: Callable[..., None]) -> Callable[..., None]:
    def set_exception(self: Future[Any], exception: BaseException | None) -> None:
        giver: FrameType = sys._getframe(1)  # libraries hand errors to each other by futures as well
        if active.recorder is not None and package_of(giver) == Future.__module__.partition(".")[0]:
            active.recorder.exceptions.take(exception)
        plain(self, exception)

    return set_exception
