"""Each section of the document that the guide grew from has its place in the guide."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT

SECTIONS = Path(__file__).with_name("old_sections.txt").read_text("utf-8").splitlines()
"""The headings under which the old guide had text of its own, in its order."""


def test_no_section_of_the_old_guide_is_missing() -> None:
    page = (ROOT / "docs" / "old_guide.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", page, flags=re.M))
    assert [section for section in rows if section in SECTIONS] == SECTIONS
    # Where the links lead is MkDocs's to check, in a strict build.
    assert [section for section in SECTIONS if "](" not in rows[section]] == []
