"""The grammar of expectations, the comments that state what the statement above them does.

#> text                             it prints this line
#!> text                            it prints this line, and that is the fault
#! module.Class: message            it raises or warns this
#: 3 statements                     it emits this many SQL statements
#: 1 statement, 100 parameter sets  it emits one, which the database executes 100 times (executemany)

Parameter sets are counted over all the statements together, 1 for one without parameters, and written only if there are
more of them than statements. A qualifier narrows an expectation to environments: `#: [postgresql] 2 statements`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.outcome import SqlCount
from harness.reading import qualifier
from harness.reading.qualifier import Qualifier, UnknownQualifier

PRINTS, WRONG, RAISES, COUNTS = "#>", "#!>", "#!", "#:"

EXPECTATION = re.compile(r"(#!>|#>|#!|#:)(?: (.*))?$", re.S)
LOOKALIKE = re.compile(r"#[#\s]*(!\s*>|>|!|:)")
"""The start of a comment that is an expectation or was meant as one."""
CLAIM = re.compile(
    r"#[#\s]*(?:[-=~]+>|\u2192|(?:raises|prints|emits|warns|returns|outputs?|fails)\b)|.*\b\d+ (?:SQL )?statements?\b",
    re.I,
)
"""A comment that tells in words what the code does, so that nothing checks it."""
QUALIFIED = re.compile(r"\[([^\]]*)\](?: (.*))?$", re.S)
EXCEPTION = re.compile(r"([^\W\d](?:[\w.]|<locals>)*)(?::(?: (.*))?)?$")
COUNT = re.compile(r"([0-9]+)(?: statements?)?(?:, ([0-9]+) parameter sets?)?$")


class BadExpectation(ValueError):
    """A comment that looks like an expectation and can't be one. Says why, and how to write it."""

    def __init__(self, text: str, remedy: str) -> None:
        super().__init__(text)
        self.text = text
        self.remedy = remedy


@dataclass(frozen=True)
class Expectation:
    """One comment that states what the statement above it does."""

    kind: str
    """`#>`, `#!>`, `#!` or `#:`."""
    text: str
    """What follows the kind and the qualifier."""
    line: int
    column: int
    statement: int
    """The number of the statement that it describes."""
    qualifier: Qualifier | None = None

    @property
    def count(self) -> SqlCount:
        """What a `#:` states."""
        match = COUNT.match(self.text)
        assert match is not None
        return SqlCount(int(match[1]), int(match[2] or match[1]))

    @property
    def class_name(self) -> str:
        """The class in a `#!`, a built-in one without its module."""
        match = EXCEPTION.match(self.text)
        assert match is not None
        return match[1].removeprefix("builtins.")

    @property
    def message(self) -> str:
        """The message in a `#!`; empty if there is none."""
        match = EXCEPTION.match(self.text)
        assert match is not None
        return match[2] or ""

    def __str__(self) -> str:
        qualified = f"[{self.qualifier.text}]" if self.qualifier else ""
        return " ".join(part for part in (self.kind, qualified, self.text) if part)


def parse(comment: str) -> tuple[str, Qualifier | None, str]:
    """Kind, qualifier and text of an expectation. Raises BadExpectation."""
    match = EXPECTATION.match(comment)
    if match is None:
        raise lookalike(comment)
    kind, text = match[1], match[2] or ""
    qualified = QUALIFIED.match(text)
    narrowed = None
    if qualified:
        try:
            narrowed, text = qualifier.parse(qualified[1]), qualified[2] or ""
        except UnknownQualifier as error:
            if kind not in (PRINTS, WRONG):  # output may well start with a bracket
                raise BadExpectation(str(error), qualifier.HOW_TO_WRITE) from None
    reason = flaw(kind, text)
    if reason:
        raise BadExpectation(*reason)
    return kind, narrowed, text


def flaw(kind: str, text: str) -> tuple[str, str] | None:
    """Why an expectation with this text would be meaningless or could never fail, and the remedy."""
    comment = f"{kind} {text}".rstrip()
    if kind == COUNTS:
        return bad_count(comment, text)
    if kind in (PRINTS, WRONG):
        if "..." in text and not re.search(r"\w", text):
            return f"{comment!r} matches any output", "write the part of the output that matters"
        return None
    match = EXCEPTION.match(text)
    if match is None:
        return f"{comment!r} doesn't name an exception's class", "write '#! module.Class: the message'"
    if not match[2] and text.endswith(":"):
        return f"{comment!r} has a colon but no message", "write the message, or remove the colon"
    if match[2] and "..." in match[2] and not re.search(r"\w", match[2]):
        return f"{comment!r} matches any message", "write the part of the message that matters"
    return None


def bad_count(comment: str, text: str) -> tuple[str, str] | None:
    """Why the text of a `#:` isn't a count, and the remedy."""
    match = COUNT.match(text)
    if match is None:
        return f"{comment!r} isn't a count", "write '#: 3 statements'"
    if match[2] and int(match[2]) <= int(match[1]):
        what = f"{comment!r} doesn't have more parameter sets than statements"
        return what, "write only the statements: sets count if a statement is sent with several"
    return None


def lookalike(comment: str) -> BadExpectation:
    """The error for a comment that is nearly an expectation, with the one that was meant."""
    mark = LOOKALIKE.match(comment)
    assert mark is not None
    meant = f"#{''.join(mark[1].split())} {comment[mark.end() :].strip()}".rstrip()
    hint = " (Black and Ruff turn '#>' into '# >': don't run them on snippets)" if comment.startswith("# >") else ""
    return BadExpectation(f"{comment!r} is nearly an expectation{hint}", f"write {meant!r}")
