"""What a worker is asked and what it answers, as JSON between the two processes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from harness.recording.recorded import Recorded


@dataclass(frozen=True)
class Job:
    """One run of a snippet."""

    path: str
    """The file that the snippet is in, or will be; `source` is what runs."""
    source: str
    root: str
    """The project's folder."""
    time_limit: float
    """In seconds."""
    hosts: list[str] = field(default_factory=list)
    """Names, addresses and socket folders that the snippet may connect to."""
    variables: dict[str, str] = field(default_factory=dict)
    """Environment variables to set for it."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Answer:
    """What came of a job."""

    recorded: Recorded | None
    """None if the process ended before it could report."""
    complaints: list[str] = field(default_factory=list)
    """What only the parent of the process can see: it hung, crashed, wrote past Python, left processes behind."""
    line: int | None = None
    """The line that the snippet was at when it hung or crashed."""

    def to_json(self) -> dict[str, Any]:
        return vars(self) | {"recorded": self.recorded and self.recorded.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Answer:
        """The reverse of `to_json`."""
        return cls(**data | {"recorded": data["recorded"] and Recorded.from_json(data["recorded"])})
