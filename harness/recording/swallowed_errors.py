"""SQLAlchemy's errors that never pass through the snippet's own code: a helper, a future or a test tool took them.

A probe in the snippet sees what passes there. This sees what was raised elsewhere and came to nothing: each error of
SQLAlchemy reports when it is made, and when it is deleted.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable
from typing import Any

from sqlalchemy import exc

from harness.recording import active
from harness.recording.exception_log import MADE_BY_HAND, NOTED, ExceptionLog
from harness.recording.program import Program, caller_outside, module_of, package_of

QUIET = ("sqlalchemy", "alembic")
"""Libraries that handle such errors among themselves: what they raise and catch again is their own affair."""


class SwallowedErrors:
    """The errors of SQLAlchemy that one run made."""

    def __init__(self, program: Program, exceptions: ExceptionLog) -> None:
        self._program = program
        self._exceptions = exceptions
        self._made: dict[int, tuple[weakref.ref[exc.SQLAlchemyError], int | None]] = {}
        """By the error's id: the error, and the statement that was under way."""

    def made(self, error: exc.SQLAlchemyError) -> None:
        """An error was made."""
        maker = caller_outside(sys._getframe(1), (exc.__name__, __name__))
        by_hand = maker is None or self._program.owns(maker.f_code) or package_of(maker) in sys.stdlib_module_names
        error.__dict__[MADE_BY_HAND] = by_hand
        self._made[id(error)] = weakref.ref(error), self._program.here()

    def deleted(self, error: exc.SQLAlchemyError) -> None:
        """Called when nothing refers to an error anymore: note it where it was caught, outside the snippet."""
        known = self._made.pop(id(error), None)
        if known is not None and NOTED not in error.__dict__ and escaped(error):
            self._exceptions.note(error, known[1])

    def finish(self) -> None:
        """The run has ended: look at the errors that are still held."""
        for reference, _ in list(self._made.values()):
            error = reference()
            if error is not None:
                self.deleted(error)


def escaped(error: exc.SQLAlchemyError) -> bool:
    """Whether an error was raised, and caught outside of the libraries that raise and catch such errors."""
    place = error.__traceback__
    if place is None:  # never raised, or a copy
        return False
    # The end of SQLAlchemy's own coroutine is where a task keeps the error.
    by_task = module_of(place.tb_frame).startswith("sqlalchemy.ext.asyncio")
    return package_of(place.tb_frame) not in QUIET or by_task


def install() -> None:
    """Let SQLAlchemy's errors report to the active recorder."""
    active.wrap(exc.HasDescriptionCode, "__init__", _reporting)
    active.wrap(exc.SQLAlchemyError, "__del__", lambda _: _deleted)


def _reporting(plain: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: exc.HasDescriptionCode, *arguments: Any, **options: Any) -> None:
        plain(self, *arguments, **options)
        if active.recorder is not None and isinstance(self, exc.SQLAlchemyError):
            active.recorder.swallowed.made(self)

    return __init__


def _deleted(self: exc.SQLAlchemyError) -> None:
    if active.recorder is not None:
        active.recorder.swallowed.deleted(self)
