"""What two texts say differently, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

Spans = list[tuple[int, int, int, int]]
"""What two lists of words have in common: from and to in the one, from and to in the other."""


@dataclass(frozen=True)
class Piece:
    """A part of a text. `differs`: the other text doesn't have it there."""

    text: str
    differs: bool


def word_diff(one: str, other: str, alike: float) -> tuple[list[Piece], list[Piece]]:
    """The two texts in pieces. If they are less alike than `alike`, from 0 to 1, nothing stands out: all differs."""
    ours, theirs = TOKEN.findall(one), TOKEN.findall(other)
    if likeness(one, other) < alike:
        return [Piece(one, False)], [Piece(other, False)]
    # Found from the end on, `f()` against `f` leaves `()` together, where the other way may leave `(` and `)` apart.
    a, b = len(ours), len(theirs)
    backward = [(a - j, a - i, b - n, b - m) for i, j, m, n in reversed(common(ours[::-1], theirs[::-1]))]
    ways = [
        (pieces(ours, [span[:2] for span in spans]), pieces(theirs, [span[2:] for span in spans]))
        for spans in (common(ours, theirs), backward)
    ]
    return min(ways, key=lambda way: sum(piece.differs for side in way for piece in side))


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    return difflib.SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()


def common(ours: list[str], theirs: list[str]) -> Spans:
    blocks = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [(block.a, block.a + block.size, block.b, block.b + block.size) for block in blocks]


def pieces(words: list[str], same: list[tuple[int, int]]) -> list[Piece]:
    """The words in pieces, those outside the spans differing. Blanks at the edge of such a piece are no difference."""
    shared = {at for start, end in same for at in range(start, end)}
    differs = [at not in shared for at in range(len(words))]
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        before = False
        for at in order:
            if not before and not words[at].strip():
                differs[at] = False
            before = differs[at]
    parts: list[Piece] = []
    for word, flag in zip(words, differs, strict=True):
        if parts and parts[-1].differs == flag:
            parts[-1] = Piece(parts[-1].text + word, flag)
        else:
            parts.append(Piece(word, flag))
    return parts
