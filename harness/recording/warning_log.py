"""The warnings of a run, also those that a snippet collects, and its attempts to hide some."""

from __future__ import annotations

import inspect
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from harness.outcome import Raised
from harness.recording import active
from harness.recording.complaints import Complaints
from harness.recording.program import Program, caller_outside
from harness.recording.readable import Readable, class_name

PASSED_THROUGH = ("warnings", "_py_warnings", __name__)
"""Modules between the code that warns and this one."""


class WarningLog:
    """The warnings of one run. The same warning from the same statement is one, with a count."""

    def __init__(self, program: Program, readable: Readable, complaints: Complaints) -> None:
        self._program = program
        self._readable = readable
        self._complaints = complaints
        self._entries: dict[tuple[int | None, str, str], Raised] = {}
        self._lock = threading.Lock()
        self._shown_by = shown_by()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Let every warning through, but those about unclosed files: when they come is up to the garbage collector."""
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", ResourceWarning)
            yield

    def note(self, message: warnings.WarningMessage) -> bool:
        """Write a warning down. Returns whether the snippet put something of its own in place to show it."""
        caller = caller_outside(sys._getframe(1), PASSED_THROUGH)
        at, name = self._program.here(), class_name(message.category)
        text = self._readable.message(str(message.message))
        with self._lock:
            entry = self._entries.get((at, name, text))
            if entry is None:
                # Python warns of a coroutine in the frame that drops it, which is the snippet's.
                owned = caller is not None and self._program.owns(caller.f_code)
                by_hand = owned and not text.endswith("was never awaited")
                self._entries[at, name, text] = Raised(at, name, text, by_hand)
            else:
                entry.times += 1
        return shown_by() != self._shown_by

    def hidden(self, category: type[Warning], frame: FrameType) -> None:
        """Something hides warnings. Libraries may hide their own."""
        caller = caller_outside(frame, PASSED_THROUGH)
        if caller is not None and self._program.owns(caller.f_code) and not issubclass(category, ResourceWarning):
            self._complaints.add_here(f"hides warnings of {category.__name__}", caller)

    @property
    def entries(self) -> list[Raised]:
        return list(self._entries.values())


def shown_by() -> tuple[Any, Any]:
    """What shows a warning: two functions, which `catch_warnings(record=True)` and a program may replace."""
    return vars(warnings)["_showwarnmsg_impl"], warnings.showwarning


def install() -> None:
    """Let Python's warnings report to the active recorder."""
    active.wrap(warnings, "_showwarnmsg", _noting)
    for module in (warnings, sys.modules.get("_py_warnings")):  # since Python 3.14 the latter holds the functions
        for name in ("simplefilter", "filterwarnings") if module is not None else ():
            active.wrap(module, name, _noticing)


def _noting(plain: Callable[[Any], None]) -> Callable[[Any], None]:
    def show(message: warnings.WarningMessage) -> None:
        if active.recorder is None or active.recorder.warnings.note(message):
            plain(message)

    return show


def _noticing(plain: Callable[..., None]) -> Callable[..., None]:
    signature = inspect.signature(plain)

    def add_filter(*arguments: Any, **options: Any) -> None:
        plain(*arguments, **options)
        given = signature.bind(*arguments, **options).arguments
        if given["action"] == "ignore" and active.recorder is not None:
            active.recorder.warnings.hidden(given.get("category", Warning), sys._getframe(1))

    return add_filter
