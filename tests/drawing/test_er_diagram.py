"""The picture of the tables: nothing is missing from it, and no line runs into another."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import domain
from harness.drawing.er_diagram import Line, NoModels, lines_of, tables_html, tables_of

TABLES = domain.Base.metadata.tables
FOREIGN_KEYS = {
    (f"{key.parent.table.name}.{key.parent.name}", key.column.table.name)
    for table in TABLES.values()
    for key in table.foreign_keys
}


def test_every_table_and_foreign_key_is_drawn() -> None:
    html = tables_html(Path(domain.__file__))
    assert set(re.findall(r'<div class="er-table" role="group" aria-label="(\w+)"', html)) == set(TABLES)
    lines = re.findall(r'data-from="([\w.]+)" data-to="(\w+)"', html)
    assert set(lines) == FOREIGN_KEYS
    assert len(lines) == len(FOREIGN_KEYS)
    words = re.sub(r"<[^>]+>", "", html).replace("?", "")
    for source, target in FOREIGN_KEYS:
        assert f"{source.partition('.')[2]} → {target}" in words


def test_every_column_is_in_the_picture_or_said_to_be_everywhere() -> None:
    tables, common = tables_of(domain.Base.metadata, {})
    assert common == ["id", "created_at", "updated_at"]
    for table in tables:
        columns, drawn = TABLES[table.name].columns, [*table.keys, *table.others]
        assert {c.name for c in drawn} == {c.name for c in columns} - set(common)
        assert {c.name for c in drawn if c.optional} == {c.name for c in columns if c.nullable}


def test_tables_and_lines_have_places_of_their_own() -> None:
    tables, _ = tables_of(domain.Base.metadata, {})
    for one, next_one in pairwise(tables):
        assert one.row + one.rows == next_one.row

    def rows(line: Line) -> set[int]:
        return set(range(min(line.start, line.end), max(line.start, line.end) + 1))

    for line, other in combinations(lines_of(tables), 2):
        if line.lane == other.lane and line.column.target != other.column.target:
            assert not rows(line) & rows(other), (line, other)


def test_a_table_that_points_to_itself_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "tree.py"
    path.write_text(
        "from sqlalchemy import ForeignKey\n"
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n"
        "class Base(DeclarativeBase):\n    pass\n\n"
        "class Node(Base):\n    __tablename__ = 'node'\n    key: Mapped[int] = mapped_column(primary_key=True)\n"
        "    parent: Mapped[int | None] = mapped_column(ForeignKey('node.key'))\n"
    )
    assert tables_html(path).count('data-from="node.parent" data-to="node"') == 1


def test_a_module_without_models_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("x = 1\n")
    with pytest.raises(NoModels, match=r"plain.py defines no declarative base"):
        tables_html(tmp_path / "plain.py")
