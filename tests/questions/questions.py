"""The questions and messages of the standing measure, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Question:
    """What a reader asks, where they ask it, and the rules of which one must come first."""

    way: Literal["search", "message"]
    text: str
    rules: tuple[str, ...]
    """None where no rule is about it: then none may be named."""

    def is_answered_by(self, found: list[str]) -> bool:
        """Whether the answer, best first, is right."""
        return found[0] in self.rules if found else not self.rules


def questions(group: str) -> list[Question]:
    """Those of one file, such as `findings`; a case with a question and its message counts as two.

    `queries/held_out` is a table of `queries.toml`, and `tracebacks/held_out` a folder of texts.
    """
    kind, _, part = group.rpartition("/")
    if kind == "tracebacks":
        texts = [path.read_text("utf-8").partition("\n") for path in sorted((FOLDER / group).glob("*.txt"))]
        return [Question("message", text, tuple(first.replace("none", "").split())) for first, _, text in texts]
    data = tomllib.loads((FOLDER / f"{kind or part}.toml").read_text("utf-8"))
    if kind:
        return [Question("search", text, tuple(rules.split())) for text, rules in data[part].items()]
    ways: tuple[Literal["search", "message"], ...] = ("search", "message")
    return [
        Question(way, case[way], tuple(case.get("rules", "").split()))
        for case in data["case"]
        for way in ways
        if way in case
    ]


def error_codes() -> dict[str, tuple[str, ...]]:
    """SQLAlchemy's codes, each with the rules that may answer it; none where an honest sentence is the answer."""
    codes: dict[str, str] = tomllib.loads((FOLDER / "codes.toml").read_text("utf-8"))
    return {code: tuple(rules.split()) for code, rules in codes.items()}
