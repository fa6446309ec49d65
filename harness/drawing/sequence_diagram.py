"""A picture of what goes from where to where, and when, drawn from the lines that a program prints.

The program first names the lanes, and then, in order, says what goes from one to another. `-x` in place of `->` is what
was tried and refused. Any other line is a heading for the steps below it:

lanes: your code, session, database
Committed
your code -> session: session.add(project)
session -> database: INSERT
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from harness.checking.checked_rule import checked_snippet
from harness.drawing.code_listing import whole_listing
from harness.drawing.figure import file_link
from harness.drawing.templates import render
from harness.problem import Problem
from harness.project import Project

STEP = re.compile(r"(?P<start>.+?) -(?P<kind>[>x]) (?P<end>.+?): (?P<text>.+)$")
LANES = "lanes: "
MOST = 6
"""More lanes than this don't fit a phone."""


class BadLanes(Exception):
    """What a program printed is not such a picture. The message names the line."""


@dataclass(frozen=True)
class Step:
    start: int
    """The number of its lane, from 0."""
    end: int
    text: str
    refused: bool


@dataclass(frozen=True)
class Part:
    """Steps under a heading; the first part may have none."""

    heading: str
    steps: list[Step]


def parsed(lines: list[str]) -> tuple[list[str], list[Part]]:
    """The lanes and what happens between them. Raises BadLanes."""
    if not lines or not lines[0].startswith(LANES):
        raise BadLanes(f"the program has to print '{LANES}' and their names first, as in '{LANES}your code, database'")
    lanes = [name.strip() for name in lines[0].removeprefix(LANES).split(",")]
    if len(lanes) > MOST:
        raise BadLanes(f"there are {len(lanes)} lanes, and a phone has room for {MOST}")
    parts = [Part("", [])]
    for line in lines[1:]:
        match = STEP.match(line)
        if match is None:
            parts.append(Part(line, []))
            continue
        for name in (match["start"], match["end"]):
            if name not in lanes:
                raise BadLanes(f"{line!r}: there is no lane {name!r}; there is {', '.join(lanes)}")
        step = Step(lanes.index(match["start"]), lanes.index(match["end"]), match["text"], match["kind"] == "x")
        parts[-1].steps.append(step)
    if not parts[0].steps:
        del parts[0]
    if not parts:
        raise BadLanes("there are no steps")
    for part in parts:
        if not part.steps:
            raise BadLanes(f"nothing happens under {part.heading!r}: a step is 'from -> to: what'")
    return lanes, parts


def picture_html(path: Path, project: Project, root: str) -> tuple[Markup, list[Problem]]:
    """The picture of what a program printed, and the program, folded. Raises BadSnippet and CannotRun."""
    checked = checked_snippet(path, project)
    if checked.problems:
        return Markup(""), checked.problems
    try:
        lanes = lanes_html([line.text for line in checked.outcome.printed])
    except BadLanes as error:
        return Markup(""), [Problem(path, 1, str(error), "fix what the program prints")]
    link, program = file_link(path, project, root), whole_listing(path)
    return render("picture", lanes=lanes, link=link, program=program, environment=checked.outcome.environment), []


def lanes_html(lines: list[str]) -> Markup:
    """The picture: a list of steps under each heading, which is also how it is read out. Raises BadLanes."""
    lanes, parts = parsed(lines)
    return render("sequence_diagram", lanes=lanes, parts=parts)
