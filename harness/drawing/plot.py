"""Plots as HTML: lines in a stretched SVG, everything that is read as text.

A picture that is scaled to a phone takes its text along. Here only the lines are scaled; titles, ticks and names are text of
the page, in its size and its colours, so one drawing serves every width and both schemes. It needs no library and no script.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise

from IPython.display import publish_display_data

from harness.drawing.cells import FIGURE
from harness.drawing.notebook import shown

DIGIT = 3.3
"""How much of a phone's plot one digit of a tick takes, in percent."""
MOST_STEPS = 8
"""More steps than this have every other number, so that a phone has room for them."""
STYLE = """
.plot{border:1px solid #8886;border-radius:4px;margin:1em 0;max-width:44rem;padding:.8em 1em;font-size:14px;
 --s1:#2f7fc1;--s2:#c7651a;--s3:#2f9160;--s4:#a05bb5;--s5:#8a7a2a}
.plot figcaption{font-weight:700;margin-bottom:.5em}
.plot .frame{position:relative;height:15em;margin:.4em 1.2em 1.6em 4em;border-left:1px solid;border-bottom:1px solid}
.plot .frame.named{margin-left:6.5em}
.plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.plot svg path{fill:none;stroke:var(--s);stroke-width:2.5;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.plot svg .dot{stroke-width:9;stroke-linecap:round;stroke-dasharray:none}
.plot svg .grid{stroke:currentColor;stroke-width:1;opacity:.15}
.plot .y,.plot .x{position:absolute;font-size:.85em;line-height:1;white-space:nowrap;font-variant-numeric:tabular-nums}
.plot .y{right:100%;bottom:var(--at);padding-right:.5em;transform:translateY(50%)}
.plot .x{top:100%;left:var(--at);padding-top:.45em;transform:translateX(-50%)}
.plot .axis{font-size:.85em;margin:0;opacity:.85}.plot .axis.below{text-align:right}
.plot .s1{--s:var(--s1)}.plot .s2{--s:var(--s2)}.plot .s3{--s:var(--s3)}.plot .s4{--s:var(--s4)}.plot .s5{--s:var(--s5)}
.plot .s2 path,path.s2{stroke-dasharray:7 3}.plot path.s3{stroke-dasharray:2 3}.plot path.s4{stroke-dasharray:10 3 2 3}
.plot ul.key{display:flex;flex-wrap:wrap;gap:.2em 1.2em;list-style:none;margin:.2em 0 .6em;padding:0}
.plot ul.key li{display:flex;align-items:center;gap:.45em;margin:0}
.plot ul.key svg{position:static;width:2em;height:.8em;flex:none}
.plot .bar{display:grid;grid-template-columns:30% 1fr;gap:.1em .8em;align-items:center;margin:.35em 0}
.plot .bar b{font-weight:400;overflow-wrap:anywhere}.plot .bar i{background:var(--s);display:block;height:1.1em;width:var(--at);min-width:2px}
.plot .bar span{display:flex;align-items:center;gap:.5em;padding-right:5em}.plot .bar em{font-style:normal;white-space:nowrap;margin-right:-5em}
.plot summary{cursor:pointer}.plot table{border-collapse:collapse;margin:.5em 0;font-variant-numeric:tabular-nums}
.plot :is(th,td){padding:.2em .8em .2em 0;text-align:right}.plot :is(th,td):first-child{text-align:left}
"""
"""What a notebook outside the site needs; docs/assets/labs.css says the same for a page, in the site's colours."""


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
    """Draw a line for each of `series` over `x`. The labels name the units; `alt` says what is to be seen.

    Raises ValueError for a plot that says nothing: an empty title, label or alternative text, or a series of another length.
    """
    check(title, x_label, y_label, alt)
    for name, values in series.items():
        if len(values) != len(x):
            raise ValueError(f"{name}: {len(values)} values for {len(x)} points")
    everything = [value for values in series.values() for value in values]
    across, x_ticks = scale(x, log_x)
    up, y_ticks = scale(everything if log_y else [0, *everything], log_y)
    x_ticks = apart([(across(tick), tick) for tick in (x if len(x) <= 6 else x_ticks)])
    drawn = []
    for number, values in enumerate(series.values(), 1):
        points = [f"{across(a):.2f} {100 - up(b):.2f}" for a, b in zip(x, values, strict=True)]
        dots = "".join(f"M{point}h0" for point in points)
        drawn.append(f'<path class="s{number}" d="M{"L".join(points)}"/><path class="s{number} dot" d="{dots}"/>')
    ticks = [(up(tick), short(tick)) for tick in y_ticks]
    body = frame(ticks, [(across(tick), short(tick)) for tick in x_ticks], "".join(drawn))
    rows = [[value, *(values[n] for values in series.values())] for n, value in enumerate(x)]
    scales = " (each step is ten times the one before)" if log_y else ""
    publish(
        title,
        key(list(series))
        + f'<p class="axis">{escape(y_label + scales)}</p>{body}<p class="axis below">{escape(x_label)}</p>',
        alt,
        [x_label, *series],
        rows,
    )


def bars(title: str, values: Mapping[str, float], *, unit: str, alt: str) -> None:
    """Draw a bar for each of `values`, which are `unit`. Raises ValueError as `lines` does."""
    check(title, unit, alt)
    largest = max(values.values())
    drawn = "".join(
        f'<div class="bar s1"><b>{escape(name)}</b><span><i style="--at:{value / largest:.1%}"></i>'
        f"<em>{shown(value)}</em></span></div>"
        for name, value in values.items()
    )
    publish(title, f'<p class="axis">{escape(unit)}</p>{drawn}', alt, ["", unit], [[n, v] for n, v in values.items()])


def track(title: str, states: Sequence[str], steps: Sequence[tuple[str, str]], *, alt: str) -> None:
    """Draw the way of something through `states`, listed from the top: a step is what was done, and the state after it.

    Raises ValueError as `lines` does, and for a state that is not listed.
    """
    check(title, alt)
    for _, state in steps:
        if state not in states:
            raise ValueError(f"{state!r} is none of {', '.join(states)}")

    def height(state: str) -> float:
        return 100 * (len(states) - list(states).index(state) - 0.5) / len(states)

    places = [(100 * (n + 0.5) / len(steps), 100 - height(state)) for n, (_, state) in enumerate(steps)]
    path = f"M{places[0][0]:.2f} {places[0][1]:.2f}"
    for (before, _), (here, down) in pairwise(places):
        path += f"H{(before + here) / 2:.2f}V{down:.2f}H{here:.2f}"
    dots = "".join(f"M{a:.2f} {b:.2f}h0" for a, b in places)
    body = frame(
        [(height(state), state) for state in states],
        [(place[0], str(n)) for n, place in enumerate(places, 1) if len(places) <= MOST_STEPS or n % 2],
        f'<path class="s1" d="{path}"/><path class="s1 dot" d="{dots}"/>',
        named=True,
    )
    rows = [[n, f"{did}", state] for n, (did, state) in enumerate(steps, 1)]
    headings = ["step", "what was done", "state after it"]
    publish(title, f'{body}<p class="axis below">step</p>', alt, headings, rows, "What was done at each step")


# Parts


def check(*texts: str) -> None:
    if not all(text.strip() for text in texts):
        raise ValueError("a plot needs a title, labels with units, and an alternative text")


def scale(values: Sequence[float], log: bool) -> tuple[Callable[[float], float], list[float]]:
    """From a value to its place in percent, and the values to mark. Raises ValueError for a logarithm of nothing."""
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
    """Of the values at those places, in percent, the ones whose numbers do not run into each other; the last one always."""

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


def frame(
    y_ticks: Sequence[tuple[float, str]], x_ticks: Sequence[tuple[float, str]], drawn: str, named: bool = False
) -> str:
    grid = "".join(f"M0 {100 - at:.2f}H100" for at, _ in y_ticks)
    ticks = "".join(f'<span class="y" style="--at:{at:.2f}%">{escape(text)}</span>' for at, text in y_ticks)
    ticks += "".join(f'<span class="x" style="--at:{at:.2f}%">{escape(text)}</span>' for at, text in x_ticks)
    return (
        f'<div class="frame{" named" if named else ""}"><svg viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<path class="grid" d="{grid}"/>{drawn}</svg>{ticks}</div>'
    )


def key(names: Sequence[str]) -> str:
    """Which line is which, beside a piece of each."""
    items = "".join(
        f'<li class="s{n}"><svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="s{n}" d="M0 50H100"/></svg>{escape(name)}</li>'
        for n, name in enumerate(names, 1)
    )
    return f'<ul class="key">{items}</ul>' if len(names) > 1 else ""


def publish(
    title: str,
    body: str,
    alt: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str | float]],
    summary: str = "The numbers",
) -> None:
    """Show the plot with its data below it."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' if each else "<td></td>" for each in headings)
    data = "".join(f"<tr>{''.join(f'<td>{escape(shown(value))}</td>' for value in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{data}</tbody></table>"
    keyed, _, drawn = body.partition("</ul>") if body.startswith("<ul") else ("", "", body)
    figure = (
        f'<figure class="plot"><figcaption>{escape(title)}</figcaption>{keyed + "</ul>" if keyed else ""}'
        f'<div role="img" aria-label="{escape(alt)}">{drawn}</div>'
        f"<details><summary>{escape(summary)}</summary>{table}</details></figure>"
    )
    publish_display_data(
        {FIGURE: figure, "text/html": f"<style>{STYLE}</style>{figure}", "text/plain": f"{title}. {alt}"}
    )
