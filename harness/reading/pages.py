"""The pages of a project: all of them, the order to read them in, and which of them are a chapter's or a rule's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.cache import once_per_state
from harness.project import Project
from harness.reading.page import Page
from harness.reading.rules import Rule, rules_of

LAST = 10**6
"""Where pages come that the navigation does not name."""


@dataclass(frozen=True)
class RuleTitle:
    """What a rule is called, as its page says."""

    text: str
    """The page's title, plain."""
    chapter: str
    """The title of the chapter's page."""
    advice: str
    """The page's description."""


def pages(project: Project) -> list[Page]:
    """All pages, by path."""
    return [page_at(path, project) for path in sorted(project.docs.rglob("*.md"))]


def page_at(path: Path, project: Project) -> Page:
    """The page in a file, read again only if the file has changed. Raises OSError."""
    return _pages_in(project.docs)(path)


@cache
def _pages_in(docs: Path) -> Callable[[Path], Page]:
    return once_per_state(lambda path: Page(path, path.relative_to(docs).as_posix()))


def navigation(project: Project) -> dict[str, int]:
    """The pages that mkdocs.yml names, from docs/, in their order, with the line of each."""
    config = project.root / "mkdocs.yml"
    lines = config.read_text("utf-8").split("\n") if config.exists() else []
    named = [(re.match(r" *- (?:.*\s)?(\S+\.md)$", line), number) for number, line in enumerate(lines, 1)]
    return {match[1]: number for match, number in named if match}


def reading_order(project: Project) -> list[Page]:
    """The pages as the navigation names them, then the others."""
    order = navigation(project)
    return sorted(pages(project), key=lambda page: (order.get(page.name, LAST), page.name))


def chapter_pages(chapter: str, project: Project) -> list[Page]:
    """The pages in a chapter's folder."""
    return [page_at(path, project) for path in sorted((project.docs / chapter).glob("*.md"))]


def chapter_rules(chapter: str, project: Project) -> list[Rule]:
    """The rules of a chapter in reading order."""
    order = navigation(project)
    return sorted(rules_of(project, chapter), key=lambda rule: (order.get(rule.page, LAST), rule.name))


def rule_titles(project: Project) -> dict[str, RuleTitle]:
    """The titles of the rules that a page draws, by the rule's name, in reading order."""
    ordered = reading_order(project)
    chapters = {page.folder: page.title for page in ordered if page.path.name == "index.md"}
    drawn = [(page, page.arguments("rule")) for page in ordered]
    return {
        names[0]: RuleTitle(page.title, chapters.get(page.folder, page.folder), page.description)
        for page, names in drawn
        if names
    }
