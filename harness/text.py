"""Words in messages."""

from __future__ import annotations


def plural(number: int, noun: str) -> str:
    """The noun in the form that goes with the number: `row` for 1, `rows` for any other."""
    return noun if number == 1 else f"{noun}s"


def counted(number: int, noun: str) -> str:
    """`1 row`, `3 rows`."""
    return f"{number} {plural(number, noun)}"
