"""The part of a snippet that a page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import BadSnippet, parse

DONT = Path("snippets/chapter/rule/dont.py")
REGIONS = {
    "none": ("a()\n", []),
    "one": ("a()\n# page: from here\nb()\nc()\n# page: to here\nd()\n", [(3, 4)]),
    "two": (
        "# page: from here\na()\n# page: to here\nb()\n# page: from here\nc()\n# page: to here\n", [(2, 2), (6, 6)],
    ),
    "one that runs to the end": ("a()\n# page: from here\nb()\n\n\n", [(3, 3)]),
    "indented": ("with a:\n    # page: from here\n    b()\n    # page: to here\n", [(3, 3)]),
    "output outside": ("a()\n#> 1\n# page: from here\nb()\n", [(4, 4)]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), REGIONS.values(), ids=REGIONS)
def test_shown_regions(source: str, expected: list[tuple[int, int]]) -> None:
    assert parse(DONT, source).regions == expected


WRITE = "write '# page: from here', '# page: to here' or '# page: essence'"
PAIR = "pair each '# page: from here' with one '# page: to here'"
MARK = "mark the part that matters, or delete the marks"
MOVE = "put '# page: from here' above its statement, or '# page: to here' below it"
REFUSED = {
    "misspelt": ("# page: form here\na()\n", 1, "'# page: form here' is nearly a region mark", WRITE),
    "without a colon": ("# page from here\na()\n", 1, "'# page from here' is nearly a region mark", WRITE),
    "beside code": (
        "a()  # page: from here\nb()\n", 1, "'# page: from here' shares a line with code",
        "put it on a line of its own",
    ),
    "opened twice": (
        "# page: from here\na()\n# page: from here\nb()\n", 3, "'# page: from here': the shown region is already open",
        PAIR,
    ),
    "closed but not opened": ("a()\n# page: to here\n", 2, "'# page: to here': the shown region is not open", PAIR),
    "empty": ("a()\n# page: from here\n\n# page: to here\n", 2, "the shown region is empty", MARK),
    "empty at the end": ("a()\n# page: from here\n", 2, "the shown region is empty", MARK),
    "an exception outside": (
        "# page: from here\na()\n# page: to here\nb()\n#! c.D: e\n", 5,
        "'#! c.D: e' is outside the part that the page shows", MOVE,
    ),
    "a count outside": (
        "a()\n#: 1 statement\n# page: from here\na()\n", 2, "'#: 1 statement' is outside the part that the page shows",
        MOVE,
    ),
    "a wrong result outside": (
        "a()\n#!> 1\n# page: from here\na()\n", 2, "'#!> 1' is outside the part that the page shows", MOVE,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "line", "text", "remedy"), REFUSED.values(), ids=REFUSED)
def test_bad_regions_are_refused(source: str, line: int, text: str, remedy: str) -> None:
    with pytest.raises(BadSnippet) as caught:
        parse(DONT, source)
    assert [(each.line, each.text, each.remedy) for each in caught.value.problems] == [(line, text, remedy)]


ESSENCE = {
    "none": ("a()\n", []),
    "two, one in a statement": ("# page: essence\na()\nb(\n    # page: essence\n    c=1,\n)\n", [2, 5]),
}


@pytest.mark.parametrize(("source", "lines"), ESSENCE.values(), ids=ESSENCE)
def test_what_is_essential_is_the_line_below_the_mark(source: str, lines: list[int]) -> None:
    assert parse(DONT, source).essence == lines


@pytest.mark.parametrize(
    "source", ["a()\n# page: essence\n", "# page: essence\n\na()\n", "a()  # page: essence\nb()\n"]
)
def test_a_mark_of_nothing_is_refused(source: str) -> None:
    with pytest.raises(BadSnippet) as refused:
        parse(DONT, source)
    (problem,) = refused.value.problems
    assert problem.text == "'# page: essence' marks nothing"
