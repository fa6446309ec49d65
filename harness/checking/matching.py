"""Texts of expectations against texts of a run."""

from __future__ import annotations

import difflib
import re
from itertools import zip_longest

from harness.outcome import Raised

BACKGROUND = re.compile(r"\s*\(Background on [^()]* at: https://sqlalche\.me/\S+?\)\s*$")
"""SQLAlchemy's pointer to its page on an error, at the end of a message."""
ALIGNED = 2_000_000
"""Up to this many expected lines times printed ones are aligned. Above it, lines are compared by position."""


def first_line(message: str) -> str:
    """What `#!` compares: the first line of a message, without SQLAlchemy's pointer to its page on the error."""
    return BACKGROUND.sub("", message.partition("\n")[0]).rstrip()


def described(raised: Raised) -> str:
    """A raised exception as the text of a `#!`."""
    message = first_line(raised.message)
    return f"{raised.name}: {message}" if message else raised.name


def fits(expected: str, actual: str) -> bool:
    """Whether `actual` is `expected`, where `...` stands for any text. Spaces at the end don't count."""
    expected, actual = expected.rstrip(), actual.rstrip()
    if "..." not in expected:
        return expected == actual
    return re.fullmatch(".*?".join(map(re.escape, expected.split("..."))), actual, re.S) is not None


def paired(texts: list[str], lines: list[str]) -> list[tuple[int | None, int | None]]:
    """Expected lines beside printed ones, in order: the positions of both, None where one has no counterpart.

    Lines that fit are side by side, and between those the lines that replace each other. With very many lines,
    those in the same position are.
    """
    if len(texts) * len(lines) > ALIGNED:
        return list(zip_longest(range(len(texts)), range(len(lines))))
    open_texts = [text for text in texts if "..." in text]
    seen_as = [next((text for text in open_texts if fits(text, line)), line) for line in lines]
    seen_as = [texts[n] if n < len(texts) and fits(texts[n], line) else seen_as[n] for n, line in enumerate(lines)]
    pairs: list[tuple[int | None, int | None]] = []
    for _, t, t_end, n, n_end in difflib.SequenceMatcher(None, texts, seen_as, autojunk=False).get_opcodes():
        pairs += zip_longest(range(t, t_end), range(n, n_end))
    return pairs
