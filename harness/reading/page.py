"""One Markdown page as its author wrote it: front matter, title, headings, directives, links."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from harness.problem import Problem
from harness.reading.markdown_blocks import openings

DIRECTIVE = re.compile(r"^(?P<indent> *):::\s*(?P<name>\S+)?\s*(?P<argument>.*?)\s*$")
HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.*?)(?:\s*\{[^}]*?#(?P<id>[\w-]+)[^}]*\}|\s*\{[^}]*\})?\s*$")
LINK = re.compile(r"\]\((?P<page>[\w./-]*\.md)?(?P<anchor>#[^)\s]*)?\)")
"""A link to a page of the guide, or within one."""
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class DirectiveLine:
    """A line that starts with `:::`."""

    line: int
    name: str
    """What follows the colons: `rule`. Empty where nothing does."""
    argument: str
    """The rest of the line."""
    indent: str = ""

    @property
    def text(self) -> str:
        """The directive with single blanks."""
        return " ".join([":::", self.name, *self.argument.split()]).rstrip()


@dataclass(frozen=True)
class Heading:
    """A heading of a page."""

    line: int
    level: int
    text: str
    """Markdown, without attributes."""
    own_id: str | None
    """The id that its author gave it."""

    @property
    def id(self) -> str:
        """The id that it has on the finished page, as long as no other heading reads the same."""
        return self.own_id or slugify(plain(self.text), "-")


class Page:
    """A page of the guide. Equal text gives an equal page, so it is read once for a state of its file."""

    def __init__(self, path: Path, name: str) -> None:
        """`name`: its path from docs/, with forward slashes."""
        self.path = path
        self.name = name
        self.text = path.read_text("utf-8")

    def __repr__(self) -> str:
        return f"Page({self.name!r})"

    @property
    def folder(self) -> str:
        """The folder of the page from docs/: a chapter's, or empty."""
        return posixpath.dirname(self.name)

    @property
    def root(self) -> str:
        """The way from the finished page to the site's root. There each page but index.md has a folder of its own."""
        parts = self.name.split("/")
        return "../" * (len(parts) - (parts[-1] == "index.md"))

    @cached_property
    def front_matter(self) -> dict[str, Any]:
        """What the page says about itself between its first two `---`. Empty if that can't be read."""
        try:
            return self._front_matter()
        except yaml.YAMLError:
            return {}

    def _front_matter(self) -> dict[str, Any]:
        match = FRONT_MATTER.match(self.text)
        found = yaml.safe_load(match[1]) if match else {}
        return found if isinstance(found, dict) else {}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the page's form."""
        try:
            self._front_matter()
        except yaml.MarkedYAMLError as error:
            line = 2 + (error.problem_mark.line if error.problem_mark else 0)
            return [Problem(self.path, line, f"the front matter is not YAML: {error.problem}", "quote the text")]
        return []

    @property
    def description(self) -> str:
        """The page in a sentence; empty if its author gives none."""
        return str(self.front_matter.get("description", ""))

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """The lines outside front matter and fenced blocks, with their numbers."""
        match = FRONT_MATTER.match(self.text)
        skipped = match[0].count("\n") if match else 0
        lines = self.text.split("\n")
        opened, inside = openings(lines)
        return [
            (number, line)
            for number, line in enumerate(lines, 1)
            if number > skipped and number not in opened and number not in inside
        ]

    @cached_property
    def headings(self) -> list[Heading]:
        matches = [(number, HEADING.match(line)) for number, line in self.prose]
        return [Heading(number, len(m["marks"]), m["text"], m["id"]) for number, m in matches if m]

    @cached_property
    def title(self) -> str:
        """Its first heading, as plain text."""
        return next((plain(heading.text) for heading in self.headings if heading.level == 1), self.path.stem)

    @cached_property
    def own_ids(self) -> list[str]:
        """The ids that the author gave to headings below the title: addresses that stay."""
        return [heading.own_id for heading in self.headings if heading.level > 1 and heading.own_id]

    @cached_property
    def directives(self) -> list[DirectiveLine]:
        """Every directive of the page, in order."""
        parsed = [(number, directive_in(line)) for number, line in self.prose]
        return [DirectiveLine(number, *found) for number, found in parsed if found]

    def arguments(self, name: str) -> list[str]:
        """What the directives of one name say, in order."""
        return [each.argument for each in self.directives if each.name == name]

    def target(self, link: re.Match[str]) -> str:
        """Where a LINK of this page leads, as a page from docs/ with its anchor."""
        page = posixpath.normpath(posixpath.join(self.folder, link["page"])) if link["page"] else self.name
        return f"{page}{link['anchor'] or ''}"


def directive_in(line: str) -> tuple[str, str, str] | None:
    """Name, argument and indent of a directive's line; None for another line."""
    match = DIRECTIVE.match(line)
    return (match["name"] or "", match["argument"], match["indent"]) if match else None


def plain(markdown: str) -> str:
    """A heading's text without the backticks of code."""
    return markdown.replace("`", "")
