"""What a reader has to load to read a page. `make test` weighs it, since each further case adds to its rule's page."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from harness.project import Project
from harness.reading import rules
from tests.conftest import ROOT

RULE_LIMIT, ELEMENT_LIMIT = 120_000, 1_500
"""Bytes of a rule's page, and elements that a browser makes of it before anything is opened."""
LOOK_UP_LIMIT = 150_000
"""Bytes that the page of the error index, and the rules for the search, travel as, each. They grow with every rule."""


@pytest.mark.parametrize("path", ["search/rules.json", "errors/index.html"])
def test_what_answers_errors_and_questions_is_light(by_mkdocs: Path, path: str) -> None:
    assert len(gzip.compress((by_mkdocs / path).read_bytes(), 6)) < LOOK_UP_LIMIT


def test_the_page_of_a_rule_is_light(by_mkdocs: Path) -> None:
    weights = {}
    for rule in rules.rules(Project.load(ROOT)):
        html = (by_mkdocs / rule.address / "index.html").read_text("utf-8")
        shown = re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.S)
        weights[rule.name] = len(html.encode()), len(re.findall(r"<[a-z]", shown))
    too_heavy = {name: (size, n) for name, (size, n) in weights.items() if size > RULE_LIMIT or n > ELEMENT_LIMIT}
    assert too_heavy == {}, "give a case a rule of its own, or move a run to the page it is about"
