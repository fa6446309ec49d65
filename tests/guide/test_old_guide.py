"""Each section of the document that the guide grew from has its place in the guide."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT

SECTIONS = Path(__file__).with_name("old_sections.txt").read_text("utf-8").splitlines()
"""The headings under which the old guide had text of its own, in its order."""
BOX = re.compile(r"^/// old-guide\n\n(?P<said>\*\*The old guide said\*\*.*?)\n\n///\n(?P<below>.*)", re.M | re.S)
LINKS = re.compile(r"\s*((Related|In [\w ']+ documentation):(?:(?!\n\n).)*\s*)*", re.S)


def test_no_section_of_the_old_guide_is_missing() -> None:
    page = (ROOT / "docs" / "old_guide.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", page, flags=re.M))
    assert [section for section in rows if section in SECTIONS] == SECTIONS
    # Where the links lead is MkDocs's to check, in a strict build.
    assert [section for section in SECTIONS if "](" not in rows[section]] == []


def test_what_the_old_guide_said_is_folded_at_the_end_of_its_page() -> None:
    pages = [page for page in (ROOT / "docs").rglob("*.md") if "The old guide said**" in page.read_text("utf-8")]
    assert pages
    assert [str(page) for page in pages if not in_one_box_at_the_end(page.read_text("utf-8"))] == []


def in_one_box_at_the_end(text: str) -> bool:
    """Whether what the old guide said is in one box, and only links are below it."""
    box = BOX.search(text)
    return box is not None and "The old guide said" not in text[: box.start()] and bool(LINKS.fullmatch(box["below"]))
