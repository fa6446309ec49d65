"""The standard output of a snippet: what was written, and by which statement."""

from __future__ import annotations

import io

from harness.outcome import Printed
from harness.recording.complaints import Complaints, TooMuch
from harness.recording.program import Program
from harness.recording.readable import ADDRESS, visible

OUTPUT_LIMIT = 1_000_000
"""Characters."""


class Output(io.TextIOBase):
    """Takes the place of `sys.stdout`."""

    encoding = "utf-8"

    def __init__(self, program: Program, complaints: Complaints) -> None:
        self._program = program
        self._complaints = complaints
        self._writes: list[tuple[int | None, str]] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._written += len(text)
        if self._written > OUTPUT_LIMIT:
            self._complaints.add_here(f"printed more than {OUTPUT_LIMIT:,} characters")
            raise TooMuch
        self._writes.append((self._program.here(), text))
        return len(text)

    def lines(self) -> list[Printed]:
        """The lines of output. One that several statements wrote is several."""
        lines: list[Printed] = []
        writer: int | None = None
        rest = ""
        for at, text in self._writes:
            if rest and at != writer:
                lines.append(Printed(writer, rest))
                rest = ""
            *whole, rest = (rest + text).split("\n")
            lines += [Printed(at, line) for line in whole]
            writer = at
        if rest:
            lines.append(Printed(writer, rest))
        return [Printed(line.at, visible(ADDRESS.sub("0x...", line.text))) for line in lines]
