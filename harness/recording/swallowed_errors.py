"""The library's errors that never pass through the snippet's own code: a helper, a future or a test tool took them.

A probe in the snippet sees what passes there. This sees what was raised elsewhere and came to nothing: each error of the
library tells the recorder when it is made, and when it goes.
"""

from __future__ import annotations

import sys
import traceback
import weakref
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from sqlalchemy import exc

BORN = "__harness_born__"
"""Where an error keeps what is known of its making."""

QUIET = ("sqlalchemy", "alembic")
"""Libraries that handle such errors among themselves: what they raise and catch again is their own affair."""

_alive: list[weakref.ref[exc.SQLAlchemyError]] = []
_made: Callable[[exc.SQLAlchemyError, FrameType | None], None] | None = None
_gone: Callable[[exc.SQLAlchemyError], None] | None = None


def prepare() -> None:
    """Let the library's errors tell of themselves, from here on."""
    plain = exc.HasDescriptionCode.__init__

    def __init__(self: Any, *arguments: Any, **options: Any) -> None:
        plain(self, *arguments, **options)
        if _made is not None and isinstance(self, exc.SQLAlchemyError):
            _alive.append(weakref.ref(self))
            _made(self, maker(sys._getframe(1)))

    def __del__(self: Any) -> None:
        if _gone is not None:
            _gone(self)

    exc.HasDescriptionCode.__init__ = __init__  # type: ignore[method-assign]
    exc.SQLAlchemyError.__del__ = __del__  # type: ignore[attr-defined]


def watch(
    made: Callable[[exc.SQLAlchemyError, FrameType | None], None], gone: Callable[[exc.SQLAlchemyError], None]
) -> None:
    """Call `made` with each new error and the frame that made it, `gone` with each that nobody holds any more."""
    global _made, _gone
    _made, _gone = made, gone


def stop() -> Iterator[exc.SQLAlchemyError]:
    """Watch no longer. Gives the errors that somebody still holds."""
    global _made, _gone
    _made = _gone = None
    for reference in _alive:
        error = reference()
        if error is not None:
            yield error


def maker(frame: FrameType | None) -> FrameType | None:
    """The frame that made an error: the first outside of the module that defines it."""
    while frame is not None and frame.f_globals.get("__name__") == exc.__name__:
        frame = frame.f_back
    return frame


def escaped(error: exc.SQLAlchemyError) -> bool:
    """Whether an error was raised, and was caught outside of the libraries that raise and catch such errors."""
    outermost = next(iter(traceback.walk_tb(error.__traceback__)), None)
    if outermost is None:  # never raised, or a copy
        return False
    module = str(outermost[0].f_globals.get("__name__", ""))
    # The end of the library's own coroutine is where a task keeps the error.
    return module.partition(".")[0] not in QUIET or module.startswith("sqlalchemy.ext.asyncio")
