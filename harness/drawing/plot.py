"""Plots in a lab: lines in a stretched SVG, everything that is read as text.

A picture that is scaled down to a phone scales its text too. Here only the lines are scaled. Titles, ticks and names
are text of the page, in its size and its colors, so one drawing fits every width and both color schemes. It needs no
library and no script.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from IPython.display import publish_display_data
from markupsafe import Markup

from harness.drawing.lab_notebook import BUILDING
from harness.drawing.templates import render
from harness.project import HARNESS

DIGIT = 3.3
"""The width of a tick's digit on a phone, in percent of the plot."""
MOST_STEPS = 8
"""With more steps than this only every other number is shown, because a phone has no room for all."""

Tick = tuple[float, str]
"""Where it is, in percent from the left or the bottom, and its text."""


@dataclass(frozen=True)
class Frame:
    """A drawing with two axes."""

    paths: list[tuple[str, str]]
    """For each curve the SVG path of its line, and that of its dots, in percent from the top left."""
    x_ticks: list[Tick]
    y_ticks: list[Tick]


def lines(
    title: str,
    x: Sequence[float],
    series: Mapping[str, Sequence[float]],
    *,
    x_label: str,
    y_label: str,
    alt: str,
    log_x: bool = False,
    log_y: bool = False,
) -> None:
    """Draw a line for each of `series` over `x`. The labels name the units; `alt` says what there is to see.

    Raises ValueError for an empty title, label or alternative text, for a series of another length than `x`, and for a
    value that a logarithmic scale has no place for.
    """
    for name, values in series.items():
        if len(values) != len(x):
            raise ValueError(f"{name}: {len(values)} values for {len(x)} points")
    everything = [value for values in series.values() for value in values]
    across, x_steps = scale(x, log_x)
    up, y_steps = scale(everything if log_y else [0, *everything], log_y)
    marked = apart([(across(value), value) for value in (x if len(x) <= 6 else x_steps)])
    paths = [path([(across(a), 100 - up(b)) for a, b in zip(x, values, strict=True)]) for values in series.values()]
    frame = Frame(
        paths, [(across(value), short(value)) for value in marked], [(up(value), short(value)) for value in y_steps]
    )
    rows = [[value, *(values[n] for values in series.values())] for n, value in enumerate(x)]
    above = f"{y_label} (each step is ten times the one before)" if log_y else y_label
    key = list(series) if len(series) > 1 else []
    publish(title, alt, [x_label, *series], rows, [x_label, y_label], frame=frame, above=above, below=x_label, key=key)


def bars(title: str, values: Mapping[str, float], *, unit: str, alt: str) -> None:
    """Draw a bar for each of `values`, which are in `unit`. Raises ValueError for an empty title, unit or alternative
    text."""
    largest = max(values.values())
    bars = [(name, f"{value / largest:.1%}", number_text(value)) for name, value in values.items()]
    publish(title, alt, ["", unit], [[n, v] for n, v in values.items()], [unit], bars=bars, above=unit)


def track(title: str, states: Sequence[str], steps: Sequence[tuple[str, str]], *, alt: str) -> None:
    """Draw how something moves through `states`, listed from the top. A step is what was done, and the state after it.

    Raises ValueError for an empty title or alternative text, and for a state that is not listed.
    """
    for _, state in steps:
        if state not in states:
            raise ValueError(f"{state!r} is not one of {', '.join(states)}")
    down = {state: 100 * (n + 0.5) / len(states) for n, state in enumerate(states)}
    places = [(100 * (n + 0.5) / len(steps), down[state]) for n, (_, state) in enumerate(steps)]
    corners = places[:1]
    for (left, above), (right, below) in pairwise(places):
        corners += [((left + right) / 2, above), ((left + right) / 2, below), (right, below)]
    numbers = [(place[0], str(n)) for n, place in enumerate(places, 1) if len(places) <= MOST_STEPS or n % 2]
    frame = Frame([(path(corners)[0], path(places)[1])], numbers, [(100 - down[state], state) for state in states])
    rows = [[n, action, state] for n, (action, state) in enumerate(steps, 1)]
    headings = ["step", "what was done", "state after it"]
    summary = "What was done at each step"
    publish(title, alt, headings, rows, [], frame=frame, named=True, below="step", summary=summary)


def path(points: Sequence[tuple[float, float]]) -> tuple[str, str]:
    """The SVG path that connects points, and the one that draws a dot at each."""
    texts = [f"{x:.2f} {y:.2f}" for x, y in points]
    return f"M{'L'.join(texts)}", "".join(f"M{text}h0" for text in texts)


def scale(values: Sequence[float], log: bool) -> tuple[Callable[[float], float], list[float]]:
    """From a value to its place in percent, and the values to mark. Raises ValueError for a logarithm of 0 or less."""
    low, high = min(values), max(values)
    if log:
        if low <= 0:
            raise ValueError("a logarithmic scale has no place for 0")
        first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
        last = max(last, first + 1)
        return (lambda v: 100 * (math.log10(v) - first) / (last - first)), [10.0**n for n in range(first, last + 1)]
    step = 10 ** math.floor(math.log10((high - low) or 1))
    step *= next(f for f in (0.2, 0.5, 1, 2, 5) if (high - low) / (step * f) <= 6)
    bottom, top = step * math.floor(low / step), step * math.ceil(high / step)
    count = round((top - bottom) / step)
    return (lambda v: 100 * (v - bottom) / ((top - bottom) or 1)), [bottom + n * step for n in range(count + 1)]


def apart(ticks: Sequence[tuple[float, float]]) -> list[float]:
    """Of the values at those places, in percent, those whose numbers don't run into each other; always the last one."""

    def clear(one: tuple[float, float], other: tuple[float, float]) -> bool:
        return other[0] - one[0] > DIGIT * (len(short(one[1])) + len(short(other[1]))) / 2

    kept: list[tuple[float, float]] = []
    for tick in ticks[:-1]:
        if clear(tick, ticks[-1]) and (not kept or clear(kept[-1], tick)):
            kept.append(tick)
    return [value for _, value in (*kept, ticks[-1])]


def short(value: float) -> str:
    """A tick's value: 1,000 and 0.5, never 1e3."""
    return f"{value:,.0f}" if value >= 1 and value == round(value) else f"{value:g}"


def number_text(value: object) -> str:
    """A value as a table shows it: numbers from 1,000 on without decimals, others with three digits."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,.0f}" if isinstance(value, int) or value >= 1000 else f"{value:.3g}"


def publish(
    title: str,
    alt: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    labels: Sequence[str],
    **drawn: object,
) -> None:
    """Show a plot with its data below it. `drawn` is the template's: a frame with its key and axes, or bars."""
    if not all(text.strip() for text in (title, alt, *labels)):
        raise ValueError("a plot needs a title, labels with units, and an alternative text")
    cells = [[number_text(value) for value in row] for row in rows]
    styles = None if os.environ.get(BUILDING) else page_styles()
    html = render("plot", title=title, alt=alt, headings=headings, rows=cells, styles=styles, **drawn)
    publish_display_data({"text/html": html, "text/plain": f"{title}. {alt}"})


@cache
def page_styles() -> Markup:
    """The site's styles of a plot, for a notebook, which has none. A page's `rem` is 20 pixels."""
    text = (HARNESS.parent / "docs" / "assets" / "css" / "labs.css").read_text("utf-8").replace(".md-typeset ", "")
    return Markup(re.sub(r"([\d.]+)rem", lambda match: f"{20 * float(match[1]):g}px", text))
