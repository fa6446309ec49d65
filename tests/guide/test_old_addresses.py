"""The addresses that rules and sections had while a chapter was one page still lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.reading import pages, rules

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = Project.load(ROOT)
OLD = [line.split("/#") for line in (Path(__file__).parent / "old_anchors.txt").read_text("utf-8").split()]


@pytest.mark.parametrize("chapter", dict.fromkeys(chapter for chapter, _ in OLD))
def test_every_old_anchor_of_a_chapter_is_on_its_page(chapter: str) -> None:
    """On the page itself, or in its list of rules, which leads on."""
    index = GUIDE.docs / chapter / "index.md"
    assert f"\n::: rules {chapter}\n" in index.read_text("utf-8")
    listed = [rule for rule in rules.rules(GUIDE) if rule.chapter == chapter]
    known = {*pages.heading_ids(index), *(rule.slug for rule in listed)}
    known |= {own for rule in listed for own in pages.own_addresses(GUIDE.docs / rule.page)}
    assert {old for page, old in OLD if page == chapter} - known == set()
