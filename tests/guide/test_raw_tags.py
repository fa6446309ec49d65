"""A page's prose has no `<...>` that a browser takes for an unknown tag and hides, such as `<Project>` in a message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.project import Project

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
CODE = re.compile(r"^( *)```.*?^\1```|<!--.*?-->|(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
TAG = re.compile(r"</?([A-Za-z][\w.-]*)(?:\s[^<>]*)?(?<!\\)>")
HTML = {"a", "br", "button", "code", "details", "div", "figure", "img", "kbd", "p", "span", "summary"}


def hidden_in(markdown: str) -> list[str]:
    """The pieces of a page that look like tags and aren't HTML."""
    prose = CODE.sub("", FRONT_MATTER.sub("", markdown))
    return [tag[0] for tag in TAG.finditer(prose) if tag[1].lower() not in HTML]


def test_no_page_hides_a_part_of_a_message_as_a_tag() -> None:
    project = Project.load(Path(__file__).parent.parent.parent)
    found = [
        f"{project.relative(page)}: write {tag!r} with &lt; and &gt;"
        for page in sorted(project.docs.rglob("*.md"))
        for tag in hidden_in(page.read_text("utf-8"))
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
def test_a_tag_is_hidden_unless_it_is_html_or_code(markdown: str, hidden: list[str]) -> None:
    assert hidden_in(markdown) == hidden
