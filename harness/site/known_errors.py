"""What the error index knows beyond the messages of the runs: SQLAlchemy's codes, and messages with several causes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("known_errors.toml")


@dataclass(frozen=True)
class Cause:
    """One cause of a message, by the rule that explains it."""

    rule: str
    tells: str = ""
    """What tells it from the other causes, as half a sentence."""
    where: str = ""
    """A regular expression: where the reader's text has it, this cause comes first."""


@dataclass(frozen=True)
class KnownError:
    """A message or a code, with one sentence about it and its causes, the likeliest first."""

    pattern: str
    """A regular expression of JavaScript and Python, without regard to case; of a code, the code."""
    says: str
    causes: tuple[Cause, ...]


@lru_cache(maxsize=1)
def codes() -> tuple[KnownError, ...]:
    """SQLAlchemy's own error codes, as at the end of `https://sqlalche.me/e/20/bhk3`."""
    found: dict[str, list[str]] = _file()["codes"]
    return tuple(KnownError(code, says, tuple(map(Cause, rules))) for code, (says, *rules) in found.items())


@lru_cache(maxsize=1)
def known_messages() -> tuple[KnownError, ...]:
    """Messages that several causes share, and those whose rule shows the cause but not these words."""
    return tuple(
        KnownError(each["pattern"], each.get("says", ""), tuple(Cause(*cause) for cause in each["causes"]))
        for each in _file()["messages"]
    )


def rules() -> set[str]:
    """The names of all rules that the file refers to."""
    return {cause.rule for known in (*codes(), *known_messages()) for cause in known.causes}


def as_data(rules: set[str]) -> dict[str, object]:
    """Both for the page's script, without causes whose rule is not among `rules`.

    The last item of a message is how many causes it has, whatever this project has rules for.
    """

    def causes(known: KnownError) -> list[list[str]]:
        return [[c.rule, c.tells, *([c.where] if c.where else [])] for c in known.causes if c.rule in rules]

    return {
        "codes": {each.pattern: [each.says, causes(each)] for each in codes()},
        "messages": [[each.pattern, each.says, causes(each), len(each.causes)] for each in known_messages()],
    }


def state() -> str:
    """Changes with the file."""
    return FILE.read_text("utf-8")


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(state())
