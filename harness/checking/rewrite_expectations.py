"""Rewrite the expectations of a snippet to what its run did. Changes expectation comments and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from harness.checking.bindings import Bindings
from harness.checking.matching import described, first_line, fits, paired
from harness.outcome import Outcome, Raised, SqlCount
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation, flaw
from harness.reading.qualifier import UnknownQualifier, parse
from harness.reading.snippet import Snippet

ADDRESS = "0x..."


class Edits:
    """Changes to the expectations of a snippet, by line of its source."""

    def __init__(self, snippet: Snippet) -> None:
        self.snippet = snippet
        self.replaced: dict[int, str | None] = {}
        """The new text of a line; None to delete it."""
        self.inserted: dict[int, list[str]] = {}
        """Lines to put below a line."""

    def delete(self, expectation: Expectation) -> None:
        self.replaced[expectation.line] = None

    def rewrite(self, expectation: Expectation, text: str) -> None:
        """Let an expectation state `text`, if a comment can state it."""
        if flaw(expectation.kind, text) is None:
            self.replaced[expectation.line] = self.indented(expectation, text)

    def repeat(self, expectation: Expectation, text: str, above: bool) -> None:
        """Put another expectation of the same kind below one, or above it, if a comment can state `text`."""
        if flaw(expectation.kind, text) is None:
            self.inserted.setdefault(expectation.line - above, []).append(self.indented(expectation, text))

    def indented(self, expectation: Expectation, text: str) -> str:
        return " " * expectation.column + str(replace(expectation, text=text)).rstrip()

    def add(self, statement: int, comment: str, at: int | None = None) -> None:
        """Put a comment below a statement and below what is stated about its blocks, or below the line `at`."""
        place = self.snippet.statements[statement]
        line = place.end_line if at is None else at
        if at is None:
            columns = {e.line: e.column for e in self.snippet.expectations}
            while columns.get(line + 1, -1) > place.column:
                line += 1
        lines = self.inserted.setdefault(line, [])
        lines.append(" " * place.column + comment)
        # What is stated about a block comes above what is stated about the statement around it.
        lines.sort(key=lambda text: len(text) - len(text.lstrip()), reverse=True)

    def apply(self) -> str:
        """The source with the changes made."""
        if not self.replaced and not self.inserted:
            return self.snippet.source
        lines = []
        for number, text in enumerate(self.snippet.source.split("\n"), 1):
            new = self.replaced.get(number, text)
            lines += [] if new is None else [new]
            lines += self.inserted.get(number, [])
        source = "\n".join(lines)
        return source if source.endswith("\n") else source + "\n"


def updated(snippet: Snippet, outcome: Outcome) -> str:
    """The snippet's source with each expectation that was reached stating what happened.

    These stay: expectations for other environments, an author's `...` that still fits, and everything below a statement
    that the run never reached, so that a typo early in a file doesn't cost the expectations after it. A DO gets no new
    `#!`: its author has to fix that it raises. Nothing changes if the run hung or crashed, and nothing is written that
    the reader would refuse.
    """
    if outcome.complaints:
        return snippet.source
    bindings = Bindings(snippet, outcome)
    edits = Edits(snippet)
    update_printed(bindings, edits)
    update_raised(bindings, edits)
    update_counts(bindings, edits)
    return edits.apply()


def update_printed(bindings: Bindings, edits: Edits) -> None:
    """Rewrite the `#>` and `#!>`: lines that fit stay, others get the text in their place or are deleted."""
    printed = bindings.printed()
    for statement, expectations in bindings.of(PRINTS, WRONG).items():
        actual = [line.text.rstrip() for line in printed.pop(statement, [])]
        if statement not in bindings.outcome.ran:
            continue
        last, is_first = expectations[0], True
        for text, line in paired([e.text for e in expectations], actual):
            if text is not None:
                last, is_first = expectations[text], False
            if line is None:
                edits.delete(last)
            elif text is None:
                edits.repeat(last, as_output(actual[line]), above=is_first)
            elif not fits(last.text, actual[line]):
                edits.rewrite(last, as_output(actual[line]))
    for at, rest in printed.items():
        for output in rest if at is not None else ():
            state(edits, at, PRINTS, as_output(output.text))


def update_raised(bindings: Bindings, edits: Edits) -> None:
    """Rewrite the `#!` that nothing met, delete those of statements that raised nothing, add those that are missing."""
    _, unmet, unexpected = bindings.raised()
    for expectation in unmet:
        if expectation.statement not in bindings.outcome.ran:
            continue
        raised = next((other for other in unexpected if other.at == expectation.statement), None)
        if raised is None:
            edits.delete(expectation)
            continue
        unexpected = [other for other in unexpected if other is not raised]
        text = as_raised(raised)
        if "..." in expectation.message and fits(expectation.message, first_line(raised.message)):
            text = f"{raised.name}: {expectation.message}"
        edits.rewrite(expectation, text)
    for raised in unexpected:
        if bindings.snippet.verdict != "DO":
            state(edits, raised.at, RAISES, as_raised(raised))


def update_counts(bindings: Bindings, edits: Edits) -> None:
    """Rewrite the `#:` of statements that were reached, and leave one for each."""
    for statement, (first, *more) in bindings.of(COUNTS).items():
        if statement in bindings.outcome.ran:
            count = SqlCount.of(bindings.emitted(statement))
            if first.count != count:
                edits.rewrite(first, str(count))
            for expectation in more:
                edits.delete(expectation)


def state(edits: Edits, statement: int | None, kind: str, text: str) -> None:
    """State something about a statement that had no such expectation, if a comment can state it."""
    if statement is not None and flaw(kind, text) is None:
        edits.add(statement, f"{kind} {text}".rstrip())


def without_addresses(kind: str, text: str) -> str:
    """`...` in place of memory addresses, if something is left to compare."""
    shorter = text.replace(ADDRESS, "...")
    return shorter if flaw(kind, shorter) is None else text


def as_output(text: str) -> str:
    """A line of output as the text of a `#>`: `...` for memory addresses, and nothing that reads as a qualifier."""
    text = without_addresses(PRINTS, text.rstrip())
    match = re.match(r"\[([^\]]*)\](?: |$)", text)
    if match:
        try:
            parse(match[1])
        except UnknownQualifier:
            return text
        return "..." + text[1:]
    return text


def as_raised(raised: Raised) -> str:
    """An exception or a warning as the text of a `#!`: `...` for memory addresses."""
    return without_addresses(RAISES, described(raised))
