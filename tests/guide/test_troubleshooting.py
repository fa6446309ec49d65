"""The page of symptoms: what it quotes was said in a run, and every rule that raises is found on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from harness.checking.checked_rule import checked_rule
from harness.project import Project
from harness.reading import rules
from harness.reading.pages import page_at
from tests.conftest import ROOT

PROJECT = Project.load(ROOT)
PAGE = ROOT / "docs" / "troubleshooting.md"
LINK = re.compile(r"\]\((?P<chapter>\w+)/(?:index\.md#)?(?P<slug>[\w-]+)(?:\.md)?\)")
CODE = re.compile(r"`(.+?)`")


def rows() -> Iterator[tuple[int, str, str]]:
    """The rows of the tables: line, what one sees, what it comes from."""
    for number, line in page_at(PAGE, PROJECT).prose:
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == 2 and cells[0] != "You see":
            yield number, cells[0], cells[1]


def said(cell: str) -> str:
    """All that the rules and console sessions say that a cell links to."""
    texts: list[str] = []
    for match in LINK.finditer(cell):
        rule = rules.rule_named(PROJECT, f"{match['chapter']}/{match['slug']}")
        for checked in checked_rule(rule, PROJECT).snippets.values() if rule else ():
            raised = checked.outcome.raised
            texts += [t for r in raised for t in (f"{r.name.rpartition('.')[2]}: {r.message}", *r.chain)]
        texts += [t.read_text("utf-8") for t in (ROOT / "transcripts" / match["chapter"]).glob(f"{match['slug']}.t")]
    return "\n".join(texts)


@pytest.mark.parametrize(("line", "seen", "why"), [pytest.param(*row, id=str(row[0])) for row in rows()])
def test_a_quoted_message_is_one_that_the_linked_rules_got(line: int, seen: str, why: str) -> None:
    assert LINK.search(why), f"docs/troubleshooting.md:{line} leads to no rule"
    # A cell that starts with code is what a run said; in another one, code is code.
    for part in (part for quoted in CODE.findall(seen) if seen.startswith("`") for part in quoted.split("...")):
        assert part.strip() in said(why), f"docs/troubleshooting.md:{line} quotes {part!r}"


def test_every_rule_that_raises_is_found() -> None:
    linked = {f"{match['chapter']}/{match['slug']}" for match in LINK.finditer(PAGE.read_text("utf-8"))}
    raising = {r.name for r in rules.rules(PROJECT) if any("#! " in path.read_text("utf-8") for path in r.donts)}
    assert len(raising) > 50
    missing = sorted(raising - linked)
    assert not missing, f"docs/troubleshooting.md leads to no {', '.join(missing)}: give each a row, by what one sees"
