"""Plots: what is refused, and where ticks go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.drawing import plot
from harness.drawing.lab_notebook import BUILDING


def test_ticks_leave_room_for_each_other() -> None:
    across, _ = plot.scale([0, 1_000, 10_000, 30_000, 99_000], False)
    assert plot.apart([(across(x), x) for x in (0, 1_000, 10_000, 30_000, 99_000)]) == [0, 30_000, 99_000]
    assert plot.apart([(0, 1), (10, 5), (23, 10), (49, 20), (100, 40)]) == [1, 5, 10, 20, 40]
    assert plot.apart([(0, 0), (95, 10_000), (100, 20_000)]) == [0, 20_000]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda: plot.lines("Title", [1], {"a": [1]}, x_label="n", y_label="m", alt=" "),
            "needs a title, labels with units, and an alternative text",
        ),
        (lambda: plot.bars("Title", {"a": 1}, unit="", alt="flat"), "needs a title, labels with units"),
        (
            lambda: plot.lines("Title", [1, 2], {"a": [1]}, x_label="n", y_label="m", alt="flat"),
            "a: 1 values for 2 points",
        ),
        (
            lambda: plot.lines("Title", [1], {"a": [0]}, x_label="n", y_label="m", alt="flat", log_y=True),
            "a logarithmic scale has no place for 0",
        ),
        (lambda: plot.track("Title", ["up", "down"], [("go", "left")], alt="wrong"), "'left' is not one of up, down"),
    ],
)
def test_a_plot_that_says_nothing_is_refused(draw: Callable[[], None], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_a_plot_in_a_notebook_brings_the_sites_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[dict[str, str]] = []
    monkeypatch.setattr(plot, "publish_display_data", published.append)
    monkeypatch.delenv(BUILDING, raising=False)
    plot.bars("Title", {"a": 1}, unit="m", alt="one bar")
    monkeypatch.setenv(BUILDING, "1")
    plot.bars("Title", {"a": 1}, unit="m", alt="one bar")
    (html, on_a_page) = [data["text/html"] for data in published]
    assert ".plot .bar {" in html
    assert "rem" not in plot.page_styles()
    assert ".md-typeset" not in plot.page_styles()
    assert on_a_page.startswith('<figure class="plot">')
    assert on_a_page in html
