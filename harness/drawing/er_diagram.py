"""A picture of the tables of a module's models and of the foreign keys between them, as SVG, and the same in words.

The tables stand in columns, each to the right of the tables that it points to. A long line runs between the tables of the
columns that it crosses, because it takes a place there as a table does. On a narrow screen the tables stand one below the
other, and the lines run beside them.
"""

from __future__ import annotations

import runpy
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

LINE = 17
"""Pixels from one line of text to the next. All that follows is in pixels too."""
HEAD = 24
LETTER = 6.6
"""The width of a letter, in the widest of the fonts that may stand in for the site's own."""
GAP = 64
"""Between two columns of tables: room for the lines to bend."""
ROW_GAP = 16
LANE = 10
"""Between two lines that run beside the tables."""


class NoModels(Exception):
    """A module without a declarative base."""


@dataclass
class Column:
    name: str
    target: str = ""
    """The table that it points to, where it is a foreign key."""
    optional: bool = False


@dataclass
class Box:
    """A table; or, without columns and a name, the place that a long line takes in a column."""

    name: str = ""
    columns: list[Column] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    """The classes that share the table."""
    level: int = 0
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        return HEAD + LINE * len(self.lines) + 6 if self.name else LINE

    @property
    def lines(self) -> list[str]:
        """What stands in the box below its name."""
        return [*self.kinds, *(column_text(column) for column in self.columns)]

    @property
    def width(self) -> float:
        return max(len(each) for each in [f"{self.name}  ", *self.lines]) * LETTER + 20 if self.name else 0

    def row(self, column: Column) -> float:
        """How far down the column's line is."""
        return self.y + HEAD + LINE * (len(self.kinds) + self.columns.index(column) + 0.5)


def column_text(column: Column) -> str:
    return column.name + ("?" if column.optional else "")


def boxes(metadata: MetaData, kinds: dict[str, list[str]]) -> tuple[list[Box], list[str]]:
    """The tables, referred ones first, without the columns that nearly all have; and those columns."""
    tables = metadata.sorted_tables
    names = [column.name for table in tables for column in table.columns]
    common = [name for name in dict.fromkeys(names) if names.count(name) > len(tables) / 2]
    found = []
    for table in tables:
        elements = [each for constraint in table.foreign_key_constraints for each in constraint.elements]
        targets = {each.parent.name: each.column.table.name for each in elements}
        columns = [
            Column(each.name, targets.get(each.name, ""), bool(each.nullable))
            for each in table.columns
            if each.name not in common or each.name in targets
        ]
        columns.sort(key=lambda each: not each.target)
        found.append(Box(table.name, columns, kinds.get(table.name, [])))
    by_name = {box.name: box for box in found}
    for box in found:
        box.level = max((by_name[c.target].level + 1 for c in box.columns if c.target not in ("", box.name)), default=0)
    return found, common


def read_models(path: Path) -> tuple[list[Box], list[str]]:
    """The tables of the models that a Python file defines. It is executed, apart from what is imported already.

    Raises NoModels.
    """
    module = runpy.run_path(str(path), run_name=path.stem)
    bases = [each for each in module.values() if isinstance(each, type) and DeclarativeBase in each.__bases__]
    if not bases:
        raise NoModels(f"{path.name} defines no declarative base")
    kinds: dict[str, list[str]] = {}
    for mapper in sorted(bases[0].registry.mappers, key=lambda each: each.class_.__name__):
        if mapper.inherits is not None:
            kinds.setdefault(mapper.local_table.name, []).append(f"({mapper.class_.__name__})")
    return boxes(bases[0].metadata, kinds)


@dataclass
class Line:
    """A foreign key: the places it leads through, from its own table to the one that it points to."""

    column: Column
    places: list[Box]


def lines_of(found: list[Box]) -> tuple[list[list[Box]], list[Line]]:
    """The columns of the picture, left to right, with a place for each line that crosses one; and the lines."""
    by_name = {box.name: box for box in found}
    levels: list[list[Box]] = [[] for _ in range(max((box.level for box in found), default=0) + 1)]
    for box in found:
        levels[box.level].append(box)
    lines = []
    for box in found:
        for column in box.columns:
            if column.target:
                target = by_name[column.target]
                crossed = [Box(level=level) for level in range(box.level - 1, target.level, -1)]
                for place in crossed:
                    levels[place.level].append(place)
                lines.append(Line(column, [box, *crossed, target]))
    return levels, lines


def arrange(levels: list[list[Box]], lines: list[Line]) -> tuple[float, float]:
    """Give every box its place, near those that it is tied to. Returns the width and the height of the picture."""
    tied: dict[int, list[Box]] = {}
    for line in lines:
        for one, other in pairwise(line.places):
            tied.setdefault(id(one), []).append(other)
            tied.setdefault(id(other), []).append(one)

    def middle(box: Box) -> float:
        return box.y + box.height / 2

    def wanted(box: Box, beside: int) -> float:
        near = [middle(other) for other in tied.get(id(box), []) if other.level == beside]
        return sum(near) / len(near) if near else middle(box)

    for level in levels:
        stack(level, [0.0] * len(level))
    last = len(levels) - 1
    for _ in range(4):
        ways = [(n, n - 1) for n in range(1, last + 1)] + [(n, n + 1) for n in range(last - 1, -1, -1)]
        for number, beside in ways:
            level = levels[number]
            goals = {id(box): wanted(box, beside) for box in level}
            level.sort(key=lambda box: goals[id(box)])
            stack(level, [goals[id(box)] - box.height / 2 for box in level])
    top = min(box.y for level in levels for box in level)
    x = 1.0
    for level in levels:
        for box in level:
            box.x, box.y = x, box.y - top + 1
        x += max(box.width for box in level) + GAP
    return x - GAP + 1, max(box.y + box.height for level in levels for box in level) + 1


def stack(level: list[Box], goals: list[float]) -> None:
    """Put the boxes of one column below each other, together as near to their goals as they come."""
    y = 0.0
    for box in level:
        box.y = y
        y += box.height + ROW_GAP
    shift = sum(goal - box.y for box, goal in zip(level, goals, strict=True)) / max(len(level), 1)
    for box in level:
        box.y += shift
    # Each may still move towards its goal, as far as its neighbours leave room.
    for number, (box, goal) in enumerate(zip(level, goals, strict=True)):
        above = level[number - 1] if number else None
        below = level[number + 1] if number + 1 < len(level) else None
        lowest = above.y + above.height + ROW_GAP if above else goal
        highest = below.y - ROW_GAP - box.height if below else goal
        box.y = max(lowest, min(goal, highest))


def tables_html(path: Path) -> str:
    """The picture for wide and for narrow screens, and in words. Raises NoModels."""
    found, common = read_models(path)
    wide = wide_svg(found)
    narrow = narrow_svg(found)
    also = (
        f"<p>Nearly every table also has {', '.join(f'<code>{escape(name)}</code>' for name in common)}.</p>"
        if common
        else ""
    )
    return (
        f'<figure class="picture tables" data-search-exclude>{wide}{narrow}<figcaption>Drawn from the models in <code>{escape(path.name)}</code>.'
        " A line leads from a foreign key to the table that it points to; a dashed one, and a <code>?</code>, may be NULL."
        f"{also}</figcaption><details><summary>The same in words</summary>{words_html(found)}</details></figure>"
    )


def words_html(found: list[Box]) -> str:
    items = []
    for box in found:
        parts = []
        for column in box.columns:
            text = f"<code>{escape(column.name)}</code>"
            if column.target:
                text += f" points to <code>{escape(column.target)}</code>"
            parts.append(text + (" (may be NULL)" if column.optional else ""))
        kinds = f", shared by {escape(' and '.join(each.strip('()') for each in box.kinds))}" if box.kinds else ""
        items.append(f"<li><code>{escape(box.name)}</code>{kinds}: {', '.join(parts)}</li>")
    return f"<ul>{''.join(items)}</ul>"


def svg(kind: str, width: float, height: float, found: list[Box], paths: str) -> str:
    """The tables on top of the lines between them."""
    title = f"{len(found)} tables and the foreign keys between them. The list below says the same in words."
    drawn = "".join(box_svg(box) for box in found)
    return (
        f'<svg class="{kind}" role="img" aria-label="{title}" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' width="{width:.0f}" height="{height:.0f}">{paths}{drawn}</svg>'
    )


def box_svg(box: Box) -> str:
    texts = [f'<text class="name" x="{box.x + 10:.0f}" y="{box.y + 17:.0f}">{escape(box.name)}</text>']
    for number, text in enumerate(box.lines):
        column = box.columns[number - len(box.kinds)] if number >= len(box.kinds) else None
        style = "kind" if column is None else "foreign" if column.target else "column"
        y = box.y + HEAD + LINE * number + 13
        texts.append(f'<text class="{style}" x="{box.x + 10:.0f}" y="{y:.0f}">{escape(text)}</text>')
    return (
        f'<g data-table="{escape(box.name)}"><rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}"'
        f' height="{box.height:.0f}" rx="4"/><path class="rule-off" d="M{box.x:.0f} {box.y + HEAD:.0f}h{box.width:.0f}"/>'
        f"{''.join(texts)}</g>"
    )


def line_svg(line: Line, path: str, foot: tuple[float, float, int]) -> str:
    """A line, and at its start the fork that says: many."""
    x, y, way = foot
    start, target = line.places[0], line.places[-1]
    fork = f"M{x + way * 8:.0f} {y:.0f}L{x:.0f} {y - 4:.0f}M{x + way * 8:.0f} {y:.0f}L{x:.0f} {y + 4:.0f}"
    style = "line optional" if line.column.optional else "line"
    return (
        f'<g data-from="{escape(start.name)}.{escape(line.column.name)}" data-to="{escape(target.name)}">'
        f'<path class="{style}" d="{path}"/><path class="line" d="{fork}"/></g>'
    )


def wide_svg(found: list[Box]) -> str:
    levels, lines = lines_of(found)
    width, height = arrange(levels, lines)
    widths = [max(box.width for box in level) for level in levels]
    paths = []
    for line in lines:
        start, *crossed, target = line.places
        x, y = start.x, start.row(line.column)
        path = f"M{x:.0f} {y:.0f}"
        for place in crossed:
            right, left, to = place.x + widths[place.level], place.x, place.y + LINE / 2
            path += curve(x, y, right, to) + f"H{left:.0f}"
            x, y = left, to
        if target is start:
            path += f"c-30 0 -30 {start.y + HEAD / 2 - y:.0f} 0 {start.y + HEAD / 2 - y:.0f}"
        else:
            path += curve(x, y, target.x + target.width, target.y + HEAD / 2)
        paths.append(line_svg(line, path, (start.x, start.row(line.column), -1)))
    return svg("wide", width, height, found, "".join(paths))


def curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = (x + to_x) / 2
    return f"C{bend:.0f} {y:.0f} {bend:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}"


def narrow_svg(found: list[Box]) -> str:
    """The tables one below the other; each line runs down beside them, in the nearest lane that is free there."""
    y = 1.0
    for box in found:
        box.x, box.y = 1, y
        y += box.height + ROW_GAP
    right = max(box.width for box in found) + 14
    by_name = {box.name: box for box in found}
    lines = [Line(column, [box, by_name[column.target]]) for box in found for column in box.columns if column.target]
    taken: list[list[tuple[float, float]]] = []
    paths = []

    def span(line: Line) -> tuple[float, float]:
        top, bottom = sorted((line.places[0].row(line.column), line.places[1].y + HEAD / 2))
        return top, bottom

    for line in sorted(lines, key=lambda each: span(each)[1] - span(each)[0]):
        top, bottom = span(line)
        free = (n for n, lane in enumerate(taken) if all(bottom < a or top > b for a, b in lane))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((top, bottom))
        start, target = line.places
        x, row = start.x + start.width, start.row(line.column)
        path = f"M{x:.0f} {row:.0f}H{right + number * LANE:.0f}V{target.y + HEAD / 2:.0f}H{target.x + target.width:.0f}"
        paths.append(line_svg(line, path, (x, row, 1)))
    return svg("narrow", right + len(taken) * LANE, y - ROW_GAP + 1, found, "".join(paths))
