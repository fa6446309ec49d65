"""A picture of what goes from where to where and when, drawn from the lines that a program prints.

The program says first which lanes there are, and then, in the order of time, what goes from one to another. `-x` instead of
`->` is what was tried and refused. Any other line is a heading of what follows it:

lanes: your code, session, database
Committed
your code -> session: session.add(project)
session -> database: INSERT
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

STEP = re.compile(r"(?P<start>.+?) -(?P<kind>[>x]) (?P<end>.+?): (?P<text>.+)$")
LANES = "lanes: "
MOST = 6


class BadLanes(Exception):
    """What a program printed is no such picture. The message names the line."""


@dataclass(frozen=True)
class Step:
    start: int
    """The number of its lane, from 0."""
    end: int
    text: str
    refused: bool


@dataclass(frozen=True)
class Part:
    """Steps under a heading; the first may have none."""

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
    found = [part for part in parts if part.heading or part.steps]
    empty = next((part.heading for part in found if not part.steps), None)
    if empty is not None or not found:
        raise BadLanes(
            f"nothing happens under {empty!r}: a step is 'from -> to: what'" if found else "there are no steps"
        )
    return lanes, found


def lanes_html(lines: list[str]) -> str:
    """The picture: for each heading a list of steps, which is also how it is read out. Raises BadLanes."""
    lanes, parts = parsed(lines)
    names = "".join(f"<span>{escape(name)}</span>" for name in lanes)
    html = []
    for part in parts:
        heading = f"<p>{escape(part.heading)}</p>" if part.heading else ""
        steps = "".join(step_html(step, lanes) for step in part.steps)
        html.append(f'{heading}<div class="lane-names" aria-hidden="true">{names}</div><ol>{steps}</ol>')
    return f'<div class="lanes of-{len(lanes)}">{"".join(html)}</div>'


def step_html(step: Step, lanes: list[str]) -> str:
    """One step: its words, and an arrow that CSS lays from lane to lane."""
    low, high = sorted((step.start, step.end))
    way = "stays" if low == high else "right" if step.end > step.start else "left"
    side = "from-left" if low + high < len(lanes) else "from-right"
    classes = f"{way} {side} low-{low + 1} high-{high + 1}" + (" refused" if step.refused else "")
    if step.refused:
        said = f"{lanes[step.start]} to {lanes[step.end]}, refused: "
    else:
        said = f"{lanes[step.start]}: " if low == high else f"{lanes[step.start]} to {lanes[step.end]}: "
    return (
        f'<li class="{classes}"><span class="said">{escape(said)}</span>'
        f'<span class="what">{escape(step.text)}</span><span class="arrow" aria-hidden="true"></span></li>'
    )
