"""Which statement an expectation describes, and where it can describe none."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import BadSnippet, parse

DONT = Path("snippets/chapter/rule/dont.py")


def problems(source: str, first_line: int = 1) -> list[tuple[int, str, str]]:
    with pytest.raises(BadSnippet) as caught:
        parse(DONT, source, first_line)
    assert all(problem.path == DONT for problem in caught.value.problems)
    return [(problem.line, problem.text, problem.remedy) for problem in caught.value.problems]


# `X` is the comment, the number the first line of the statement that it describes.
BINDING = {
    "the statement above": ("a()\nX\n", 1),
    "not the one before": ("a()\nb()\nX\n", 2),
    "blank lines do not matter": ("a()\n\n\nX\n", 1),
    "other comments do not matter": ("a()\n# b\nX\n", 1),
    "a statement over several lines": ("a(\n    1,\n    2,\n)\nX\n", 1),
    "a triple-quoted string": ('a("""\nb\n""")\nX\n', 1),
    "the last statement of a loop's body": ("for a in b:\n    c()\n    X\n", 2),
    "the whole loop": ("for a in b:\n    c()\nX\n", 1),
    "the body's statement, with code below the loop": ("for a in b:\n    c()\n    X\nd()\n", 2),
    "the body's statement, in the middle": ("for a in b:\n    c()\n    X\n    d()\n", 2),
    "a loop in a loop": ("for a in b:\n    for c in d:\n        e()\n    X\n", 2),
    "an if": ("if a:\n    b()\nX\n", 1),
    "the if, not its elif": ("if a:\n    b()\nelif c:\n    d()\nX\n", 1),
    "the if, not its last elif": ("if a:\n    b()\nelif c:\n    d()\nelif e:\n    f()\nelse:\n    g()\nX\n", 1),
    "an if in an else": ("if a:\n    b()\nelse:\n    if c:\n        d()\n    X\n", 4),
    "in the if": ("if a:\n    b()\n    X\nelif c:\n    d()\n", 2),
    "in an elif": ("if a:\n    b()\nelif c:\n    d()\n    X\n", 4),
    "in an else": ("if a:\n    b()\nelse:\n    c()\n    X\n", 4),
    "in a loop's else": ("for a in b:\n    c()\nelse:\n    d()\n    X\n", 4),
    "in a try": ("try:\n    a()\n    X\nexcept B:\n    c()\n", 2),
    "in an except": ("try:\n    a()\nexcept B:\n    c()\n    X\n", 4),
    "in the else of a try": ("try:\n    a()\nexcept B:\n    c()\nelse:\n    d()\n    X\n", 6),
    "in a finally": ("try:\n    a()\nfinally:\n    b()\n    X\n", 4),
    "the whole try": ("try:\n    a()\nexcept B:\n    c()\nfinally:\n    d()\nX\n", 1),
    "in an except*": ("try:\n    a()\nexcept* B:\n    c()\n    X\n", 4),
    "in a with": ("with a:\n    b()\n    X\n", 2),
    "the whole with": ("with a:\n    b()\nX\n", 1),
    "in a case": ("match a:\n    case 1:\n        b()\n        X\n    case _:\n        c()\n", 3),
    "the whole match": ("match a:\n    case 1:\n        b()\nX\n", 1),
    "in a function": ("def a():\n    b()\n    X\n", 2),
    "in a function in a function": ("def a():\n    def b():\n        c()\n        X\n    b()\n", 3),
    "after a function in a function": ("def a():\n    def b():\n        c()\n\n    b()\n    X\n", 5),
    "in an async function": ("async def a():\n    await b()\n    X\n", 2),
    "an async for": ("async def a():\n    async for b in c:\n        d()\n    X\n", 2),
    "an async with": ("async def a():\n    async with b:\n        c()\n    X\n", 2),
    "a class": ("class A:\n    b = 1\nX\n", 1),
    "a decorated class: its first decorator's line": ("@a\n@b\nclass C:\n    d = 1\nX\n", 1),
    "in a class": ("class A:\n    b = c()\n    X\n", 2),
    "after a dedent": ("if a:\n    if b:\n        c()\n    d()\n    X\n", 4),
    "two levels out": ("with a:\n    with b:\n        c()\nX\n", 1),
    "below comments of another column": ("with a:\n    b()\n# c\n    X\n", 2),
    "tabs": ("if a:\n\tb()\n\tX\n", 2),
    "a backslash": ("a = \\\n    b()\nX\n", 1),
    "a body on the header's line": ("for a in b: c()\nX\n", 1),
    "no newline at the end": ("a()\nX", 1),
}


@pytest.mark.parametrize(("source", "line"), BINDING.values(), ids=BINDING)
def test_an_expectation_describes(source: str, line: int) -> None:
    snippet = parse(DONT, source.replace("X", "#> 1"))
    (expectation,) = snippet.expectations
    assert snippet.line_of(expectation.statement) == line


NOTHING = {
    "nothing above": "X\na()\n",
    "only comments above": "# a\nX\n",
    "only the header of a block above": "if a:\n    X\n    b()\n",
    "a deeper column than the statement": "a()\n    X\n",
    "a column that no statement has": "if a:\n    b()\n  X\n",
    "below an else": "if a:\n    b()\nelse:\n    X\n    c()\n",
    "below an except": "try:\n    a()\nexcept B:\n    X\n    c()\n",
    "below a finally": "try:\n    a()\nfinally:\n    X\n    c()\n",
    "below a case": "match a:\n    case 1:\n        X\n        b()\n",
    "at the column of a case": "a()\nmatch a:\n    case 1:\n        b()\n    X\n",
    "between a match and its case": "if a:\n    b()\nmatch c:\n    X\n    case 1:\n        d()\n",
    "between if and elif": "z()\nif a:\n    b()\nX\nelif c:\n    d()\n",
    "between if and else": "z()\nif a:\n    b()\nX\nelse:\n    d()\n",
    "between try and except": "z()\ntry:\n    a()\nX\nexcept B:\n    c()\n",
    "between a decorator and its function": "z()\n@a\nX\ndef b():\n    c()\n",
    "in the middle of a function, at its column": "z()\ndef a():\n    b()\nX\n    c()\n",
    "between brackets": "z()\na(\n    1,\n    X\n    2,\n)\n",
    "between brackets at column 0": "z()\na(\n    1,\nX\n)\n",
    "between brackets, in a body": "if z:\n    y()\n    a(\n    X\n    )\n",
    "in a with's brackets": "z()\nwith (\n    a as b,\n    X\n    c as d,\n):\n    e()\n",
    "in a def's brackets": "if z:\n    y()\ndef a(\n    b,\n    X\n):\n    c()\n",
    "in an elif's brackets": "if z:\n    y()\nelif (\n    X\n    a\n):\n    b()\n",
    "in an except's brackets": "try:\n    a()\nexcept (\n    B,\n    X\n    C,\n):\n    d()\n",
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


OWN_LINE = "put it on a line of its own, below the statement"
IN_WORDS = "state it with #>, #! or #:, or delete it"
IN_FUNCTION = "put it inside the function, or below the call"
REFUSED = {
    "beside code": ("a()  #> b\n", 1, "'#> b' shares a line with code", OWN_LINE),
    "beside a bracket": ("a(\n    1,  #! b.C: d\n)\n", 2, "'#! b.C: d' shares a line with code", OWN_LINE),
    "output of a definition": (
        "def a():\n    b()\n#> 1\n", 3, "'#> 1' describes a function's definition, which doesn't run its body",
        IN_FUNCTION,
    ),
    "a count of a definition": (
        "async def a():\n    b()\n#: 1 statement\n", 3,
        "'#: 1 statement' describes a function's definition, which doesn't run its body", IN_FUNCTION,
    ),
    "two statements on a line": (
        "a(); b()\n#> 1\n", 2, "'#> 1' could describe any of the 2 statements on line 1",
        "give each statement a line of its own",
    ),
    "a line for the shell": (
        "#!/usr/bin/env python\na()\n", 1, "'#!/usr/bin/env python': a snippet isn't a script of its own",
        "delete the line",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "line", "text", "remedy"), REFUSED.values(), ids=REFUSED)
def test_a_comment_that_cannot_be_bound_is_refused(source: str, line: int, text: str, remedy: str) -> None:
    assert problems(source) == [(line, text, remedy)]


@pytest.mark.parametrize(
    "comment",
    [
        "# -> a",
        "#=> a",
        "# \u2192 a",
        "# raises IntegrityError",
        "# Prints 3",
        "# only 3 statements",
        "# 1 SQL statement",
    ],
)
@pytest.mark.parametrize("source", ["a()\n{}\n", "a(\n    1)  {}\n"], ids=["below", "beside"])
def test_a_claim_in_words_is_refused(source: str, comment: str) -> None:
    text = f"{comment!r} says what the code does, but nothing checks it"
    assert problems(source.format(comment)) == [(2, text, IN_WORDS)]


NO_EXPECTATION = {
    "a comment": "# a > b",
    "a comment of a linter": "# noqa: F401",
    "a type comment": "# type: ignore",
    "a heading": "## a",
    "an arrow further on": "# from a -> b",
    "statements without a number": "# the statements of a session",
    "pages are a word": "# page through the results",
}


@pytest.mark.parametrize("comment", NO_EXPECTATION.values(), ids=NO_EXPECTATION)
def test_other_comments_are_left_alone(comment: str) -> None:
    snippet = parse(DONT, f"a()\n{comment}\n")
    assert (snippet.expectations, snippet.regions) == ([], [])


def test_strings_hold_no_expectations() -> None:
    assert parse(DONT, 'a = """\n#> 1\n#! nonsense\n"""\nb = "#> 2"\n').expectations == []


def test_every_problem_of_a_file_is_reported() -> None:
    found = problems("a()\n#>b\n# page: on\n#: x\n    #> 1\n")
    assert [line for line, _, _ in found] == [2, 3, 4, 5]


def test_lines_of_a_block_count_in_its_page() -> None:
    ((line, text, _),) = problems("a(); b()\n#> 1\n", first_line=11)
    assert (line, text) == (12, "'#> 1' could describe any of the 2 statements on line 11")
