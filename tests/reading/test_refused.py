"""Texts that are no snippets: where each is refused, why, and what its author is told to do. One list for all rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.qualifier import HOW_TO_WRITE
from harness.reading.snippet import BadSnippet, parse, read

DONT = Path("snippets/chapter/rule/dont.py")

# An expectation that describes nothing, which is X.
NOTHING = {
    "nothing above": "X\na()\n",
    "a deeper column than the statement": "a()\n    X\n",
    "a column that no statement has": "if a:\n    b()\n  X\n",
    "below an else": "if a:\n    b()\nelse:\n    X\n    c()\n",
    "below a finally": "try:\n    a()\nfinally:\n    X\n    c()\n",
    "at the column of a case": "a()\nmatch a:\n    case 1:\n        b()\n    X\n",
    "between if and else": "z()\nif a:\n    b()\nX\nelse:\n    d()\n",
    "between a decorator and its function": "z()\n@a\nX\ndef b():\n    c()\n",
    "in the middle of a function, at its column": "z()\ndef a():\n    b()\nX\n    c()\n",
    "between brackets at column 0": "z()\na(\n    1,\nX\n)\n",
    "in a with's brackets": "z()\nwith (\n    a as b,\n    X\n    c as d,\n):\n    e()\n",
    "the statement above stands in another block": "if a:\n    b()\nc()\nif d:\n    X\n    e()\n",
    "a dedent lies between": "if a:\n    b()\nc()\n    X\n",
}


@pytest.mark.parametrize("source", NOTHING.values(), ids=NOTHING)
@pytest.mark.parametrize("comment", ["#> 1", "#! a.B: c"], ids=["#>", "#!"])
def test_an_expectation_that_describes_nothing(source: str, comment: str) -> None:
    line = next(number for number, text in enumerate(source.split("\n"), 1) if text.strip() == "X")
    column = source.split("\n")[line - 1].index("X") + 1
    text = f"{comment!r} describes nothing: no statement above it in this block starts in column {column}"
    remedy = "indent it like the statement that it describes, on a line below that statement"
    assert problems(source.replace("X", comment)) == [(line, text, remedy)]


# A comment below a statement: what the message says after the comment itself, and the remedy.
CLASS = "write '#! module.Class: the message'"
CLAIM = ("says what the code does, but nothing checks it", "state it with #>, #! or #:, or delete it")
SAYS = {
    ("isn't a count", "write '#: 3 statements'"): [
        "#: many", "#:", "#: 3 rows", "#: 1 statement, 2 rows"],
    (
        "doesn't have more parameter sets than statements",
        "write only the statements: sets count if a statement is sent with several",
    ): ["#: 2 statements, 2 parameter sets"],
    ("doesn't name an exception's class", CLASS): ["#! it fails", "#! a.B:c", "#!"],
    ("has a colon but no message", "write the message, or remove the colon"): ["#! a.B:"],
    ("matches any message", "write the part of the message that matters"): ["#! a.B: ...", "#! a.B: ... ..."],
    ("matches any output", "write the part of the output that matters"): ["#> ...", "#!> ... ..."],
    CLAIM: [
        "# -> a", "#=> a", "# \u2192 a", "# raises IntegrityError", "# Prints 3", "# only 3 statements",
        "# 1 SQL statement"],
}  # fmt: skip
MEANT = {
    "#>b": "#> b", "#!>b": "#!> b", "#:3": "#: 3", "#!b.C: d": "#! b.C: d", "# ! b.C: d": "#! b.C: d",
    "#  ! > b": "#!> b", "## > b": "#> b", "# : 3": "#: 3", "#>\tb": "#> b", "# > b": "#> b", "# >": "#>",
}  # fmt: skip
BLACK = " (Black and Ruff turn '#>' into '# >': don't run them on snippets)"
COMMENTS = [(comment, *why) for why, comments in SAYS.items() for comment in comments] + [
    (comment, f"is nearly an expectation{BLACK if comment.startswith('# >') else ''}", f"write {meant!r}")
    for comment, meant in MEANT.items()
]


@pytest.mark.parametrize(("comment", "text", "remedy"), COMMENTS)
def test_a_comment_that_states_nothing(comment: str, text: str, remedy: str) -> None:
    for source in (f"a()\n{comment}\n", *([f"a(\n    1)  {comment}\n"] if text == CLAIM[0] else [])):
        assert problems(source) == [(2, f"{comment!r} {text}", remedy)]


# Any other text: the line, the message and the remedy. Bytes are those of a file.
OWN_LINE = "put it on a line of its own, below the statement"
IN_FUNCTION = "put it inside the function, or below the call"
MARKS = "write '# page: from here', '# page: to here' or '# page: essence'"
PAIR = "pair each '# page: from here' with one '# page: to here'"
EMPTY = ("the shown region is empty", "mark the part that matters, or delete the marks")
MOVE = "put '# page: from here' above its statement, or '# page: to here' below it"
NO_ESSENCE = (
    "'# page: essence' marks nothing",
    "put it on a line of its own, directly above the statement to show",
)
SYNTAX = "fix the syntax"
ESCAPE = "delete it, or write it as an escape in a string"
UNKNOWN = "unknown qualifier [{0}]: '{0}' isn't one of python, sqlalchemy, sqlite, postgresql"
TEXTS: dict[str, tuple[str | bytes, int, str, str]] = {
    "beside code": ("a()  #> b\n", 1, "'#> b' shares a line with code", OWN_LINE),
    "output of a definition": (
        "def a():\n    b()\n#> 1\n", 3, "'#> 1' describes a function's definition, which doesn't run its body",
        IN_FUNCTION),
    "two statements on a line": (
        "a(); b()\n#> 1\n", 2, "'#> 1' could describe any of the 2 statements on line 1",
        "give each statement a line of its own"),
    "a line for the shell": (
        "#!/usr/bin/env python\na()\n", 1, "'#!/usr/bin/env python': a snippet isn't a script of its own",
        "delete the line"),
    "a qualifier and no more": ("a()\n#! [sqlite]\n", 2, "'#!' doesn't name an exception's class", CLASS),
    "an unknown qualifier": ("a()\n#! [mysql] b.C: d\n", 2, UNKNOWN.format("mysql"), HOW_TO_WRITE),
    "a region misspelt": ("# page: form here\na()\n", 1, "'# page: form here' is nearly a region mark", MARKS),
    "a region beside code": (
        "a()  # page: from here\nb()\n", 1, "'# page: from here' shares a line with code",
        "put it on a line of its own"),
    "opened twice": (
        "# page: from here\na()\n# page: from here\nb()\n", 3, "'# page: from here': the shown region is already open",
        PAIR),
    "closed but not opened": ("a()\n# page: to here\n", 2, "'# page: to here': the shown region is not open", PAIR),
    "an empty region": ("a()\n# page: from here\n\n# page: to here\n", 2, *EMPTY),
    "an exception outside": (
        "# page: from here\na()\n# page: to here\nb()\n#! c.D: e\n", 5,
        "'#! c.D: e' is outside the part that the page shows", MOVE),
    "a wrong result outside": (
        "a()\n#!> 1\n# page: from here\na()\n", 2, "'#!> 1' is outside the part that the page shows", MOVE),
    "the essence of nothing": ("a()\n# page: essence\n", 2, *NO_ESSENCE),
    "a syntax error": ("a()\nb = = 1\n", 2, "syntax error: invalid syntax", SYNTAX),
    "an indentation that matches nothing": (
        "if a:\n        b()\n    c()\n", 3, "syntax error: unindent does not match any outer indentation level",
        SYNTAX),
    "an escape that Python warns about": (
        "a()\nb = '\\d'\n", 2, r"Python warns: invalid escape sequence '\d'", "fix what Python warns about"),
    "a byte order mark": (b"\xef\xbb\xbfa()\n", 1, "starts with a byte order mark", "save the file without one"),
    "Windows line endings": (
        b"a()\nb()\r\n", 2, "has Windows line endings (CR LF)", "save the file with Unix line endings (LF)"),
    "another encoding": (b"a()\n# \xe4\n", 2, "not UTF-8: byte 0xe4 can't be decoded", "save the file as UTF-8"),
    "a no-break space": ("a()\nb('\xa0')\n", 2, "contains the invisible character U+00A0 (NO-BREAK SPACE)", ESCAPE),
    "a control character": ("a('\x1b')\n", 1, "contains the invisible character U+001B (a control character)", ESCAPE),
}  # fmt: skip


@pytest.mark.parametrize(("source", "line", "text", "remedy"), TEXTS.values(), ids=TEXTS)
def test_a_file_is_refused(tmp_path: Path, source: str | bytes, line: int, text: str, remedy: str) -> None:
    path = tmp_path / "do.py"
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    with pytest.raises(BadSnippet) as caught:
        read(path)
    assert [(p.path, p.line, p.text, p.remedy) for p in caught.value.problems] == [(path, line, text, remedy)]


def problems(source: str, first_line: int = 1) -> list[tuple[int, str, str]]:
    with pytest.raises(BadSnippet) as caught:
        parse(DONT, source, first_line)
    assert all(problem.path == DONT for problem in caught.value.problems)
    return [(problem.line, problem.text, problem.remedy) for problem in caught.value.problems]


def test_every_problem_of_a_file_is_reported_by_the_lines_of_its_page() -> None:
    assert [line for line, _, _ in problems("a()\n#>b\n# page: on\n#: x\n    #> 1\n")] == [2, 3, 4, 5]
    ((line, text, _),) = problems("a(); b()\n#> 1\n", first_line=11)
    assert (line, text) == (12, "'#> 1' could describe any of the 2 statements on line 11")
