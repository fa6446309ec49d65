"""The grammar of expectations: what is read. What is refused is in `test_refused`."""

from __future__ import annotations

import pytest

from harness.outcome import SqlCount
from harness.reading import expectation
from harness.reading.expectation import Expectation

GRAMMAR = {
    "printed": ("#> a  b", ("#>", "a  b", None)),
    "printed, indented output": ("#>   a", ("#>", "  a", None)),
    "printed, an empty line": ("#>", ("#>", "", None)),
    "printed, a list is no qualifier": ("#> [1, 2]", ("#>", "[1, 2]", None)),
    "printed, nearly a qualifier is text": ("#> [sqlite] [a]", ("#>", "[a]", "sqlite")),
    "printed, an unknown name in brackets is text": ("#> [mysql] a", ("#>", "[mysql] a", None)),
    "printed, qualified and empty": ("#> [sqlite]", ("#>", "", "sqlite")),
    "wrong, qualified": ("#!> [sqlite] 0", ("#!>", "0", "sqlite")),
    "raised": ("#! a.b.C: text: more", ("#!", "a.b.C: text: more", None)),
    "raised, no message": ("#! KeyError", ("#!", "KeyError", None)),
    "raised, qualified": ("#! [sqlalchemy<2.1] a.C: b", ("#!", "a.C: b", "sqlalchemy<2.1")),
    "raised, a class of a function": ("#! m.f.<locals>.C: b", ("#!", "m.f.<locals>.C: b", None)),
    "counted": ("#: 3 statements", ("#:", "3 statements", None)),
    "counted, qualified": ("#: [postgresql] 2 statements", ("#:", "2 statements", "postgresql")),
}


@pytest.mark.parametrize(("comment", "expected"), GRAMMAR.values(), ids=GRAMMAR)
def test_an_expectation_is_read(comment: str, expected: tuple[str, str, str | None]) -> None:
    kind, qualifier, text = expectation.parse(comment)
    assert (kind, text, qualifier.text if qualifier else None) == expected
    assert str(Expectation(kind, text, 2, 0, 0, qualifier)) == comment.rstrip()


def made(kind: str, text: str) -> Expectation:
    return Expectation(kind, text, line=2, column=0, statement=0)


@pytest.mark.parametrize(
    ("text", "class_name", "message"),
    [("builtins.KeyError: 'a: b'", "KeyError", "'a: b'"), ("a.B: c", "a.B", "c"), ("a.B", "a.B", "")],
)
def test_class_and_message(text: str, class_name: str, message: str) -> None:
    assert (made("#!", text).class_name, made("#!", text).message) == (class_name, message)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0 statements", SqlCount(0, 0)),
        ("1 statement", SqlCount(1, 1)),
        ("12 statements", SqlCount(12, 12)),
        ("1 statement, 100 parameter sets", SqlCount(1, 100)),
        ("3 statements, 102 parameter sets", SqlCount(3, 102)),
    ],
)
def test_a_count_is_read_and_written(text: str, count: SqlCount) -> None:
    assert (made("#:", text).count, str(count)) == (count, text)
