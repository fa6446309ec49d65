"""What a run of a snippet did, as plain data that goes to JSON and back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Self

from harness.text import counted


@dataclass
class Printed:
    """A line of output. `at` is the number of the statement that wrote it, None for none of the snippet's."""

    at: int | None
    text: str


@dataclass
class Raised:
    """An exception that passed through the snippet, or a warning."""

    at: int | None
    """The innermost statement of the snippet that it passed through."""
    name: str
    """`module.qualname` of the class; a built-in's name stands alone, as in a traceback."""
    message: str
    """The whole message, memory addresses replaced by `0x...`."""
    by_hand: bool
    """Raised by a `raise`, an `assert` or a `warnings.warn` of the project's own code."""
    caught: bool = False
    """Handled by the snippet, so that it went on."""
    chain: list[str] = field(default_factory=list)
    """`name: message` of the exceptions that led to this one, nearest first."""
    times: int = 1
    """How often the same warning came from the same statement."""


@dataclass
class Emitted:
    """An SQL statement that reached the database's cursor."""

    at: int | None
    within: list[int]
    """The snippet's statements that were under way, innermost call first."""
    sql: str
    parameters: list[str]
    """Up to three sets of parameters, as text."""
    sets: int
    """How many sets of parameters: more than one for an executemany."""
    rows: int | None
    """Rows fetched, where the driver tells."""
    raw: bool = False
    """Executed on a cursor of the driver, past SQLAlchemy's events."""


@dataclass(frozen=True)
class SqlCount:
    """How much SQL was executed: what a `#:` states."""

    statements: int
    """Calls of a cursor's execute() or executemany()."""
    executions: int
    """How often the database executed them: once for each set of parameters, and once without any."""

    @classmethod
    def of(cls, emitted: Collection[Emitted]) -> SqlCount:
        return cls(len(emitted), sum(each.sets for each in emitted))

    @property
    def once_each(self) -> bool:
        """Whether no statement was sent with several sets of parameters."""
        return self.executions == self.statements

    def __str__(self) -> str:
        """`3 statements`, or `1 statement, 100 parameter sets` if a statement was sent with several sets."""
        statements = counted(self.statements, "statement")
        if self.once_each:
            return statements
        return f"{statements}, {counted(self.executions, 'parameter set')}"

    def beside(self, other: SqlCount) -> str:
        """This count in a sentence that already has the other: `expected 3 statements, the run emitted 4`."""
        return str(self.statements) if self.once_each and other.once_each else str(self)


@dataclass
class Environment:
    """What an outcome holds for."""

    python: str
    sqlalchemy: str
    database: str
    """SQLAlchemy's name of the dialect: `sqlite`, `postgresql`."""
    database_version: str

    def __str__(self) -> str:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        database = names.get(self.database, self.database)
        return f"Python {self.python}, SQLAlchemy {self.sqlalchemy}, {database} {self.database_version}".rstrip()


@dataclass(kw_only=True)
class Happenings:
    """Everything that a run of one snippet did."""

    ended_by: Raised | None = None
    """The exception that ended the snippet."""
    caught: list[Raised] = field(default_factory=list)
    """The exceptions the snippet handled, in order."""
    warnings: list[Raised] = field(default_factory=list)
    emitted: list[Emitted] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    ran: list[int] = field(default_factory=list)
    """The statements that were reached."""
    complaints: list[str] = field(default_factory=list)
    """What a snippet must not do and this one did: it hung, crashed, wrote past `print`, left threads behind."""
    complaint_at: int | None = None
    """The statement the first complaint speaks of, where it is known."""
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dicts, some of them shared with this object."""
        data = dict(vars(self))
        data["ended_by"] = self.ended_by and vars(self.ended_by)
        for name in ("caught", "warnings", "emitted", "printed"):
            data[name] = [vars(item) for item in data[name]]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The reverse of `to_json`. Raises TypeError for fields that do not exist."""
        data = dict(data)
        data["ended_by"] = Raised(**data["ended_by"]) if data["ended_by"] else None
        for name, kind in (("caught", Raised), ("warnings", Raised), ("emitted", Emitted), ("printed", Printed)):
            data[name] = [kind(**item) for item in data[name]]
        return cls(**data)


@dataclass
class Outcome(Happenings):
    """What a run did, and what it depends on."""

    environment: Environment
    files: dict[str, str] = field(default_factory=dict)
    """Project files the run read, by path from the root, and their fingerprints."""

    @property
    def raised(self) -> list[Raised]:
        """Every exception and warning: what `#!` speaks of."""
        return [*self.warnings, *self.caught, *([self.ended_by] if self.ended_by else [])]

    def to_json(self) -> dict[str, Any]:
        return super().to_json() | {"environment": vars(self.environment)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return super().from_json(data | {"environment": Environment(**data["environment"])})
