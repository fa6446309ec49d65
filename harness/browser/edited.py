"""What an editor shows below the lines of a reader's code: what it did, and where that differs from the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from harness.checking.bindings import Bindings
from harness.checking.compare import Comparison
from harness.checking.remedies import complaint_problems
from harness.drawing.code_listing import Evidence, evidence_by_line, line_marks, listing_html
from harness.outcome import Outcome
from harness.problem import Problem
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation
from harness.reading.snippet import Snippet

MOST_LINES = 4
"""Of the page's output, which the code states above, only the first lines are repeated."""


@dataclass
class At:
    """Rows of a listing as HTML, below a line of the code."""

    line: int
    html: str


@dataclass
class Edited:
    """What an editor shows of a run."""

    evidence: list[At] = field(default_factory=list)
    """What the run did that no met expectation states, and where that isn't what was expected."""
    marks: list[dict[str, Any]] = field(default_factory=list)
    """The lines that stand out: `line`, `style`, `note`."""
    errors: list[dict[str, Any]] = field(default_factory=list)
    """What it raised or warned unexpectedly: `line`, `text`."""
    differs: bool = False
    """Whether it did something else than the page states."""
    failed: list[int] = field(default_factory=list)
    """The lines of what the reader states and the run didn't do."""


def edited(snippet: Snippet, outcome: Outcome, comparison: Comparison, original: str) -> Edited:
    """A run as an editor shows it. `original` is the page's code.

    An expectation that the page has too tells what the page's run did: a run that doesn't meet it differs, and that is
    news. Only an expectation that the reader wrote or changed fails.
    """
    result = Edited()
    rows: dict[int, list[Evidence]] = {}
    met = {id(expectation) for expectation in comparison.met}
    stating = as_it_happened(snippet, outcome)
    blocks = blocks_of(stating.expectations)
    block_at = {each.line: block for block in blocks for each in block}
    for line, evidence in evidence_by_line(stating, outcome).items():
        block = block_at[line]
        if not all(id(each) in met for each in block):
            rows.setdefault(end_of(block), []).extend(evidence)

    page = {line.strip() for line in original.split("\n")}
    unmet = {id(expectation) for expectation in comparison.unmet}
    left = [problem for problem in comparison.problems if problem not in comparison.unstated]
    # Code without expectations is a reader's experiment, not a snippet that lacks them.
    left = left if snippet.expectations else complaint_problems(snippet, outcome)
    for block in blocks:
        if not any(id(each) in unmet for each in block):
            continue
        lines = {snippet.file_line(each.line) for each in block}
        about = [problem for problem in left if problem.line in lines]
        left = [problem for problem in left if problem.line not in lines]
        if all(snippet.text_of(each.line).strip() in page for each in block):
            result.differs = True
            rows.setdefault(end_of(block), []).append(page_row(block, outcome))
        else:
            rows.setdefault(end_of(block), []).extend(map(failed_row, about))
            result.failed.append(end_of(block))
    for problem in left:
        rows.setdefault(problem.line, []).append(failed_row(problem))
        result.failed.append(problem.line)

    for raised in Bindings(snippet, outcome).raised()[2]:
        if raised.at is not None:
            line = snippet.statements[raised.at].head_end
            result.errors.append({"line": line, "text": f"{raised.name}: {raised.message}"})
    result.differs = result.differs or bool(comparison.unstated and snippet.expectations)
    result.failed.sort()
    result.evidence = [At(line, str(listing_html("", evidence))) for line, evidence in sorted(rows.items())]
    result.marks = [{"line": line, **asdict(mark)} for line, mark in line_marks(snippet, outcome, False).items()]
    return result


def unreadable(problems: Iterable[Problem]) -> Edited:
    """Code that can't be run, because it can't be read."""
    found = list(problems)
    return Edited(
        [At(each.line, str(listing_html("", [Evidence("failed", "error", each.text)]))) for each in found],
        failed=[each.line for each in found],
    )


def blocks_of(expectations: Iterable[Expectation]) -> list[list[Expectation]]:
    """The expectations that state one thing together: what a statement prints, what it raises, its count."""
    blocks: dict[tuple[int, str], list[Expectation]] = {}
    for each in expectations:
        kind = PRINTS if each.kind == WRONG else each.kind
        blocks.setdefault((each.statement, kind), []).append(each)
    return list(blocks.values())


def end_of(block: list[Expectation]) -> int:
    """The line below which a block's evidence is."""
    return max(each.line for each in block)


def page_row(block: list[Expectation], outcome: Outcome) -> Evidence:
    """What the page's run did, where this one did something else."""
    if block[0].statement not in outcome.ran:
        return Evidence("page", "here", "not reached")
    if block[0].kind == COUNTS:
        return Evidence("page", "page", str(block[0].count))
    texts = [each.text for each in block[:MOST_LINES]] + (["…"] if len(block) > MOST_LINES else [])
    if block[0].kind == RAISES:
        texts = [f"raises {text}" for text in texts]
    return Evidence("page", "page", "\n".join(texts))


def failed_row(problem: Problem) -> Evidence:
    """What the reader expects and the run didn't do; the SQL is listed below the editor."""
    text = problem.text if "\n    - " in problem.text or "\n    + " in problem.text else problem.text.partition("\n")[0]
    return Evidence("failed", "fails", text)


def as_it_happened(snippet: Snippet, outcome: Outcome) -> Snippet:
    """The snippet with expectations also for what no expectation is about, each at the end of its statement's head."""
    bindings = Bindings(snippet, outcome)
    added: list[Expectation] = []

    def add(at: int | None, kind: str, text: str) -> None:
        if at is not None:
            statement = snippet.statements[at]
            added.append(Expectation(kind, text, statement.head_end, statement.column, at))

    stated = bindings.of(PRINTS, WRONG)
    for at in bindings.printed():
        if at not in stated:
            add(at, PRINTS, "")
    about: dict[int, int] = {at: len(expectations) for at, expectations in bindings.of(RAISES).items()}
    for raised in outcome.raised:
        if raised.at is not None and not (raised.by_hand and raised.caught):
            about[raised.at] = about.get(raised.at, 0) - 1
            if about[raised.at] < 0:
                add(raised.at, RAISES, raised.name)
    counted = {id(emitted) for at in bindings.of(COUNTS) for emitted in bindings.emitted(at)}
    for at in dict.fromkeys(emitted.at for emitted in outcome.emitted if id(emitted) not in counted):
        add(at, COUNTS, "0 statements")
    return replace(snippet, expectations=[*snippet.expectations, *added], regions=[], essence=[])
