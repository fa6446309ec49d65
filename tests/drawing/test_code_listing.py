"""A listing: what a type checker says in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.drawing.code_listing import end_of_statement, shortened
from harness.reading.snippet import parse


@pytest.mark.parametrize(
    ("message", "short"),
    [
        ('"Agent" has no attribute "tools" [attr-defined]', '"Agent" has no attribute "tools" [attr-defined]'),
        ('expected "int | str" [arg-type]', 'expected "int | str" [arg-type]'),
        (
            'has "bool"; expected "ColumnElement[bool] | _HasClauseElement[bool] | SQLCoreOperations[bool]" [arg-type]',
            'has "bool"; expected "ColumnElement[bool] | …" [arg-type]',
        ),
    ],
)
def test_a_long_union_of_types_is_shortened(message: str, short: str) -> None:
    assert shortened(message) == short


def test_an_error_is_shown_below_the_statement_that_has_it() -> None:
    snippet = parse(Path("dont.py"), "a = (\n    1,\n    2,\n)\nfor b in a:\n    print(\n        b,\n    )\n    #> 1\n")
    assert [end_of_statement(snippet, line) for line in (1, 2, 5, 6, 7)] == [4, 4, 5, 8, 8]
