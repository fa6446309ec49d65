"""What a snippet must not do, and this one did."""

from __future__ import annotations

import sys
from types import FrameType

from harness.recording.program import Program


class TooMuch(BaseException):
    """Ends a snippet that would fill the memory. Not an Exception, so that no snippet catches it by accident."""


class Complaints:
    """The complaints about one run, each text once, with the statement it is about."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._statements: dict[str, int | None] = {}

    def add(self, text: str, at: int | None = None) -> None:
        """Complain about the statement `at`, or about the snippet as a whole."""
        self._statements.setdefault(text, at)

    def add_here(self, text: str, frame: FrameType | None = None) -> None:
        """Complain about the statement that is under way in `frame`, by default in the caller."""
        self.add(text, self._program.here(frame or sys._getframe(1)))

    @property
    def texts(self) -> list[str]:
        return list(self._statements)

    @property
    def first_statement(self) -> int | None:
        """The statement of the first complaint that knows its own."""
        return next((at for at in self._statements.values() if at is not None), None)
