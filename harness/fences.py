"""Python blocks in Markdown: each runs as a snippet, or says why it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pytest_examples import find_examples

from harness.snippet import Problem

EXEMPT = re.compile(r"\s*<!--\s*not run:\s*(.*?)\s*-->\s*$")
FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,}) *(?P<info>[^`\n]*)$")
PYTHON = re.compile(r"\{?\s*\.?(py|python|python3)\b", re.I)
NEAR_PYTHON = re.compile(r"\{?\s*\.?(py\w+)", re.I)


@dataclass(frozen=True)
class Fence:
    """A block of Python in a Markdown file."""

    path: Path
    line: int
    """The line of the opening fence."""
    source: str
    exempt: str | None
    """Why it is not run, from the comment `<!-- not run: why -->` on the line above it."""


def fences(path: Path) -> tuple[list[Fence], list[Problem]]:
    """The Python blocks of a Markdown file, as pytest-examples finds them, and the blocks it would pass over."""
    text = path.read_text("utf-8")
    lines = text.split("\n")
    found, problems = [], []
    for example in find_examples(path):
        language = NEAR_PYTHON.match(example.prefix)
        if language is None or not PYTHON.match(example.prefix):
            continue
        above = EXEMPT.match(lines[example.start_line - 2]) if example.start_line > 1 else None
        if above and not above[1]:
            problems.append(Problem(path, example.start_line - 1, "an exemption without a reason", "say why: <!-- not run: why -->"))
        found.append(Fence(path, example.start_line, example.source, above[1] if above else None))
    collected = {fence.line for fence in found}
    fenced = set()
    closing: str | None = None
    for number, line in enumerate(lines, 1):
        match = FENCE.match(line)
        if closing is not None:
            if match and match["mark"].startswith(closing) and not match["info"].strip():
                closing = None
            continue
        if match is None:
            continue
        closing = match["mark"]
        fenced.add(number)
        info = match["info"].strip()
        if PYTHON.match(info) and number not in collected:
            problems.append(
                Problem(path, number, f"the fence '{match['mark']}{info}' would not be run", "write it as ```python")
            )
        elif NEAR_PYTHON.match(info) and not PYTHON.match(info):
            problems.append(
                Problem(path, number, f"a fence of {info!r} shows a session that nobody runs", "write ```python, or ```text")
            )
    for number, line in enumerate(lines, 1):
        if EXEMPT.match(line) and number + 1 in fenced and number + 1 not in collected:
            problems.append(Problem(path, number, "an exemption above a block that is not Python", "delete the comment"))
    return [fence for fence in found if fence.line in fenced], problems
