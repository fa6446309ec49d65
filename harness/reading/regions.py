"""The marks for pages: `# page: from here` and `# page: to here` around the part that a page shows, and
`# page: essence` above a statement for the quick reference."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.problem import Problem
from harness.reading.expectation import PRINTS, Expectation
from harness.reading.source import Comment, Text

FROM_HERE, TO_HERE = "# page: from here", "# page: to here"
ESSENCE = "# page: essence"
LOOKALIKE = re.compile(r"#+\s*pages?\s*(:|(from|to)\b)", re.I)


def shown_regions(source: Text, comments: Iterable[Comment]) -> tuple[list[tuple[int, int]], list[Problem]]:
    """First and last lines of the regions, without the marks, and what is wrong with the marks."""
    regions: list[tuple[int, int]] = []
    problems: list[Problem] = []
    start: int | None = None
    end_of_text = Comment(TO_HERE, len(source.source.rstrip("\n").split("\n")) + 1, 0, shares_line=False)
    for comment in [*comments, end_of_text]:
        if comment is end_of_text and start is None:
            break
        if not LOOKALIKE.match(comment.text) or comment.text == ESSENCE:
            continue
        problem = misused(comment, start is not None)
        if problem:
            problems.append(source.problem(comment.line, *problem))
        elif start is None:
            start = comment.line + 1
        else:
            if any(line.strip() for line in source.lines[start - 1 : comment.line - 1]):
                regions.append((start, comment.line - 1))
            else:
                remedy = "mark the part that matters, or delete the marks"
                problems.append(source.problem(start - 1, "the shown region is empty", remedy))
            start = None
    return regions, problems


def misused(mark: Comment, is_open: bool) -> tuple[str, str] | None:
    """What is wrong with a region mark and the remedy; `is_open`: a region has started above it."""
    if mark.text not in (FROM_HERE, TO_HERE):
        return f"{mark.text!r} is nearly a region mark", f"write {FROM_HERE!r}, {TO_HERE!r} or {ESSENCE!r}"
    if mark.shares_line:
        return f"{mark.text!r} shares a line with code", "put it on a line of its own"
    if is_open == (mark.text == FROM_HERE):
        state = "already open" if is_open else "not open"
        return f"{mark.text!r}: the shown region is {state}", f"pair each {FROM_HERE!r} with one {TO_HERE!r}"
    return None


def essence_lines(source: Text, comments: Iterable[Comment]) -> tuple[list[int], list[Problem]]:
    """The lines below the `# page: essence` marks, and what is wrong with the marks."""
    lines: list[int] = []
    problems: list[Problem] = []
    for comment in comments:
        if comment.text != ESSENCE:
            continue
        below = source.lines[comment.line].strip() if comment.line < len(source.lines) else ""
        if comment.shares_line or not below or below.startswith("#"):
            remedy = "put it on a line of its own, directly above the statement to show"
            problems.append(source.problem(comment.line, f"{ESSENCE!r} marks nothing", remedy))
        else:
            lines.append(comment.line + 1)
    return lines, problems


def hidden(source: Text, regions: list[tuple[int, int]], expectations: Iterable[Expectation]) -> list[Problem]:
    """The expectations that no reader of the page would see: all but plain output has to be in a region."""
    return [
        source.problem(
            each.line,
            f"{str(each)!r} is outside the part that the page shows",
            f"put {FROM_HERE!r} above its statement, or {TO_HERE!r} below it",
        )
        for each in (expectations if regions else ())
        if each.kind != PRINTS and not any(first <= each.line <= last for first, last in regions)
    ]
