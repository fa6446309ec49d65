"""A snippet's code as HTML: its lines, what stands out in them, and below them what the run did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from harness.checking.bindings import Bindings
from harness.checking.matching import described
from harness.drawing.highlight import CONSOLE, highlighted, python_lines
from harness.drawing.sql_html import counted_sql
from harness.drawing.templates import render
from harness.outcome import Outcome, Raised, SqlCount
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation
from harness.reading.regions import ESSENCE, FROM_HERE, TO_HERE
from harness.reading.snippet import Snippet
from harness.text import plural


@dataclass(frozen=True)
class Mark:
    """What stands out in a line."""

    style: str
    """`fault`, `warned`, `many` for several statements that are the fault; or empty."""
    note: str = ""
    """At the end of the line: `10×`."""


@dataclass(frozen=True)
class Line:
    """A line of code. The page draws its number, and a plus or a minus for its role."""

    number: int
    html: Markup
    mark: Mark = Mark("")
    role: str = ""
    """`deletion` or `insertion` where the counterpart doesn't have the line."""

    @property
    def indent(self) -> int:
        """Blanks before the code: a line that is too long continues below its own beginning."""
        return len(self.html) - len(self.html.lstrip(" "))


@dataclass(frozen=True)
class Evidence:
    """What the run did, in place of an expectation."""

    style: str
    label: str
    text: str


class Gap:
    """Where lines are left out."""


Row = Line | Evidence | Gap


def listing_html(label: str, rows: Iterable[Row]) -> Markup:
    """Rows as a listing. `label` names it for those who can't see it."""
    kinds = [(type(row).__name__, row) for row in rows]
    return render("code_listing", label=label, rows=kinds)


def plain_listing(source: str, label: str = "") -> Markup:
    """Code as it is written, numbered, its expectations too."""
    return listing_html(label, [Line(number, html) for number, html in enumerate(python_lines(source), 1)])


def whole_listing(path: Path) -> Markup:
    """A whole file as it is written."""
    return plain_listing(path.read_text("utf-8"), f"{path.name}, whole")


def console_html(session: str) -> Markup:
    """Commands and their output."""
    return render("console", session=highlighted(session, CONSOLE))


def code_html(
    snippet: Snippet,
    outcome: Outcome,
    counted: bool,
    changed: set[int],
    type_errors: Iterable[tuple[int, str]] = (),
) -> Markup:
    """The shown lines, numbered as in the file, with the evidence where the author's expectations are.

    `counted`: the number of statements is the fault, so the lines that emit several stand out. `changed`: the lines
    that the counterpart doesn't have. `type_errors`: what a type checker says, by line.
    """
    code = python_lines(snippet.source)
    evidence = evidence_by_line(snippet, outcome)
    for line, text in type_errors:
        evidence.setdefault(end_of_statement(snippet, line), []).insert(0, Evidence("typed", "mypy", shortened(text)))
    marks = line_marks(snippet, outcome, counted)
    hidden = hidden_lines(snippet, evidence)
    role = "deletion" if snippet.verdict == "DON'T" else "insertion"
    rows: list[Row] = []
    for first, last in snippet.regions or [(1, len(code))]:
        if rows:
            rows.append(Gap())
        numbers = list(range(first, min(last, len(code)) + 1))
        while numbers and not code[numbers[0] - 1].strip() and numbers[0] not in evidence:
            numbers.pop(0)
        while numbers and not code[numbers[-1] - 1].strip() and numbers[-1] not in evidence:
            numbers.pop()
        for n in numbers:
            if n not in hidden:
                rows.append(Line(n, code[n - 1], marks.get(n, Mark("")), role if n in changed else ""))
            rows += evidence.get(n, [])
    return listing_html(snippet.path.name, rows)


def end_of_statement(snippet: Snippet, line: int) -> int:
    """The last line of the innermost statement around a line; of a compound statement, of its first line's part."""
    around = [each for each in snippet.statements if each.line <= line <= each.head_end]
    return max(around, key=lambda each: each.line).head_end if around else line


def shortened(message: str) -> str:
    """A type checker's message, with `…` for all but the first of a long union of types."""
    return re.sub(r'"([^"|]+ \| )[^"]{40,}"', r'"\1…"', message)


def hidden_lines(snippet: Snippet, evidence: dict[int, list[Evidence]]) -> set[int]:
    """The lines that a page leaves out: expectations, marks of regions, and a formatter's blank lines before
    evidence."""
    hidden = {expectation.line for expectation in snippet.expectations}
    lines = [text.strip() for text in snippet.source.split("\n")]
    hidden |= {n for n, text in enumerate(lines, 1) if text in (FROM_HERE, TO_HERE, ESSENCE)}
    before_evidence = False
    for n in range(len(lines), 0, -1):  # from the end: a blank line goes with what is below it
        if lines[n - 1]:
            before_evidence = n in evidence
        elif before_evidence:
            hidden.add(n)
    return hidden


def line_marks(snippet: Snippet, outcome: Outcome, counted: bool) -> dict[int, Mark]:
    """The lines that stand out. A note is only at the first line of its statement."""
    marks: dict[int, Mark] = {}

    def mark(index: int | None, style: str, note: str = "") -> None:
        if index is None:
            return
        statement = snippet.statements[index]
        for line in range(statement.line, statement.head_end + 1):
            text = snippet.text_of(line).strip()
            if text and not text.startswith("#"):
                marks[line] = Mark(style, note)
                note = ""

    for emitted in counted_sql(snippet, outcome).values():
        count = len(emitted)
        mark(emitted[0].at, "many" if counted and count > 1 else "", f"{count}×" if count > 1 else "")
    for statement, expectations in Bindings(snippet, outcome).of(WRONG, PRINTS).items():
        if any(expectation.kind == WRONG for expectation in expectations):
            mark(statement, "fault")
    for raised in outcome.raised:
        if not (raised.by_hand and raised.caught):
            mark(raised.at, "warned" if raised in outcome.warnings else "fault")
    return marks


def evidence_by_line(snippet: Snippet, outcome: Outcome) -> dict[int, list[Evidence]]:
    """What the run did, by the line of the expectation that it belongs to."""
    bindings = Bindings(snippet, outcome)
    by_line: dict[int, list[Evidence]] = {}

    def add(expectation: Expectation, style: str, label: str, text: str) -> None:
        by_line.setdefault(expectation.line, []).append(Evidence(style, label, text))

    printed = bindings.printed()
    for statement, expectations in bindings.of(PRINTS, WRONG).items():
        lines = [line.text for line in printed.get(statement, [])]
        runs: list[tuple[Expectation, list[str]]] = []
        for position, text in enumerate(lines):
            expectation = expectations[min(position, len(expectations) - 1)]
            if runs and runs[-1][0].kind == expectation.kind:
                runs[-1][1].append(text)
            else:
                runs.append((expectation, [text]))
        for expectation, texts in runs:
            style, label = ("wrong", "wrong") if expectation.kind == WRONG else ("printed", "prints")
            add(expectation, style, label, "\n".join(texts))
    for statement, expectations in bindings.of(RAISES).items():
        all_raised = [raised for raised in outcome.raised if raised.at == statement]
        for expectation, raised in zip(expectations, all_raised, strict=False):
            style, label = ("warned", "warns") if raised in outcome.warnings else ("raised", "raises")
            add(expectation, style, label, full_message(raised))
    for statement, expectations in bindings.of(COUNTS).items():
        emitted = bindings.emitted(statement)
        rows = sum(sql.rows or 0 for sql in emitted)
        fetched = f", {rows:,} {plural(rows, 'row')} fetched" if rows else ""
        add(expectations[0], "counted", "SQL", f"{SqlCount.of(emitted)}{fetched}")
    return by_line


def full_message(raised: Raised) -> str:
    """Class and message as the page shows them: later lines too, without the pointer to SQLAlchemy's error page."""
    _, _, rest = raised.message.partition("\n")
    lines = [line for line in rest.split("\n") if line and not line.startswith("(Background on")]
    text = "\n".join([described(raised), *lines])
    return text if raised.times == 1 else f"{text}\n({raised.times} times)"
