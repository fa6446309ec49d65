"""The addresses that rules and sections had while a chapter was one page still lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.reading import rules
from harness.reading.pages import page_at
from tests.conftest import ROOT

GUIDE = Project.load(ROOT)
OLD = [line.split("/#") for line in (Path(__file__).parent / "old_anchors.txt").read_text("utf-8").split()]


@pytest.mark.parametrize("chapter", dict.fromkeys(chapter for chapter, _ in OLD))
def test_every_old_anchor_of_a_chapter_is_on_its_page(chapter: str) -> None:
    """On the page itself, or in its list of rules, which leads on."""
    index = page_at(GUIDE.docs / chapter / "index.md", GUIDE)
    assert index.arguments("rules") == [chapter]
    known = {heading.id for heading in index.headings}
    for rule in rules.rules_of(GUIDE, chapter):
        known |= {rule.slug, *page_at(GUIDE.docs / rule.page, GUIDE).own_ids}
    assert {old for page, old in OLD if page == chapter} - known == set()
