"""Rewrite the expectations of a snippet to what its run did. Touches expectation comments and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pytest_examples import CodeExample
from pytest_examples.config import ExamplesConfig
from pytest_examples.lint import FormatError, black_format, ruff_check, ruff_format

from harness.compare import Bindings, count_text, described, first_line, fits
from harness.outcome import Outcome, Raised
from harness.qualifier import UnknownQualifier, parse
from harness.snippet import COUNTS, PRINTS, RAISES, WRONG, Expectation, Snippet

STYLE = ExamplesConfig(line_length=79, quotes="double", target_version="py311", isort=True, upgrade=True)  # type: ignore[arg-type]
"""How snippets are laid out: narrow, since a page on a phone shows them."""

ADDRESS = "0x..."


@dataclass
class Edits:
    """Changes to the lines of a source, by line number from 1."""

    replaced: dict[int, str | None] = field(default_factory=dict)
    """A line's new text; None to delete it."""
    inserted: dict[int, list[str]] = field(default_factory=dict)
    """Lines to put below a line."""

    def insert(self, line: int, texts: list[str]) -> None:
        self.inserted.setdefault(line, []).extend(texts)

    def apply(self, source: str) -> str:
        if not self.replaced and not self.inserted:
            return source
        lines = source.split("\n")
        result = []
        for number, text in enumerate(lines, 1):
            new = self.replaced.get(number, text)
            if new is not None:
                result.append(new)
            result += self.inserted.get(number, [])
        joined = "\n".join(result)
        return joined if joined.endswith("\n") else joined + "\n"


def updated(snippet: Snippet, outcome: Outcome) -> str:
    """The snippet's source with each expectation that was reached saying what happened.

    Kept as they are: expectations of other environments, an author's `...` that still fits, and whatever stands below
    a statement that the run never reached, so that a slip early in a file does not cost the expectations after it.
    A DO gets no new `#!`: that it raises is for its author to mend. Nothing is changed where the run hung or crashed.
    """
    if outcome.complaints:
        return snippet.source
    bindings = Bindings(snippet, outcome)
    edits = Edits()
    update_printed(bindings, edits)
    update_raised(bindings, edits)
    update_counts(bindings, edits)
    return edits.apply(snippet.source)


def rewrite(snippet: Snippet, edits: Edits, expectation: Expectation, kind: str, text: str) -> None:
    new = " " * expectation.column + str(replace(expectation, kind=kind, text=text))
    old = snippet.text_of(expectation.line)
    if new.rstrip() != old.rstrip():
        edits.replaced[expectation.line] = new


def as_output(text: str) -> str:
    """A line of output as the text of a `#>`: `...` for memory addresses, and nothing that reads as a qualifier."""
    text = text.rstrip().replace(ADDRESS, "...")
    match = re.match(r"\[([^\]]*)\](?: |$)", text)
    if match:
        try:
            parse(match[1])
        except UnknownQualifier:
            return text
        return "..." + text[1:]
    return text


def update_printed(bindings: Bindings, edits: Edits) -> None:
    snippet = bindings.snippet
    printed = bindings.printed()
    for statement, expectations in bindings.of(PRINTS, WRONG).items():
        lines = [line.text.rstrip() for line in printed.pop(statement, [])]
        if statement not in bindings.outcome.ran:
            continue
        for expectation, line in zip(expectations, lines, strict=False):
            if not fits(expectation.text.rstrip(), line):
                rewrite(snippet, edits, expectation, expectation.kind, as_output(line))
        for expectation in expectations[len(lines) :]:
            edits.replaced[expectation.line] = None
        last = expectations[-1]
        edits.insert(
            last.line,
            [
                " " * last.column + str(replace(last, text=as_output(line))).rstrip()
                for line in lines[len(expectations) :]
            ],
        )
    for at, lines_left in printed.items():
        if at is not None:
            statement_of = snippet.statements[at]
            indent = " " * statement_of.column
            edits.insert(
                statement_of.end_line, [f"{indent}#> {as_output(line.text)}".rstrip() for line in lines_left]
            )


def update_raised(bindings: Bindings, edits: Edits) -> None:
    snippet, outcome = bindings.snippet, bindings.outcome
    waiting: dict[int | None, list[Raised]] = {}
    for raised in outcome.raised:
        if not (raised.by_hand and raised.caught):
            waiting.setdefault(raised.at, []).append(raised)
    missing = []
    for statement, expectations in bindings.of(RAISES).items():
        for expectation in expectations:
            here = waiting.get(statement, []) + [r for r in outcome.caught if r.by_hand and r.at == statement]
            match = next(
                (r for r in here if r.name == expectation.class_name and fits(expectation.message, first_line(r.message))),
                None,
            )
            if match is None:
                missing.append(expectation)
            elif match in waiting.get(statement, []):
                waiting[statement].remove(match)
    for expectation in missing:
        if expectation.statement not in outcome.ran:
            continue
        here = waiting.get(expectation.statement, [])
        if not here:
            edits.replaced[expectation.line] = None
            continue
        raised = here.pop(0)
        text = described(raised).replace(ADDRESS, "...")
        if "..." in expectation.message and fits(expectation.message, first_line(raised.message)):
            text = f"{raised.name}: {expectation.message}"
        rewrite(snippet, edits, expectation, RAISES, text)
    if snippet.verdict == "DO":
        return
    for at, rest in waiting.items():
        if at is not None and rest:
            statement_of = snippet.statements[at]
            indent = " " * statement_of.column
            edits.insert(
                statement_of.end_line, [f"{indent}#! {described(r).replace(ADDRESS, '...')}" for r in rest]
            )


def update_counts(bindings: Bindings, edits: Edits) -> None:
    for statement, expectations in bindings.of(COUNTS).items():
        if statement not in bindings.outcome.ran:
            continue
        count = len(bindings.emitted(statement))
        for expectation in expectations:
            if expectation.count != count:
                rewrite(bindings.snippet, edits, expectation, COUNTS, count_text(count))


# Layout, by Black and Ruff as pytest-examples drives them


def example_of(snippet: Snippet, source: str) -> CodeExample:
    return CodeExample.create(source, path=snippet.path)


def laid_out(source: str) -> str:
    """`source` as Black lays it out. Black would turn `#>` into `# >`; it leaves `#:` alone."""
    hidden = re.sub(r"^( *)#>( |$)", r"\1#:>\2", source, flags=re.M)
    shown = black_format(hidden, STYLE, remove_double_blank=True)
    return re.sub(r"^( *)#:>( |$)", r"\1#>\2", shown, flags=re.M)


def formatted(snippet: Snippet) -> str:
    """The source as Ruff mends it and Black lays it out. Raises FormatError for what Ruff cannot mend."""
    return laid_out(ruff_format(example_of(snippet, snippet.source), STYLE))


def lint(snippet: Snippet) -> str:
    """What Ruff says of the source: nothing, or its findings."""
    try:
        ruff_check(example_of(snippet, snippet.source), STYLE)
    except FormatError as error:
        return str(error)
    return ""
