"""Python blocks in Markdown: which are run, which say why not, and which would be passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.markdown_blocks import fences

FENCE = "`" * 3


def read(tmp_path: Path, text: str) -> tuple[list[tuple[int, str, str | None]], list[tuple[int, str, str]]]:
    path = tmp_path / "page.md"
    path.write_text(text.replace("@@@", FENCE), "utf-8")
    found, problems = fences(path)
    assert {each.path for each in found} | {each.path for each in problems} <= {path}
    return [(f.line, f.source, f.exempt) for f in found], [(p.line, p.text, p.remedy) for p in problems]


COLLECTED = {
    "python": ("Text\n\n@@@python\na()\n@@@\n", [(3, "a()\n", None)]),
    "python with options": ('@@@python title="a.py"\na()\n@@@\n', [(1, "a()\n", None)]),
    "attributes": ("@@@{.python}\na()\n@@@\n", [(1, "a()\n", None)]),
    "two": ("@@@python\na()\n@@@\n\n@@@python\nb()\n@@@\n", [(1, "a()\n", None), (5, "b()\n", None)]),
    "in a list": ("- a\n\n    @@@python\n    a()\n    @@@\n", [(3, "a()\n", None)]),
    "exempt": ("<!-- not run: needs a server -->\n@@@python\na()\n@@@\n", [(2, "a()\n", "needs a server")]),
    "text, sh and no language": ("@@@text\na\n@@@\n\n@@@sh\nb\n@@@\n\n@@@\nc\n@@@\n", []),
    "four backticks": ("@@@`python\na()\n@@@`\n", [(1, "a()\n", None)]),
    "inside another fence": ("@@@@markdown\n@@@python\na()\n@@@\n@@@@\n".replace("@@@@", FENCE + "`"), []),
}


@pytest.mark.parametrize(("text", "expected"), COLLECTED.values(), ids=COLLECTED)
def test_blocks_are_collected(tmp_path: Path, text: str, expected: list[tuple[int, str, str | None]]) -> None:
    found, problems = read(tmp_path, text)
    assert found == expected
    assert problems == []


PASSED_OVER = {
    "a session": ("@@@pycon\na()\n@@@\n", 1, "a block of 'pycon' isn't run", "write ```python, or ```text"),
    "a session in a block of text": (
        "@@@text\n>>> a()\n@@@\n", 2, "an interactive session isn't run", "write it as ```python"),
    "a quotation": (
        "> Look:\n>\n> @@@python\n> a()\n> @@@\n", 3, "a block of Python in a quotation isn't run",
        "write it as ```python"),
    "a pre": ("<pre>\na()\n</pre>\n", 1, "code in a <pre> isn't run", "write it as ```python"),
    "an exemption without a reason": (
        "<!-- not run: -->\n@@@python\na()\n@@@\n", 1, "an exemption without a reason",
        "say why: <!-- not run: why -->"),
    "an exemption of what is not Python": (
        "<!-- not run: why -->\n@@@text\na\n@@@\n", 1, "an exemption that isn't directly above a Python block",
        "put it there, or delete it"),
    "a block that doesn't end": ("@@@python\na()\n", 1, "the block doesn't end", f"write {FENCE} below it"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "problem", "remedy"), PASSED_OVER.values(), ids=PASSED_OVER)
def test_code_that_would_not_run(tmp_path: Path, text: str, line: int, problem: str, remedy: str) -> None:
    _, problems = read(tmp_path, text)
    assert problems == [(line, problem, remedy)]


def test_an_exemption_shown_inside_a_fence_is_text(tmp_path: Path) -> None:
    assert read(tmp_path, "@@@markdown\n<!-- not run: why -->\n@@@\n") == ([], [])
