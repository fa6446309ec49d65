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
NOT_RUN = {
    re.compile(r"\s*(>\s*)+(`{3,}|~{3,})\s*\{?\s*\.?i?py", re.I): "a block of Python in a quotation isn't run",
    re.compile(r"\s*<pre\b", re.I): "code in a <pre> isn't run",
    re.compile(r"\s*(>\s*)*(In \[\d*\]: |>>> )"): "an interactive session isn't run",
}
"""Lines outside the blocks that show code as if it had been run."""


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
    """The Python blocks of a Markdown file, and problems with code that wouldn't run."""
    lines = path.read_text("utf-8").split("\n")
    opened, inside = openings(lines)
    blocks: list[Fence] = []
    problems: list[Problem] = []
    for line, match in opened.items():
        info = match["info"].strip()
        if PYTHON.match(info):
            end = next(number for number in range(line + 1, len(lines) + 2) if number not in inside)
            body = [text.removeprefix(match["indent"]) for text in lines[line : end - 1]]
            if not body or not closes(body.pop(), match["mark"]):
                problems.append(Problem(path, line, "the block doesn't end", f"write {match['mark']} below it"))
                continue
            above = EXEMPT.match(lines[line - 2]) if line > 1 else None
            blocks.append(Fence(path, line, "".join(f"{text}\n" for text in body), above[1] if above else None))
        elif NEAR_PYTHON.match(info):
            problems.append(Problem(path, line, f"a block of {info!r} isn't run", "write ```python, or ```text"))
    problems += exemption_problems(path, lines, inside, {block.line for block in blocks})
    problems += code_outside(path, lines, blocks)
    return blocks, sorted(problems, key=lambda problem: problem.line)


def closes(line: str, mark: str) -> bool:
    """Whether a line ends the block that a mark such as three backticks opened."""
    match = FENCE.match(line)
    return match is not None and match["mark"].startswith(mark) and not match["info"].strip()


def openings(lines: list[str]) -> tuple[dict[int, re.Match[str]], set[int]]:
    """The lines that open a block, and the lines inside one, its end included. Lines count from 1."""
    opened: dict[int, re.Match[str]] = {}
    inside: set[int] = set()
    mark: str | None = None
    for number, line in enumerate(lines, 1):
        if mark is not None:
            inside.add(number)
            if closes(line, mark):
                mark = None
        elif match := FENCE.match(line):
            opened[number] = match
            mark = match["mark"]
    return opened, inside


def code_outside(path: Path, lines: list[str], blocks: list[Fence]) -> list[Problem]:
    """The lines outside the Python blocks that show code as if it had been run."""
    in_blocks = {block.line + n for block in blocks for n in range(block.source.count("\n") + 1)}
    return [
        Problem(path, number, text, "write it as ```python")
        for number, line in enumerate(lines, 1)
        if number not in in_blocks
        for pattern, text in NOT_RUN.items()
        if pattern.match(line)
    ]


def exemption_problems(path: Path, lines: list[str], inside: set[int], collected: set[int]) -> list[Problem]:
    """The exemptions without a reason, and those that exempt nothing."""
    problems = []
    for number, line in enumerate(lines, 1):
        match = EXEMPT.match(line) if number not in inside else None
        if match and not match[1]:
            problems.append(Problem(path, number, "an exemption without a reason", "say why: <!-- not run: why -->"))
        if match and number + 1 not in collected:
            text, remedy = "an exemption that isn't directly above a Python block", "put it there, or delete it"
            problems.append(Problem(path, number, text, remedy))
    return problems
