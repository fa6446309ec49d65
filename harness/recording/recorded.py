"""What the process of a snippet reports of its run: an Outcome less what only its parent knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harness.outcome import Emitted, Environment, Outcome, Printed, Raised


@dataclass
class Recorded:
    """What one run did. The fields it shares with Outcome mean the same."""

    ended_by: Raised | None = None
    caught: list[Raised] = field(default_factory=list)
    warnings: list[Raised] = field(default_factory=list)
    emitted: list[Emitted] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    ran: list[int] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    complaint_at: int | None = None
    seconds: float = 0.0
    files: list[str] = field(default_factory=list)
    """The project's files that the run opened or imported, as absolute paths, without the snippet itself."""
    database: tuple[str, str] | None = None
    """The dialect's name and the server's version, from the first statement that an engine executed."""

    def outcome(self, environment: Environment, files: dict[str, str] | None = None) -> Outcome:
        """The Outcome of this run. `files` are the files' paths from the project's root with their fingerprints."""
        shared = {name: value for name, value in vars(self).items() if name not in ("files", "database")}
        return Outcome(environment, files=files or {}, **shared)

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dicts, for JSON and marshal."""
        data = dict(vars(self))
        data["ended_by"] = self.ended_by and dict(vars(self.ended_by))
        for name in ("caught", "warnings", "emitted", "printed"):
            data[name] = [dict(vars(item)) for item in data[name]]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Recorded:
        """The reverse of `to_json`. Raises TypeError for fields that do not exist."""
        data = dict(data)
        data["ended_by"] = Raised(**data["ended_by"]) if data["ended_by"] else None
        data["database"] = tuple(data["database"]) if data["database"] else None
        for name, kind in (("caught", Raised), ("warnings", Raised), ("emitted", Emitted), ("printed", Printed)):
            data[name] = [kind(**item) for item in data[name]]
        return cls(**data)
