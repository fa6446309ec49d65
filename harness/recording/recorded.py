"""What the process of a snippet reports of its run: an Outcome less what only its parent knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

from harness.outcome import Environment, Happenings, Outcome


@dataclass(kw_only=True)
class Recorded(Happenings):
    """What one run did."""

    files: list[str] = field(default_factory=list)
    """The project's files that the run opened or imported, as absolute paths, without the snippet itself."""
    database: tuple[str, str] | None = None
    """The dialect's name and the server's version, from the first statement that an engine executed."""

    def outcome(self, environment: Environment, files: dict[str, str] | None = None) -> Outcome:
        """The Outcome of this run. `files` are the files' paths from the project's root with their fingerprints."""
        shared = {name: value for name, value in vars(self).items() if name not in ("files", "database")}
        return Outcome(environment, files or {}, **shared)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return super().from_json(data | {"database": tuple(data["database"]) if data["database"] else None})
