"""`collect`: the paragraphs of all pages that start with the same words in bold."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from harness.cache import digest
from harness.checking import page_values
from harness.project import Project
from harness.reading.page import LINK, Page
from harness.reading.page_names import PageError
from harness.reading.pages import pages
from harness.site.build_state import BuildState
from harness.site.directives.directive import Directive, Drawing, Part, Place
from harness.text import counted


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a page, as another page quotes it."""

    page: Page
    title: str
    """The heading above it: the nearest one with an address of its own, else the page's title."""
    anchor: str
    """That heading's id after a `#`; empty for the page itself."""
    text: str

    def linked_from(self, page: str) -> tuple[str, str]:
        """The link to its heading and its text, as another page writes both."""
        folder = posixpath.dirname(page) or "."
        text = LINK.sub(lambda link: f"]({posixpath.relpath(self.page.target(link), folder)})", self.text)
        return f"[{self.title}]({posixpath.relpath(self.page.name, folder)}{self.anchor})", text


class CollectDirective(Directive[list[Paragraph]]):
    """A list of the paragraphs, each with a link to where it is."""

    name = "collect"

    def parse(self, argument: str, project: Project) -> list[Paragraph]:
        found = [each for page in pages(project) for each in paragraphs(page) if each.text.startswith(f"**{argument}")]
        if not found:
            raise PageError(f"no page has a paragraph that starts with '**{argument}'")
        return found

    def draw(self, subject: list[Paragraph], place: Place) -> Drawing:
        number = len({each.page for each in subject})
        lines = [f"{len(subject)} in all, from {counted(number, 'page')}.", ""]
        for link, text in (each.linked_from(place.page) for each in subject):
            lines += [f"- {link}", "", f"    {text}", ""]
        return Drawing([Part("markdown", "\n".join(lines))])

    def markdown(self, subject: list[Paragraph], place: Place) -> list[str]:
        linked = [each.linked_from(place.page) for each in subject]
        return [f"- {link}: {page_values.filled_in(text, place.project)}" for link, text in linked]

    def reads(self, subject: list[Paragraph], states: BuildState) -> str:
        return digest(text for each in subject for text in (each.page.name, each.title, each.anchor, each.text))


def paragraphs(page: Page) -> list[Paragraph]:
    """The paragraphs of a page, each on one line."""
    found = []
    headings = {heading.line: heading for heading in page.headings}
    title, anchor, lines = page.title, "", list[str]()
    for number, line in [*page.prose, (0, "")]:
        heading = headings.get(number)
        if heading and heading.own_id:
            title, anchor = heading.text, f"#{heading.own_id}"
        if line.strip() and not heading:
            lines.append(line.strip())
        elif lines:
            found.append(Paragraph(page, title, anchor, " ".join(lines)))
            lines = []
    return found
