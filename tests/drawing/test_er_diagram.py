"""The picture of the tables: nothing is missing from it, and nothing lies on top of another."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

import domain
from harness.drawing.er_diagram import Box, NoModels, arrange, lines_of, narrow_svg, read_models, tables_html, wide_svg

MODELS = Path(domain.__file__)
FOREIGN_KEYS = {
    (f"{key.parent.table.name}.{key.parent.name}", key.column.table.name)
    for table in domain.Base.metadata.tables.values()
    for key in table.foreign_keys
}


@pytest.mark.parametrize("draw", [wide_svg, narrow_svg])
def test_every_table_and_foreign_key_is_drawn(draw) -> None:
    svg = ElementTree.fromstring(draw(read_models(MODELS)[0]))
    tables = {g.get("data-table") for g in svg.iter("g")} - {None}
    assert tables == set(domain.Base.metadata.tables)
    drawn = [(g.get("data-from"), g.get("data-to")) for g in svg.iter("g") if g.get("data-from")]
    assert set(drawn) == FOREIGN_KEYS
    assert len(drawn) == len(FOREIGN_KEYS)
    width, height = (float(svg.get(name, 0)) for name in ("width", "height"))
    for rect in svg.iter("rect"):
        x, y, w, h = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height


def test_every_column_is_in_the_picture_or_said_to_be_everywhere() -> None:
    found, common = read_models(MODELS)
    assert common == ["id", "created_at", "updated_at"]
    for box in found:
        columns = domain.Base.metadata.tables[box.name].columns
        assert {c.name for c in box.columns} == {c.name for c in columns} - set(common)
        assert {c.name for c in box.columns if c.optional} == {c.name for c in columns if c.nullable}


def test_the_words_name_every_foreign_key() -> None:
    words = re.sub(r"<[^>]+>", "", tables_html(MODELS).partition("<details>")[2])
    for source, target in FOREIGN_KEYS:
        assert f"{source.partition('.')[2]} points to {target}" in words


def test_no_table_covers_another_and_a_long_line_has_a_place_of_its_own() -> None:
    found, _ = read_models(MODELS)
    levels, lines = lines_of(found)
    arrange(levels, lines)
    assert any(len(line.places) > 2 for line in lines)
    for level in levels:
        for one, other in combinations(level, 2):
            assert one.y + one.height <= other.y or other.y + other.height <= one.y, (one.name, other.name)


def test_a_table_that_points_to_itself_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "tree.py"
    path.write_text(
        "from sqlalchemy import ForeignKey\n"
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n"
        "class Base(DeclarativeBase):\n    pass\n\n"
        "class Node(Base):\n    __tablename__ = 'node'\n    key: Mapped[int] = mapped_column(primary_key=True)\n"
        "    parent: Mapped[int | None] = mapped_column(ForeignKey('node.key'))\n"
    )
    html = tables_html(path)
    assert html.count('data-from="node.parent" data-to="node"') == 2
    assert isinstance(read_models(path)[0][0], Box)


def test_a_module_without_models_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text("x = 1\n")
    with pytest.raises(NoModels, match=r"plain.py defines no declarative base"):
        tables_html(tmp_path / "plain.py")
