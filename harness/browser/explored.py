"""What a run left in its SQLite databases, and how SQLite answers the queries that it sent: for readers who explore."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from markupsafe import Markup

from harness.drawing.sql_html import sql_lines
from harness.drawing.templates import render
from harness.outcome import Emitted

MOST_ROWS, MOST_PLANS, LONGEST = 20, 30, 40
QUERY = re.compile(r"\s*(SELECT|WITH|UPDATE|DELETE)\b", re.I)
QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")


def explored_html(emitted: Iterable[Emitted], folder: Path) -> Markup:
    """The rows of the tables in the database files below `folder`, and the plan of each query; empty without any."""
    tables, plans = [], []
    for file in sorted(folder.rglob("*.db")):
        with closing(sqlite3.connect(file)) as connection:
            tables += list(tables_of(connection))
            plans += list(plans_of(connection, emitted))
    return render("explored", tables=tables, plans=plans) if tables or plans else Markup("")


def tables_of(connection: sqlite3.Connection) -> Iterator[tuple[str, int, list[str], list[list[str]]]]:
    """Each table with rows: its name, how many rows it has, its columns, and the first rows."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        quoted = '"' + name.replace('"', '""') + '"'
        ((count,),) = connection.execute(f"SELECT count(*) FROM {quoted}")
        if count:
            cursor = connection.execute(f"SELECT * FROM {quoted} LIMIT {MOST_ROWS}")
            columns = [column[0] for column in cursor.description]
            yield name, count, columns, [[shown(value) for value in row] for row in cursor]


def shown(value: object) -> str:
    text = "NULL" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def plans_of(connection: sqlite3.Connection, emitted: Iterable[Emitted]) -> Iterator[tuple[Markup, list[str]]]:
    """The plan of each different query, as EXPLAIN QUERY PLAN has it. What the database can't plan any more is left
    out."""
    queries = dict.fromkeys(each.sql for each in emitted if QUERY.match(each.sql))
    for sql in list(queries)[:MOST_PLANS]:
        try:
            values = [None] * QUOTED.sub("", sql).count("?")
            rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        except sqlite3.Error:
            continue
        depth = {0: 0}
        lines = []
        for at, parent, _, detail in rows:
            depth[at] = depth.get(parent, 0) + 1
            lines.append("  " * (depth[at] - 1) + detail)
        yield sql_lines(sql), lines
