"""Python blocks in Markdown: each runs as a snippet, or says why it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from harness.problem import Problem

EXEMPT = re.compile(r"\s*<!--\s*not run:\s*(.*?)\s*-->\s*$")
FENCE = re.compile(r"^(?P<indent> *)(?P<mark>`{3,}|~{3,}) *(?P<info>[^`\n]*)$")
PYTHON = re.compile(r"\{?\s*\.?(py|python|python3)\b", re.I)
NEAR_PYTHON = re.compile(r"\{?\s*\.?(py|ipython|jupyter)", re.I)
UNSEEN = {
    re.compile(r"\s*(>\s*)+(`{3,}|~{3,})\s*\{?\s*\.?i?py", re.I): "a fence of Python in a quotation would not be run",
    re.compile(r"\s*<pre\b", re.I): "nothing is run of what stands in a <pre>",
    re.compile(r"\s*(>\s*)*(In \[\d*\]: |>>> )"): "a session that nobody runs",
}
"""Lines that show code where no block is found."""


@dataclass(frozen=True)
class Fence:
    """A block of Python in a Markdown file."""

    path: Path
    line: int
    """The line of the opening fence."""
    source: str
    exempt: str | None
    """Why it isn't run, from the comment `<!-- not run: why -->` on the line above it."""

    @property
    def first_line(self) -> int:
        """The first line of its code."""
        return self.line + 1


def fences(path: Path) -> tuple[list[Fence], list[Problem]]:
    """The Python blocks of a Markdown file, as pytest-examples finds them, and the blocks it would pass over."""
    from pytest_examples import find_examples  # which imports Black, in vain where no page is looked at

    lines = path.read_text("utf-8").split("\n")
    opened, inside = openings(lines)
    found = []
    for example in find_examples(path):
        if example.start_line in opened and PYTHON.match(example.prefix):
            above = EXEMPT.match(lines[example.start_line - 2]) if example.start_line > 1 else None
            found.append(Fence(path, example.start_line, example.source, above[1] if above else None))
    collected = {fence.line for fence in found}
    problems = [
        *(p for number, match in opened.items() if number not in collected for p in passed_over(path, number, match)),
        *exemption_problems(path, lines, opened, inside, collected),
        *unseen(path, lines, found),
    ]
    return found, sorted(problems, key=lambda problem: problem.line)


def openings(lines: list[str]) -> tuple[dict[int, re.Match[str]], set[int]]:
    """The lines that open a fence, and those that stand inside one."""
    opened: dict[int, re.Match[str]] = {}
    inside: set[int] = set()
    mark: str | None = None
    for number, line in enumerate(lines, 1):
        match = FENCE.match(line)
        if mark is not None:
            inside.add(number)
            if match and match["mark"].startswith(mark) and not match["info"].strip():
                mark = None
        elif match:
            opened[number] = match
            mark = match["mark"]
    return opened, inside


def passed_over(path: Path, number: int, match: re.Match[str]) -> list[Problem]:
    """What is wrong with a fence that is not collected: nothing, unless it is Python or nearly so."""
    info = match["info"].strip()
    if PYTHON.match(info):
        return [Problem(path, number, f"the fence '{match['mark']}{info}' would not be run", "write it as ```python")]
    if NEAR_PYTHON.match(info):
        text = f"a fence of {info!r} shows a session that nobody runs"
        return [Problem(path, number, text, "write ```python, or ```text")]
    return []


def unseen(path: Path, lines: list[str], found: list[Fence]) -> list[Problem]:
    """The lines outside the Python blocks that show code as if it had been run."""
    read = {fence.line + n for fence in found for n in range(fence.source.count("\n") + 1)}
    return [
        Problem(path, number, text, "write it as ```python")
        for number, line in enumerate(lines, 1)
        if number not in read
        for pattern, text in UNSEEN.items()
        if pattern.match(line)
    ]


def exemption_problems(
    path: Path, lines: list[str], opened: dict[int, re.Match[str]], inside: set[int], collected: set[int]
) -> list[Problem]:
    """The exemptions without a reason, and those that exempt nothing."""
    found = []
    for number, line in enumerate(lines, 1):
        match = EXEMPT.match(line)
        if match is None or number in inside:
            continue
        if not match[1]:
            found.append(Problem(path, number, "an exemption without a reason", "say why: <!-- not run: why -->"))
        if number + 1 not in opened:
            found.append(Problem(path, number, "an exemption above no block", "put it on the line above the block"))
        elif number + 1 not in collected:
            found.append(Problem(path, number, "an exemption above a block that is not Python", "delete the comment"))
    return found
