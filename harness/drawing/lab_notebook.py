"""A lab as a Jupyter notebook: its cells, and what they say of their run when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from harness.outcome import Outcome
from harness.reading.lab_text import Cell

BUILDING = "GUIDE_LAB"
"""Set in a kernel while the site is built: a cell hands its outcome over, and shows nothing of it itself."""
OUTCOME = "application/vnd.guide.outcome+json"
"""The MIME type of the output that holds the outcome of its cell."""


def as_notebook(cells: Iterable[Cell]) -> Any:
    """The lab as a notebook of nbformat, without outputs."""
    from nbformat import v4

    made = []
    for number, cell in enumerate(cells):
        fields = {"metadata": {"tags": list(cell.tags)} if cell.tags else {}, "id": f"cell-{number}"}
        if cell.kind == "markdown":
            made.append(v4.new_markdown_cell(cell.source, **fields))
        else:
            made.append(v4.new_code_cell(cell.source, **fields))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=made, metadata={"kernelspec": kernel})


def outcome_of(outputs: Iterable[Any]) -> Outcome | None:
    """The outcome that a cell handed over; None where nothing was recorded yet."""
    for output in outputs:
        if OUTCOME in output.get("data", {}):
            return Outcome.from_json(output["data"][OUTCOME])
    return None
