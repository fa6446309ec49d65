"""The grammar of expectations: what is read, and what is refused with which remedy."""

from __future__ import annotations

import pytest

from harness.reading import expectation
from harness.reading.expectation import BadExpectation, Expectation
from harness.reading.qualifier import HOW_TO_WRITE

GRAMMAR = {
    "printed": ("#> a  b", ("#>", "a  b", None)),
    "printed, indented output": ("#>   a", ("#>", "  a", None)),
    "printed, an empty line": ("#>", ("#>", "", None)),
    "printed, an empty line with a blank": ("#> ", ("#>", "", None)),
    "printed, a list is no qualifier": ("#> [1, 2]", ("#>", "[1, 2]", None)),
    "printed, nearly a qualifier is text": ("#> [sqlite] [a]", ("#>", "[a]", "sqlite")),
    "printed, an unknown name in brackets is text": ("#> [mysql] a", ("#>", "[mysql] a", None)),
    "printed, brackets within a word are text": ("#> [sqlite]a", ("#>", "[sqlite]a", None)),
    "printed, qualified": ("#> [postgresql] a", ("#>", "a", "postgresql")),
    "printed, qualified and empty": ("#> [sqlite]", ("#>", "", "sqlite")),
    "printed, some of it any text": ("#> a ... b", ("#>", "a ... b", None)),
    "wrong": ("#!> 0", ("#!>", "0", None)),
    "wrong, qualified": ("#!> [sqlite] 0", ("#!>", "0", "sqlite")),
    "raised": ("#! a.b.C: text: more", ("#!", "a.b.C: text: more", None)),
    "raised, no message": ("#! KeyError", ("#!", "KeyError", None)),
    "raised, qualified": ("#! [sqlalchemy<2.1] a.C: b", ("#!", "a.C: b", "sqlalchemy<2.1")),
    "raised, a class of a function": ("#! m.f.<locals>.C: b", ("#!", "m.f.<locals>.C: b", None)),
    "raised, part of the message": ("#! a.C: ... be", ("#!", "a.C: ... be", None)),
    "counted": ("#: 3 statements", ("#:", "3 statements", None)),
    "counted, one": ("#: 1 statement", ("#:", "1 statement", None)),
    "counted, the number alone": ("#: 3", ("#:", "3", None)),
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


COUNT, RAISED = "write '#: 3 statements'", "write '#! module.Class: the message'"
REFUSED = [
    ("#>b", "'#>b' is nearly an expectation", "write '#> b'"),
    ("#!>b", "'#!>b' is nearly an expectation", "write '#!> b'"),
    ("#:3", "'#:3' is nearly an expectation", "write '#: 3'"),
    ("#!b.C: d", "'#!b.C: d' is nearly an expectation", "write '#! b.C: d'"),
    ("# ! b.C: d", "'# ! b.C: d' is nearly an expectation", "write '#! b.C: d'"),
    ("#  ! > b", "'#  ! > b' is nearly an expectation", "write '#!> b'"),
    ("## > b", "'## > b' is nearly an expectation", "write '#> b'"),
    ("# : 3", "'# : 3' is nearly an expectation", "write '#: 3'"),
    ("#>\tb", "'#>\\tb' is nearly an expectation", "write '#> b'"),
    (
        "# > b", "'# > b' is nearly an expectation (Black and Ruff turn '#>' into '# >': don't run them on snippets)",
        "write '#> b'",
    ),
    (
        "# >", "'# >' is nearly an expectation (Black and Ruff turn '#>' into '# >': don't run them on snippets)",
        "write '#>'",
    ),
    ("#: many", "'#: many' isn't a count", COUNT),
    ("#:", "'#:' isn't a count", COUNT),
    ("#: -1 statements", "'#: -1 statements' isn't a count", COUNT),
    ("#: 3 rows", "'#: 3 rows' isn't a count", COUNT),
    ("#! it fails", "'#! it fails' doesn't name an exception's class", RAISED),
    ("#! a.B:c", "'#! a.B:c' doesn't name an exception's class", RAISED),
    ("#!", "'#!' doesn't name an exception's class", RAISED),
    ("#! [sqlite]", "'#!' doesn't name an exception's class", RAISED),
    ("#! a.B:", "'#! a.B:' has a colon but no message", "write the message, or remove the colon"),
    ("#! a.B: ...", "'#! a.B: ...' matches any message", "write the part of the message that matters"),
    ("#! a.B: ... ...", "'#! a.B: ... ...' matches any message", "write the part of the message that matters"),
    ("#> ...", "'#> ...' matches any output", "write the part of the output that matters"),
    ("#!> ... ...", "'#!> ... ...' matches any output", "write the part of the output that matters"),
    (
        "#! [mysql] b.C: d", "unknown qualifier [mysql]: 'mysql' isn't one of python, sqlalchemy, sqlite, postgresql",
        HOW_TO_WRITE,
    ),
    (
        "#: [sqlite3] 1 statement",
        "unknown qualifier [sqlite3]: 'sqlite3' isn't one of python, sqlalchemy, sqlite, postgresql", HOW_TO_WRITE,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "text", "remedy"), REFUSED)
def test_what_only_looks_like_an_expectation_is_refused(comment: str, text: str, remedy: str) -> None:
    with pytest.raises(BadExpectation) as caught:
        expectation.parse(comment)
    assert (str(caught.value), caught.value.remedy) == (text, remedy)
