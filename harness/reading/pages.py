"""The pages of a project: all of them, the order to read them in, and which of them are a chapter's or a rule's."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
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
    # A build asks a thousand times, and pathlib takes five times as long.
    names = [f"{place}/{name}" for place, _, files in os.walk(project.docs) for name in files if name.endswith(".md")]
    read = _reader(project.docs)
    return [read(name) for name in sorted(names, key=lambda name: name.split("/"))]


def page_at(path: Path, project: Project) -> Page:
    """The page in a file, read again only if the file has changed. Raises OSError."""
    return _reader(project.docs)(os.fspath(path))


@cache
def _reader(docs: Path) -> Callable[[str], Page]:
    return once_per_state(lambda name: Page(Path(name), Path(name).relative_to(docs).as_posix()))


def navigation(project: Project) -> dict[str, int]:
    """The pages that mkdocs.yml names, from docs/, in their order, with the line of each."""
    config = project.root / "mkdocs.yml"
    return _navigation(config.read_text("utf-8") if config.exists() else "")


@lru_cache(2)
def _navigation(config: str) -> dict[str, int]:
    named = [(re.match(r" *- (?:.*\s)?(\S+\.md)$", line), number) for number, line in enumerate(config.split("\n"), 1)]
    return {match[1]: number for match, number in named if match}


def reading_order(project: Project) -> list[Page]:
    """The pages as the navigation names them, then the others."""
    return _ordered(pages(project), navigation(project))


def _ordered(found: Iterable[Page], order: dict[str, int]) -> list[Page]:
    return sorted(found, key=lambda page: (order.get(page.name, LAST), page.name))


def chapter_pages(chapter: str, project: Project) -> list[Page]:
    """The pages in a chapter's folder."""
    return [page_at(path, project) for path in sorted((project.docs / chapter).glob("*.md"))]


def chapter_rules(chapter: str, project: Project) -> list[Rule]:
    """The rules of a chapter in reading order."""
    order = navigation(project)
    return sorted(rules_of(project, chapter), key=lambda rule: (order.get(rule.page, LAST), rule.name))


def rule_titles(project: Project) -> dict[str, RuleTitle]:
    """The titles of the rules that a page draws, by the rule's name, in reading order."""
    return _rule_titles(tuple(pages(project)), tuple(navigation(project)))


@lru_cache(2)
def _rule_titles(found: tuple[Page, ...], named: tuple[str, ...]) -> dict[str, RuleTitle]:
    ordered = _ordered(found, {name: number for number, name in enumerate(named)})
    chapters = {page.folder: page.title for page in ordered if page.path.name == "index.md"}
    drawn = [(page, page.arguments("rule")) for page in ordered]
    return {
        names[0]: RuleTitle(page.title, chapters.get(page.folder, page.folder), page.description)
        for page, names in drawn
        if names
    }
