"""Highlighted code: a line that is too long for a phone may break after an opening bracket."""

from __future__ import annotations

from harness.drawing.highlight import NARROW, python_lines


def test_a_long_line_may_break_and_a_short_one_may_not() -> None:
    long = "session.execute(select(Project).where(Project.name == '" + NARROW * "a" + "'))"
    first, second = python_lines(f"f(1)\n{long}\n")
    assert "wbr" not in first
    assert "<wbr>" in second
    assert "&lt;wbr" not in second
