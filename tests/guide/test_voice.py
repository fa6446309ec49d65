"""How pages, messages and comments are written: without the worst habits of voice.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from harness.project import Project

HERE = Path(__file__).parent
CODE_BLOCK = re.compile(r"^ *(```|~~~)")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]+>|\{\{.*?\}\}")
"""Not prose: code, addresses, tags, values."""


@cache
def habits() -> list[tuple[re.Pattern[str], str]]:
    listed = tomllib.loads((HERE / "voice.toml").read_text("utf-8"))["habit"]
    return [(re.compile(habit["pattern"], re.IGNORECASE), habit["remedy"]) for habit in listed]


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a page that are prose, with their numbers; of a Python file all."""
    in_block = False
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if path.suffix == ".py":
            yield number, line
        elif CODE_BLOCK.match(line):
            in_block = not in_block
        elif not in_block and not line.startswith((":::", "related:")):
            yield number, CODE.sub("", line)


def found_in(path: Path) -> list[tuple[int, str, str]]:
    """The habits in a file: the line, the words, and the remedy."""
    return [
        (number, match[0], remedy)
        for number, line in prose(path)
        for pattern, remedy in habits()
        for match in pattern.finditer(line)
    ]


def test_no_page_and_no_message_has_one_of_the_worst_habits() -> None:
    project = Project.load(HERE.parent.parent)
    root = project.root
    files = [*project.docs.rglob("*.md"), *project.docs.rglob("*.py"), root / "README.md", root / "CONTRIBUTING.md"]
    files += [*(root / "harness").rglob("*.py"), *(root / "tools").rglob("*.py"), *project.snippets.rglob("*.py")]
    found = [
        f"{project.relative(path)}:{number}: {words!r}\n  {remedy}"
        for path in sorted(files)
        for number, words, remedy in found_in(path)
    ]
    assert not found, f"{len(found)} in tests/guide/voice.toml's list:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The models here are none.", "are none"),
        ("As the second pair shows", "the second pair"),
        ("`whoever` and [it](nobody.md) are code", None),
        ("There are none left", None),
    ],
)
def test_a_habit_is_found_in_prose_and_not_in_code(tmp_path: Path, text: str, words: str | None) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Title\n\n```python\n# whoever\n```\n{text}\n", "utf-8")
    assert [(number, found) for number, found, _ in found_in(page)] == ([(6, words)] if words else [])
