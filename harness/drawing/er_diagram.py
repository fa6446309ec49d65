"""A picture of the tables of a module's models and of the foreign keys between them.

The tables are a list, the ones that others point to first. A foreign key is a line beside the list, from its column up
to the table that it points to; all keys to one table share a lane. CSS grid lays the lines out, so nothing here knows a
width or a height, the text stays text, and one drawing serves a phone and a wide screen.
"""

from __future__ import annotations

import runpy
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from sqlalchemy import MetaData
from sqlalchemy import Table as SchemaTable
from sqlalchemy.orm import DeclarativeBase

from harness.drawing.templates import render


class NoModels(Exception):
    """A module without a declarative base."""


@dataclass(frozen=True)
class Column:
    name: str
    target: str
    """The table that it points to; empty if it is not a foreign key."""
    optional: bool


@dataclass(frozen=True)
class Table:
    name: str
    row: int
    """The row of the grid that holds its name, from 1. Each foreign key has a row below it, and the other columns share
    one."""
    keys: list[Column]
    others: list[Column]
    classes: list[str]
    """The subclasses that are stored in it."""

    @property
    def rows(self) -> int:
        """How many rows it takes: the last one also holds the space below the table."""
        return 2 + len(self.keys)


@dataclass(frozen=True)
class Line:
    """A foreign key in the grid."""

    column: Column
    source: str
    start: int
    """The row of the column."""
    end: int
    """The row of the table that it points to."""
    lane: int
    """From 1, the nearest to the tables."""


def tables_html(path: Path) -> Markup:
    """The picture of the models that a Python file defines. The file is executed. Raises NoModels."""
    module = runpy.run_path(str(path), run_name=path.stem)
    bases = [value for value in module.values() if isinstance(value, type) and issubclass(value, DeclarativeBase)]
    bases = [base for base in bases if DeclarativeBase in base.__bases__]
    if not bases:
        raise NoModels(f"{path.name} defines no declarative base")
    classes: dict[str, list[str]] = {}
    for mapper in sorted(bases[0].registry.mappers, key=lambda mapper: mapper.class_.__name__):
        if mapper.inherits is not None and isinstance(mapper.local_table, SchemaTable):
            classes.setdefault(mapper.local_table.name, []).append(mapper.class_.__name__)
    tables, common = tables_of(bases[0].metadata, classes)
    lines = lines_of(tables)
    lanes = max((line.lane for line in lines), default=0)
    return render("er_diagram", file=path.name, tables=tables, common=common, lines=lines, lanes=lanes)


def tables_of(metadata: MetaData, classes: dict[str, list[str]]) -> tuple[list[Table], list[str]]:
    """The tables without the columns that most of them have; and the names of those columns."""
    counts = Counter(column.name for table in metadata.tables.values() for column in table.columns)
    common = [name for name, count in counts.items() if count > len(metadata.tables) / 2]
    tables: list[Table] = []
    row = 1
    for table in referred_first(metadata):
        elements = [element for key in table.foreign_key_constraints for element in key.elements]
        targets = {element.parent.name: element.column.table.name for element in elements}
        columns = [Column(column.name, targets.get(column.name, ""), bool(column.nullable)) for column in table.columns]
        keys = [column for column in columns if column.target]
        others = [column for column in columns if not column.target and column.name not in common]
        tables.append(Table(table.name, row, keys, others, classes.get(table.name, [])))
        row += tables[-1].rows
    return tables, common


def referred_first(metadata: MetaData) -> list[SchemaTable]:
    """The tables as the file defines them, each one right behind the tables that it points to, which keeps the lines
    short."""
    names = list(metadata.tables)
    ordered: dict[SchemaTable, None] = {}
    under_way: set[SchemaTable] = set()

    def add(table: SchemaTable) -> None:
        if table not in under_way:
            under_way.add(table)
            for key in sorted(table.foreign_key_constraints, key=lambda key: names.index(key.referred_table.name)):
                add(key.referred_table)
            ordered[table] = None

    referred = {key.referred_table for table in metadata.tables.values() for key in table.foreign_key_constraints}
    for table in sorted(metadata.tables.values(), key=lambda table: table in referred):
        add(table)
    return list(ordered)


def lines_of(tables: list[Table]) -> list[Line]:
    """The foreign keys. The lines to one table share a lane, and lines of one lane to different tables don't touch."""
    heads = {table.name: table.row for table in tables}
    ends: dict[str, list[tuple[int, Table, Column]]] = {}
    for table in tables:
        for number, column in enumerate(table.keys, 1):
            ends.setdefault(column.target, []).append((table.row + number, table, column))
    spans = {target: (min(heads[target], keys[0][0]), max(heads[target], keys[-1][0])) for target, keys in ends.items()}
    taken: list[list[tuple[int, int]]] = []
    lines = []
    for target, (top, bottom) in sorted(spans.items(), key=lambda item: item[1][1] - item[1][0]):
        free = (n for n, lane in enumerate(taken) if all(bottom < first or top > last for first, last in lane))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((top, bottom))
        lines += [Line(column, table.name, row, heads[target], lane + 1) for row, table, column in ends[target]]
    return lines
