"""Which lines a DO changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.drawing.changed_lines import changed_lines
from harness.reading.snippet import parse

CHANGED: dict[str, tuple[str, str, set[int], set[int]]] = {
    "a statement": ("a = 1\nb = 2\n", "a = 1\nb = 3\n", {2}, {2}),
    "dropped": ("a = 1\nb = 2\n", "b = 2\n", {1}, set()),
    "added": ("a = 1\n", "a = 1\nb = 2\n", set(), {2}),
    "only laid out otherwise": ("a = f(1, 2)\n", "a = f(\n    1,\n    2,\n)\n", set(), set()),
    "only a comment": ("a = 1\n", "# why\n\na = 1\n", set(), set()),
    "only an expectation": ("print(1)\n#!> 1\n", "print(1)\n#> 1\n", set(), set()),
    "only brackets": ("a = f(now)\n", "a = f(now())\n", {1}, {1}),
    "a tuple": ("a = (1)\n", "a = (1,)\n", {1}, {1}),
    "one line of a statement that was broken into several": (
        "rows = select(Project).order_by(name)\n",
        "rows = (\n    select(Project)\n    .order_by(name)\n    .options(agents)\n)\n", set(), {4}),
    "moved out of a block": ("with a:\n    f()\n    g()\n", "with a:\n    f()\ng()\n", {3}, {3}),
    "the header of a block, not what is in it": ("with a:\n    f()\n", "with a, b:\n    f()\n", set(), {1}),
    "a later clause": ("try:\n    f()\nexcept A:\n    g()\n", "try:\n    f()\nexcept B:\n    g()\n", {3}, {3}),
    "a string of several lines": ("a = '''\nx\n'''\n", "a = '''\ny\n'''\n", {2}, {2}),
}  # fmt: skip


@pytest.mark.parametrize(("dont", "do", "dropped", "added"), CHANGED.values(), ids=CHANGED)
def test_the_lines_that_differ_are_found(dont: str, do: str, dropped: set[int], added: set[int]) -> None:
    assert changed_lines(parse(Path("dont.py"), dont), parse(Path("do.py"), do)) == (dropped, added)
