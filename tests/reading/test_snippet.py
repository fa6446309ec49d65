"""The reader of snippets: the grammar of expectations, what they bind to, and what it says of bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import BadSnippet, Snippet, parse, read

DONT = Path("snippets/chapter/rule/dont.py")


def parsed(source: str) -> Snippet:
    return parse(DONT, source)


def problems(source: str, first_line: int = 1) -> list[tuple[int, str, str]]:
    with pytest.raises(BadSnippet) as caught:
        parse(DONT, source, first_line)
    return [(problem.line, problem.text, problem.remedy) for problem in caught.value.problems]


# The grammar

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
    (found,) = parsed(f"a()\n{comment}\n").expectations
    assert (found.kind, found.text, found.qualifier.text if found.qualifier else None) == expected
    assert (found.line, found.column, found.statement) == (2, 0, 0)
    assert str(found).rstrip() == comment.rstrip()


def test_the_parts_of_an_expectation() -> None:
    raised, counted = parsed("a()\n#! builtins.KeyError: 'a: b'\n#: 12 statements\n").expectations
    assert (raised.class_name, raised.message) == ("KeyError", "'a: b'")
    assert counted.count == 12


def test_an_exception_without_a_message() -> None:
    (raised,) = parsed("a()\n#! a.C\n").expectations
    assert (raised.class_name, raised.message) == ("a.C", "")


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
    snippet = parsed(f"a()\n{comment}\n")
    assert (snippet.expectations, snippet.regions) == ([], [])


def test_strings_hold_no_expectations() -> None:
    assert parsed('a = """\n#> 1\n#! nonsense\n"""\nb = "#> 2"\n').expectations == []


# What an expectation speaks of: `X` marks the line of the comment, the number is the first line of its statement

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
def test_what_an_expectation_speaks_of(source: str, line: int) -> None:
    snippet = parsed(source.replace("X", "#> 1"))
    (found,) = snippet.expectations
    assert snippet.line_of(found.statement) == line


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
@pytest.mark.parametrize("comment", ["#> 1", "#!> 1", "#! a.B: c", "#: 1 statement"], ids=["#>", "#!>", "#!", "#:"])
def test_an_expectation_that_describes_nothing(source: str, comment: str) -> None:
    lines = source.split("\n")
    line = next(number for number, text in enumerate(lines, 1) if text.strip() == "X")
    column = lines[line - 1].index("X") + 1
    assert problems(source.replace("X", comment)) == [
        (
            line,
            f"{comment!r} describes nothing: no statement above it in this block at column {column}",
            "indent it as the statement it speaks of, on a line below that statement",
        )
    ]


# What the reader refuses

REMEDY_BEHIND = "put it on a line of its own, below the statement"
SAYS = "state it with #>, #! or #:, or delete it"
REMEDY_FUNCTION = "put it inside the function, or below the call"
REFUSED = {
    "a blank in the mark": ("a()\n# ! b.C: d\n", 2, "'# ! b.C: d' is nearly an expectation", "write '#! b.C: d'"),
    "no blank after the mark": ("a()\n#>b\n", 2, "'#>b' is nearly an expectation", "write '#> b'"),
    "no blank after a wrong one's": ("a()\n#!>b\n", 2, "'#!>b' is nearly an expectation", "write '#!> b'"),
    "no blank after a count's": ("a()\n#:3\n", 2, "'#:3' is nearly an expectation", "write '#: 3'"),
    "no blank after a raised one's": ("a()\n#!b.C: d\n", 2, "'#!b.C: d' is nearly an expectation", "write '#! b.C: d'"),
    "blanks everywhere": ("a()\n#  ! > b\n", 2, "'#  ! > b' is nearly an expectation", "write '#!> b'"),
    "a blank in a count": ("a()\n# : 3\n", 2, "'# : 3' is nearly an expectation", "write '#: 3'"),
    "a tab after the mark": ("a()\n#>\tb\n", 2, "'#>\\tb' is nearly an expectation", "write '#> b'"),
    "what a formatter makes of it": (
        "a()\n# > b\n",
        2,
        "'# > b' is nearly an expectation (Black and Ruff write '# >' for '#>': keep them off snippets)",
        "write '#> b'",
    ),
    "what a formatter makes of an empty line": (
        "a()\n# >\n",
        2,
        "'# >' is nearly an expectation (Black and Ruff write '# >' for '#>': keep them off snippets)",
        "write '#>'",
    ),
    "a line for the shell": (
        "#!/usr/bin/env python\na()\n",
        1,
        "'#!/usr/bin/env python': a snippet is no program of its own",
        "delete the line",
    ),
    "an arrow, as a comment": (
        "a()\n# -> a\n",
        2,
        "'# -> a' says what the code does, and nothing checks it",
        SAYS,
    ),
    "a fat arrow, as a comment": (
        "a()\n#=> a\n",
        2,
        "'#=> a' says what the code does, and nothing checks it",
        SAYS,
    ),
    "what it raises, as a comment": (
        "a()\n# raises IntegrityError\n",
        2,
        "'# raises IntegrityError' says what the code does, and nothing checks it",
        SAYS,
    ),
    "what it prints, as a comment": (
        "a()\n# Prints 3\n",
        2,
        "'# Prints 3' says what the code does, and nothing checks it",
        SAYS,
    ),
    "a count in words, as a comment": (
        "a()\n# only 3 statements\n",
        2,
        "'# only 3 statements' says what the code does, and nothing checks it",
        SAYS,
    ),
    "a count of SQL, as a comment": (
        "a()\n# 1 SQL statement\n",
        2,
        "'# 1 SQL statement' says what the code does, and nothing checks it",
        SAYS,
    ),
    "a count behind code": (
        "a()  # 3 statements\n",
        1,
        "'# 3 statements' says what the code does, and nothing checks it",
        SAYS,
    ),
    "a Hangul filler in a string": (
        "a(1)\nb('c\u3164')\n",
        2,
        "has the character U+3164, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "an Arabic letter mark in a string": (
        "a(1)\nb('c\u061c')\n",
        2,
        "has the character U+061C, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "a variation selector in a string": (
        "a(1)\nb('c\ufe0f')\n",
        2,
        "has the character U+FE0F, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "a tag character in a string": (
        "a(1)\nb('c\U000e0061')\n",
        2,
        "has the character U+E0061, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "a no-break space in a string": (
        "a(1)\nb('c\xa0')\n",
        2,
        "has the character U+00A0, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "a blank of Braille in a string": (
        "a(1)\nb('c\u2800')\n",
        2,
        "has the character U+2800, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "a line separator in a string": (
        "a(1)\nb('c\u2028')\n",
        2,
        "has the character U+2028, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "an escape sequence in a string": (
        "a(1)\nb('c\x1b')\n",
        2,
        "has the character U+001B, which shows nothing, or not what it is",
        "delete it; in a string, write it as an escape",
    ),
    "a sum without end": (
        " + ".join(["1"] * 3001) + "\n",
        1,
        None,
        None,
    ),
    "more branches than can be followed": (
        "if a:\n    b\n" + "elif a:\n    b\n" * 1500,
        1,
        "has code that is nested too deeply to be followed",
        "write it in smaller steps",
    ),
    "behind code": ("a()  #> b\n", 1, "'#> b' stands behind code", REMEDY_BEHIND),
    "behind a bracket": ("a(\n    1,  #! b.C: d\n)\n", 2, "'#! b.C: d' stands behind code", REMEDY_BEHIND),
    "no count": ("a()\n#: many\n", 2, "'#: many' is no count", "write '#: 3 statements'"),
    "an empty count": ("a()\n#:\n", 2, "'#:' is no count", "write '#: 3 statements'"),
    "a negative count": ("a()\n#: -1 statements\n", 2, "'#: -1 statements' is no count", "write '#: 3 statements'"),
    "another unit": ("a()\n#: 3 rows\n", 2, "'#: 3 rows' is no count", "write '#: 3 statements'"),
    "no class": (
        "a()\n#! it fails\n",
        2,
        "'#! it fails' names no class and message",
        "write '#! module.Class: the message'",
    ),
    "no blank after the colon": (
        "a()\n#! a.B:c\n",
        2,
        "'#! a.B:c' names no class and message",
        "write '#! module.Class: the message'",
    ),
    "an empty #!": ("a()\n#!\n", 2, "'#!' names no class and message", "write '#! module.Class: the message'"),
    "a colon and no message": (
        "a()\n#! a.B:\n",
        2,
        "'#! a.B:' has a colon and no message",
        "leave the colon out, or write the message",
    ),
    "any message": (
        "a()\n#! a.B: ...\n",
        2,
        "'#! a.B: ...' fits any message",
        "write the part of the message that matters",
    ),
    "any message, twice": (
        "a()\n#! a.B: ... ...\n",
        2,
        "'#! a.B: ... ...' fits any message",
        "write the part of the message that matters",
    ),
    "any class": (
        "a()\n#! Exception: b\n",
        2,
        "'#! Exception: b' names a class that says nothing",
        "let a class be raised that does",
    ),
    "any class, qualified name": (
        "a()\n#! builtins.BaseException: b\n",
        2,
        "'#! builtins.BaseException: b' names a class that says nothing",
        "let a class be raised that does",
    ),
    "any warning": (
        "a()\n#! Warning: b\n",
        2,
        "'#! Warning: b' names a class that says nothing",
        "let a class be raised that does",
    ),
    "any class without a message": (
        "a()\n#! Exception\n",
        2,
        "'#! Exception' names a class that says nothing",
        "let a class be raised that does",
    ),
    "any output": ("a()\n#> ...\n", 2, "'#> ...' fits any output", "write the part of the output that matters"),
    "any wrong output": (
        "a()\n#!> ... ...\n",
        2,
        "'#!> ... ...' fits any output",
        "write the part of the output that matters",
    ),
    "an output that a function's definition has not": (
        "def a():\n    b()\n#> 1\n",
        3,
        "'#> 1' describes a function's definition, which runs nothing of its body",
        REMEDY_FUNCTION,
    ),
    "a count that a function's definition has not": (
        "async def a():\n    b()\n#: 1 statement\n",
        3,
        "'#: 1 statement' describes a function's definition, which runs nothing of its body",
        REMEDY_FUNCTION,
    ),
    "two statements on one line": (
        "a(); b()\n#> 1\n",
        2,
        "'#> 1' speaks of line 1, which holds 2 statements",
        "give each its line",
    ),
    "an unknown qualifier": (
        "a()\n#! [mysql] b.C: d\n",
        2,
        "unknown qualifier [mysql]: 'mysql' is not one of python, sqlalchemy, sqlite, postgresql,"
        " with a version such as sqlalchemy<2.1 where it needs one",
        "see CONTRIBUTING.md, Expectations",
    ),
    "an unknown qualifier of a count": (
        "a()\n#: [sqlite3] 1 statement\n",
        2,
        "unknown qualifier [sqlite3]: 'sqlite3' is not one of python, sqlalchemy, sqlite, postgresql,"
        " with a version such as sqlalchemy<2.1 where it needs one",
        "see CONTRIBUTING.md, Expectations",
    ),
    "a qualifier without an expectation": (
        "a()\n#! [sqlite]\n",
        2,
        "'#!' names no class and message",
        "write '#! module.Class: the message'",
    ),
    "a syntax error": ("a()\nb = = 1\n", 2, "not Python: invalid syntax", "mend the syntax"),
    "an open bracket": ("a()\nb(\n", 2, "not Python: '(' was never closed", "mend the syntax"),
    "an indentation that fits nothing": (
        "if a:\n        b()\n    c()\n",
        3,
        "not Python: unindent does not match any outer indentation level",
        "mend the syntax",
    ),
    "a text that Python warns of": ("a()\nb = '\\d'\n", 2, None, "mend the text"),
    "brackets without end": ("(" * 300 + ")" * 300, 1, "not Python: too many nested parentheses", "mend the syntax"),
    "a null byte": ("a()\nb = '\0'\n", None, None, None),
    "nesting without end": ("a = " + "-" * 100_000 + "1\n", 1, None, None),
    "a byte order mark": ("\ufeffa()\n", 1, "starts with a byte order mark", "save the file without one"),
    "Windows line ends": (
        "a()\nb()\r\n",
        2,
        "has line ends other than a plain newline",
        "save it with Unix line ends",
    ),
    "a region mark misspelt": (
        "# page: form here\na()\n",
        1,
        "'# page: form here' is nearly a region mark",
        "write '# page: from here' or '# page: to here'",
    ),
    "a region mark without a colon": (
        "# page from here\na()\n",
        1,
        "'# page from here' is nearly a region mark",
        "write '# page: from here' or '# page: to here'",
    ),
    "a region mark behind code": (
        "a()  # page: from here\nb()\n",
        1,
        "'# page: from here' stands behind code",
        "put it on a line of its own",
    ),
    "a region opened twice": (
        "# page: from here\na()\n# page: from here\nb()\n",
        3,
        "'# page: from here': the shown region is already open",
        "pair each '# page: from here' with one '# page: to here'",
    ),
    "a region closed and not opened": (
        "a()\n# page: to here\n",
        2,
        "'# page: to here': the shown region is not open",
        "pair each '# page: from here' with one '# page: to here'",
    ),
    "an empty region": (
        "a()\n# page: from here\n\n# page: to here\n",
        2,
        "the shown region is empty",
        "mark the part that matters, or delete the marks",
    ),
    "an exception outside of the shown region": (
        "# page: from here\na()\n# page: to here\nb()\n#! c.D: e\n",
        5,
        "'#! c.D: e' stands outside of what the page shows",
        "put '# page: from here' above its statement, or '# page: to here' below it",
    ),
    "a count outside of the shown region": (
        "a()\n#: 1 statement\n# page: from here\na()\n",
        2,
        "'#: 1 statement' stands outside of what the page shows",
        "put '# page: from here' above its statement, or '# page: to here' below it",
    ),
    "a wrong result outside of the shown region": (
        "a()\n#!> 1\n# page: from here\na()\n",
        2,
        "'#!> 1' stands outside of what the page shows",
        "put '# page: from here' above its statement, or '# page: to here' below it",
    ),
    "an empty region at the end": (
        "a()\n# page: from here\n",
        2,
        "the shown region is empty",
        "mark the part that matters, or delete the marks",
    ),
}


@pytest.mark.parametrize(("source", "line", "text", "remedy"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused(source: str, line: int | None, text: str | None, remedy: str | None) -> None:
    ((found_line, found_text, found_remedy),) = problems(source)
    assert found_text
    assert found_remedy
    assert found_line == (line or found_line)
    assert found_text == (text or found_text)
    assert found_remedy == (remedy or found_remedy)


@pytest.mark.parametrize("name", ["nesting without end", "a null byte"])
def test_what_cannot_be_parsed_is_called_not_python(name: str) -> None:
    assert problems(REFUSED[name][0])[0][1].startswith("not Python: ")


def test_what_python_warns_of_is_told_in_its_words() -> None:
    assert problems("b = '\\d'\n") == [(1, r"Python warns: invalid escape sequence '\d'", "mend the text")]


def test_every_problem_of_a_file_is_told() -> None:
    found = problems("a()\n#>b\n# page: on\n#: x\n    #> 1\n")
    assert [line for line, _, _ in found] == [2, 3, 4, 5]


def test_lines_of_a_fence_count_in_its_page() -> None:
    assert [line for line, _, _ in problems("a()\n#>b\n", first_line=11)] == [12]
    assert [line for line, _, _ in problems("a()\nb = = 1\n", first_line=11)] == [12]
    assert [line for line, _, _ in problems("a()\nb()\r\n", first_line=11)] == [12]
    assert "speaks of line 11," in problems("a(); b()\n#> 1\n", first_line=11)[0][1]


def test_a_problem_names_its_file() -> None:
    with pytest.raises(BadSnippet) as caught:
        parsed("#> 1\n")
    assert caught.value.problems[0].path == DONT
    assert str(caught.value) == "'#> 1' describes nothing: no statement above it in this block at column 1"


# Files


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "do.py"
    path.write_text("print('ä')\n#> ä\n", "utf-8")
    snippet = read(path)
    assert [str(e) for e in snippet.expectations] == ["#> ä"]
    assert snippet.path == path


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "do.py"
    path.write_bytes(b"a()\n# \xe4\n")
    with pytest.raises(BadSnippet) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert (problem.line, problem.text, problem.remedy) == (
        2,
        "not UTF-8: byte 0xe4 cannot be read",
        "save the file as UTF-8",
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "do.py")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("do.py", "DO"),
        ("dont.py", "DON'T"),
        ("do_again.py", "DO"),
        ("dont_x2.py", "DON'T"),
        ("done.py", None),
        ("Do.py", None),
        ("page.md", None),
        ("do.md", None),
    ],
)
def test_the_name_says_the_verdict(name: str, verdict: str | None) -> None:
    assert parse(Path(name), "a()\n").verdict == verdict


# Regions

REGIONS = {
    "none": ("a()\n", []),
    "one": ("a()\n# page: from here\nb()\nc()\n# page: to here\nd()\n", [(3, 4)]),
    "two": (
        "# page: from here\na()\n# page: to here\nb()\n# page: from here\nc()\n# page: to here\n",
        [(2, 2), (6, 6)],
    ),
    "one that runs to the end": ("a()\n# page: from here\nb()\n\n\n", [(3, 3)]),
    "indented": ("with a:\n    # page: from here\n    b()\n    # page: to here\n", [(3, 3)]),
}


@pytest.mark.parametrize(("source", "expected"), REGIONS.values(), ids=REGIONS)
def test_shown_regions(source: str, expected: list[tuple[int, int]]) -> None:
    assert parsed(source).regions == expected


# Lines


def test_lines_of_a_snippet_and_of_its_file() -> None:
    snippet = parse(Path("page.md"), "a()\nif b:\n    c()\n", first_line=21)
    assert [snippet.file_line(1), snippet.line_of(2), snippet.line_of(None)] == [21, 3, 1]
    assert [snippet.statement_at(line) for line in (None, 20, 21, 22, 23, 24)] == [None, None, 0, 1, 2, None]
    assert [snippet.text_of(line) for line in (0, 1, 3, 9)] == ["", "a()", "    c()", ""]
    assert snippet.code == "\n" * 20 + snippet.source
