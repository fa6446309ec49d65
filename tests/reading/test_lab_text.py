"""Labs as text: their cells, and what is wrong with a text that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.lab_text import Cell, read_lab


def test_cells_have_their_lines_and_tags(tmp_path: Path) -> None:
    path = tmp_path / "lab.py"
    path.write_text('# %% [markdown]\n# # T\n#\n# Text.\n\n# %% tags=["hide-input", "raises-exception"]\nx = 1\n\n\n')
    assert read_lab(path) == (
        [Cell("markdown", "# T\n\nText.", 2), Cell("code", "x = 1", 7, ("hide-input", "raises-exception"))],
        [],
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("print(1)\n", "1: a lab starts with a cell"),
        ("# %%\nprint(1)\n", "1: a lab starts with its title"),
        ("# %% [markdown]\n# # T\n\n# %%\n\n# %%\nx = 1\n", "4: an empty cell"),
        ("# %% [markdown]\n# # T\nprint(1)\n", "3: no comment, in a cell of text"),
        ("# %% [markdown]\n# # T\n# ```python\n# x = 1\n# ```\n", "1: a block of code that nothing runs"),
        ('# %% [markdown]\n# # T\n\n# %% tags=["skip"]\nx = 1\n', '4: an unknown mark: # %% tags=["skip"]'),
        ("# %% [markdown]\n# # T\n\n# %% tags=[skip]\nx = 1\n", "4: an unknown mark: # %% tags=[skip]"),
        ("# %% [markdown]\n# # T\n\n# %% Setup\nx = 1\n", "4: an unknown mark: # %% Setup"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "lab.py"
    path.write_text(text)
    _, problems = read_lab(path)
    assert message in [f"{problem.line}: {problem.text}" for problem in problems]
