"""What two texts say differently, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A part of a text. `differs`: the other text doesn't have it there."""

    text: str
    differs: bool


def word_diff(one: str, other: str, alike: float) -> tuple[list[Piece], list[Piece]]:
    """The two texts in pieces. If they are less alike than `alike`, from 0 to 1, nothing stands out: all differs."""
    ours, theirs = (TOKEN.findall(text)[::-1] for text in (one, other))
    if likeness(one, other) < alike:
        return [Piece(one, False)], [Piece(other, False)]
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    # From the end on: `f(a)` against `f` leaves `(a)` together, where the other way may leave `(a` and `)` apart.
    for what, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        for side, words in zip(pieces, (ours[i1:i2], theirs[j1:j2]), strict=True):
            text = "".join(words[::-1])
            inner = text.strip() if what != "equal" else ""  # blanks at its edge are no difference
            before, _, after = text.partition(inner) if inner else (text, "", "")
            parts = (Piece(after, False), Piece(inner, True), Piece(before, False))
            side += [part for part in parts if part.text]
    return pieces[0][::-1], pieces[1][::-1]


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    return SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()
