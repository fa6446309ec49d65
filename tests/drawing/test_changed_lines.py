"""Which lines a DO changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.drawing.changed_lines import changed_lines
from harness.reading.snippet import read


@pytest.mark.parametrize(
    ("dont", "do", "dropped", "added"),
    [
        pytest.param("a = 1\nb = 2\n", "a = 1\nb = 3\n", {2}, {2}, id="a statement"),
        pytest.param("a = 1\nb = 2\n", "b = 2\n", {1}, set(), id="dropped"),
        pytest.param("a = 1\n", "a = 1\nb = 2\n", set(), {2}, id="added"),
        pytest.param("a = f(1, 2)\n", "a = f(\n    1,\n    2,\n)\n", set(), set(), id="only laid out otherwise"),
        pytest.param("a = 1\n", "# why\n\na = 1\n", set(), set(), id="only a comment"),
        pytest.param("print(1)\n#!> 1\n", "print(1)\n#> 1\n", set(), set(), id="only an expectation"),
        pytest.param("a = f(now)\n", "a = f(now())\n", {1}, {1}, id="only brackets"),
        pytest.param("a = (1)\n", "a = (1,)\n", {1}, {1}, id="a tuple"),
        pytest.param(
            "rows = select(Project).order_by(name)\n",
            "rows = (\n    select(Project)\n    .order_by(name)\n    .options(agents)\n)\n",
            set(),
            {4},
            id="one line of a statement that was broken into several",
        ),
        pytest.param("with a:\n    f()\n    g()\n", "with a:\n    f()\ng()\n", {3}, {3}, id="moved out of a block"),
        pytest.param(
            "with a:\n    f()\n", "with a, b:\n    f()\n", set(), {1}, id="the header of a block, not what is in it"
        ),
        pytest.param(
            "try:\n    f()\nexcept A:\n    g()\n", "try:\n    f()\nexcept B:\n    g()\n", {3}, {3}, id="a later clause"
        ),
        pytest.param("a = '''\nx\n'''\n", "a = '''\ny\n'''\n", {2}, {2}, id="a string of several lines"),
    ],
)
def test_the_lines_that_differ_are_found(
    tmp_path: Path, dont: str, do: str, dropped: set[int], added: set[int]
) -> None:
    (tmp_path / "dont.py").write_text(dont)
    (tmp_path / "do.py").write_text(do)
    assert changed_lines(read(tmp_path / "dont.py"), read(tmp_path / "do.py")) == (dropped, added)
