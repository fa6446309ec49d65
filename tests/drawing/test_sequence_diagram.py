"""Pictures of steps between lanes, from the lines of a program."""

from __future__ import annotations

import re

import pytest

from harness.drawing.sequence_diagram import BadLanes, Part, Step, lanes_html, parsed


def test_lines_become_steps_under_their_headings() -> None:
    lines = [
        "lanes: code, database",
        "First",
        "code -> database: INSERT",
        "database -x code: no <row>",
        "Then",
        "code -> code: x: y",
    ]
    assert parsed(lines) == (
        ["code", "database"],
        [
            Part("First", [Step(0, 1, "INSERT", False), Step(1, 0, "no <row>", True)]),
            Part("Then", [Step(0, 0, "x: y", False)]),
        ],
    )


def test_a_step_says_in_words_what_its_arrow_shows() -> None:
    html = lanes_html(["lanes: code, session, database", "code -> database: <i>", "database -x session: no"])
    assert (
        re.sub(r"<[^>]+>", "", html.partition("<ol>")[2]).replace("\n", "")
        == "code to database: &lt;i&gt;database to session, refused: no"
    )
    assert 'class="right from-left" style="--low: 1; --high: 3"' in html
    assert 'class="left from-right refused" style="--low: 2; --high: 3"' in html
    assert 'class="lanes" style="--lanes: 3"' in html


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "the program has to print 'lanes: '"),
        (["code -> database: INSERT"], "the program has to print 'lanes: '"),
        (["lanes: a, b", "a -> c: x"], "'a -> c: x': there is no lane 'c'; there is a, b"),
        (["lanes: a, b", "Heading", "a -> b: x", "Empty"], "nothing happens under 'Empty'"),
        (["lanes: a, b"], "there are no steps"),
        (["lanes: a, b, c, d, e, f, g", "a -> b: x"], "there are 7 lanes, and a phone has room for 6"),
    ],
)
def test_what_is_no_picture_is_named(lines: list[str], message: str) -> None:
    with pytest.raises(BadLanes) as error:
        parsed(lines)
    assert message in str(error.value)
