"""The exceptions of a run that pass through the snippet, and those that `swallowed_errors` adds."""

from __future__ import annotations

import sys
import threading

from harness.outcome import Raised
from harness.recording.program import Program
from harness.recording.readable import Readable, class_name
from harness.recording.tracebacks import behind, chain_of, leaves, message_of, raised_by_hand

NOTED = "__harness_noted__"
"""Where an exception keeps its entry; None where the one that it led to has an entry."""
MADE_BY_HAND = "__harness_made_by_hand__"
"""Set on an error of SQLAlchemy that the project's own code made: a future may have raised it since."""


class ExceptionLog:
    """The exceptions of one run. The probes call `passing` and `passing_group` while one is being handled."""

    def __init__(self, program: Program, readable: Readable) -> None:
        self._program = program
        self._readable = readable
        self.entries: list[Raised] = []
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

    def note(self, exception: BaseException, otherwise: int | None = None) -> Raised:
        """The entry of an exception, made once. `otherwise` is its statement where it passed through none."""
        with self._lock:
            entry: Raised | None = exception.__dict__.get(NOTED)
            if entry is not None:
                return entry
            for cause in behind(exception):
                cause.__dict__.setdefault(NOTED, None)
            at = self._program.passed(exception)
            entry = exception.__dict__[NOTED] = Raised(
                otherwise if at is None else at,
                class_name(type(exception)),
                message_of(exception, self._readable),
                by_hand=exception.__dict__.get(MADE_BY_HAND, False) or raised_by_hand(exception, self._program),
                caught=True,
                chain=chain_of(exception, self._readable),
            )
            self.entries.append(entry)
            return entry
