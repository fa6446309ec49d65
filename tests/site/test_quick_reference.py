"""The quick reference: what two statements do differently, as it is emphasised."""

from __future__ import annotations

import pytest

from harness.drawing.quick_reference import emphasised


@pytest.mark.parametrize(
    ("bad", "good", "as_drawn"),
    [
        ("name: str", "name: Mapped[str]", ("name: str", "name: <b>Mapped[</b>str<b>]</b>")),
        ("column(UUID, key=True)", "column(Uuid, key=True)", ("column(<b>UUID</b>, key=True)", "column(<b>Uuid</b>, key=True)")),
        ("column(default=uuid4())", "column(default=uuid4)", ("column(default=uuid4<b>()</b>)", "column(default=uuid4)")),
        ("column(default=uuid4)", "column(default=uuid4())", ("column(default=uuid4)", "column(default=uuid4<b>()</b>)")),
        ("session.add(a)", "print(1 < 2)", ("<b>session.add(a)</b>", "<b>print(1 &lt; 2)</b>")),
    ],
)  # fmt: skip
def test_what_the_other_side_lacks_is_marked_in_one_piece(bad: str, good: str, as_drawn: tuple[str, str]) -> None:
    assert emphasised(bad, good) == as_drawn
