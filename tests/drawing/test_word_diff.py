"""What two texts say differently."""

from __future__ import annotations

import pytest

from harness.drawing.word_diff import Piece, word_diff


def marked(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("one", "other", "as_marked"),
    [
        ("name: str", "name: Mapped<str>", ("name: str", "name: [Mapped<]str[>]")),
        ("column(UUID, key=True)", "column(Uuid, key=True)", ("column([UUID], key=True)", "column([Uuid], key=True)")),
        ("column(default=uuid4())", "column(default=uuid4)", ("column(default=uuid4[()])", "column(default=uuid4)")),
        ("column(default=uuid4)", "column(default=uuid4())", ("column(default=uuid4)", "column(default=uuid4[()])")),
        ("a b c", "a x y c", ("a [b] c", "a [x y] c")),
        ("session.add(a)", "print(1 < 2)", ("session.add(a)", "print(1 < 2)")),
        ("same", "same", ("same", "same")),
    ],
)
def test_what_the_other_side_lacks_is_marked_in_one_piece(one: str, other: str, as_marked: tuple[str, str]) -> None:
    first, second = word_diff(one, other, alike=0.45)
    assert (marked(first), marked(second)) == as_marked
