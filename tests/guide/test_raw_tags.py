"""A page's prose has no `<...>` that a browser takes for an unknown tag and hides, such as `<Project>` in a message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.page import CODE_SPAN, Page
from harness.reading.pages import pages
from tests.conftest import ROOT

CODE = re.compile(rf"{CODE_SPAN.pattern}|<!--.*?-->", re.S)
TAG = re.compile(r"</?([A-Za-z][\w.-]*)(?:\s[^<>]*)?(?<!\\)>")
PROJECT = Project.load(ROOT)
HTML = {"a", "br", "button", "code", "details", "div", "figure", "img", "kbd", "p", "span", "summary"}


def hidden_in(page: Page) -> list[str]:
    """The pieces of a page that look like tags and aren't HTML."""
    prose = CODE.sub("", "\n".join(line for _, line in page.prose))
    return [tag[0] for tag in TAG.finditer(prose) if tag[1].lower() not in HTML]


def test_no_page_hides_a_part_of_a_message_as_a_tag() -> None:
    found = [
        f"docs/{page.name}: write {tag!r} with &lt; and &gt;" for page in pages(PROJECT) for tag in hidden_in(page)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("markdown", "hidden"),
    [
        ("parent object of type <Project> has", ["<Project>"]),
        ("got <property object>", ["<property object>"]),
        ("&lt;Project&gt; and <Agent\\> are shown", []),
        ("`<Project>` and\n```text\n<Project>\n```\nare code", []),
        ("---\ndescription: <Project>\n---\nPress <kbd>/</kbd>", []),
        ("<https://www.sqlalchemy.org>", []),
    ],
)
def test_a_tag_is_hidden_unless_it_is_html_or_code(tmp_path: Path, markdown: str, hidden: list[str]) -> None:
    file = tmp_path / "page.md"
    file.write_text(markdown, "utf-8")
    assert hidden_in(Page(file, file.name)) == hidden
