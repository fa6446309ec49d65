"""An outcome against the expectations of its snippet: what was expected and did not happen, and the reverse."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from itertools import groupby

from harness.outcome import Emitted, Outcome, Printed, Raised
from harness.snippet import COUNTS, PRINTS, RAISES, WRONG, Expectation, Problem, Snippet
from harness.statements import within

BACKGROUND = re.compile(r"\s*\(Background on [^()]* at: https://sqlalche\.me/\S+?\)\s*$")


def first_line(message: str) -> str:
    """What `#!` compares: the first line of a message, less SQLAlchemy's pointer to its error pages."""
    return BACKGROUND.sub("", message.partition("\n")[0]).rstrip()


def described(raised: Raised) -> str:
    """A raised exception as the text of a `#!`."""
    message = first_line(raised.message)
    return f"{raised.name}: {message}" if message else raised.name


def fits(expected: str, actual: str) -> bool:
    """Whether `actual` is `expected`, where `...` stands for any text."""
    if expected == actual:
        return True
    if "..." not in expected:
        return False
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.fullmatch(pattern, actual, re.S) is not None


def count_text(count: int) -> str:
    """A count as the text of a `#:`."""
    return "1 statement" if count == 1 else f"{count} statements"


@dataclass
class Comparison:
    """What came of holding a snippet against its outcome."""

    problems: list[Problem] = field(default_factory=list)
    met: list[Expectation] = field(default_factory=list)
    """The expectations that apply in the outcome's environment and were met."""
    unmet: list[Expectation] = field(default_factory=list)


class Bindings:
    """Which events of an outcome which statement of a snippet answers for."""

    def __init__(self, snippet: Snippet, outcome: Outcome) -> None:
        self.snippet = snippet
        self.outcome = outcome
        self.applying = [e for e in snippet.expectations if not e.qualifier or e.qualifier.applies(outcome.environment)]

    def of(self, *kinds: str) -> dict[int, list[Expectation]]:
        """The applying expectations of these kinds, by statement."""
        found: dict[int, list[Expectation]] = {}
        for expectation in self.applying:
            if expectation.kind in kinds:
                found.setdefault(expectation.statement, []).append(expectation)
        return found

    def printed(self) -> dict[int | None, list[Printed]]:
        """The lines of output, by the statement that answers for them: the nearest around the print that has a `#>`."""
        holders = self.of(PRINTS, WRONG)
        found: dict[int | None, list[Printed]] = {}
        for line in self.outcome.printed:
            at = line.at
            while at is not None and at not in holders:
                at = self.snippet.statements[at].parent
            found.setdefault(line.at if at is None else at, []).append(line)
        return found

    def emitted(self, statement: int) -> list[Emitted]:
        """The SQL that a statement caused: itself, in its blocks, or in what it called."""
        statements = self.snippet.statements
        return [e for e in self.outcome.emitted if any(within(statements, each, statement) for each in e.within)]


def compare(snippet: Snippet, outcome: Outcome, update_command: str) -> Comparison:
    """Hold `outcome` against what `snippet` says. `update_command` is the command that accepts what happened."""
    comparison = Comparison()
    if outcome.complaints:
        comparison.problems += complaints(snippet, outcome)
    bindings = Bindings(snippet, outcome)
    for check in (check_raised, check_printed, check_counts):
        check(bindings, comparison, f"accept what happened: {update_command}")
    if snippet.verdict == "DO":
        for expectation in snippet.expectations:
            if expectation.kind == WRONG:
                comparison.problems.append(
                    Problem(
                        snippet.path,
                        snippet.file_line(expectation.line),
                        "a DO states a wrong result with #!>",
                        "#!> belongs in a DON'T; a DO states its results with #>",
                    )
                )
    comparison.problems.sort(key=lambda problem: problem.line)
    return comparison


def complaints(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    remedies = {
        "did not end": "make it end by itself: a snippet has a time limit",
        "left": "join, await or close what the snippet starts",
        "wrote to standard": "print what matters, and say it with #>",
        "wrote to": "write into the working directory: a snippet has an empty one of its own",
        "reached": "use the database of the shared module: a snippet has no network",
    }
    found = []
    for complaint in outcome.complaints:
        remedy = next((text for start, text in remedies.items() if complaint.startswith(start)), "")
        line = snippet.file_line(snippet.line_of(outcome.complaint_at))
        found.append(Problem(snippet.path, line, f"the snippet {complaint}", remedy))
    return found


def never_ran(bindings: Bindings, expectation: Expectation) -> str:
    """Why an expectation was not met, where the reason is that its statement was not reached."""
    outcome, snippet = bindings.outcome, bindings.snippet
    if expectation.statement in outcome.ran:
        return ""
    line = snippet.file_line(snippet.line_of(expectation.statement))
    ended = outcome.ended_by
    if ended is not None:
        at = snippet.file_line(snippet.line_of(ended.at))
        return f"line {line} was never reached: {ended.name} ended the snippet at line {at}"
    return f"line {line} was never reached"


def check_raised(bindings: Bindings, comparison: Comparison, accept: str) -> None:
    snippet = bindings.snippet
    expected = bindings.of(RAISES)
    waiting: dict[int | None, list[Raised]] = {}
    for raised in bindings.outcome.raised:
        waiting.setdefault(raised.at, []).append(raised)
    missing: list[Expectation] = []
    for statement, expectations in expected.items():
        for expectation in expectations:
            match = next(
                (
                    raised
                    for raised in waiting.get(statement, [])
                    if raised.name == expectation.class_name and fits(expectation.message, first_line(raised.message))
                ),
                None,
            )
            if match is None:
                missing.append(expectation)
            else:
                waiting[statement].remove(match)
                comparison.met.append(expectation)
    for expectation in missing:
        comparison.unmet.append(expectation)
        here = waiting.get(expectation.statement, [])
        line = snippet.file_line(expectation.line)
        if here:
            raised = here.pop(0)
            happened = f"    - #! {expectation.text}\n    + #! {described(raised)}"
            text = f"raised something else than expected\n{happened}"
        else:
            elsewhere = [
                r for r in bindings.outcome.raised if r.name == expectation.class_name and r.at != expectation.statement
            ]
            if elsewhere:
                at = snippet.file_line(snippet.line_of(elsewhere[0].at))
                why = f"{elsewhere[0].name} came from line {at}: put the #! below that statement"
            else:
                statement_line = snippet.file_line(snippet.line_of(expectation.statement))
                why = never_ran(bindings, expectation) or f"line {statement_line} raised and warned nothing"
            text = f"expected {expectation.class_name}, and {why}\n    - #! {expectation.text}"
        comparison.problems.append(Problem(snippet.path, line, text, accept))
    for at, rest in waiting.items():
        for raised in rest:
            if raised.by_hand and raised.caught:
                continue  # the snippet's own exception, and its own business
            what = "warned" if raised in bindings.outcome.warnings else "raised"
            how = " and caught" if raised.caught else ""
            where = snippet.file_line(snippet.line_of(at))
            comparison.problems.append(
                Problem(
                    snippet.path, where, f"{what}{how}, and no #! says so\n    + #! {described(raised)}", accept
                )
            )


def check_printed(bindings: Bindings, comparison: Comparison, accept: str) -> None:
    snippet = bindings.snippet
    expected = bindings.of(PRINTS, WRONG)
    printed = bindings.printed()
    for statement, expectations in expected.items():
        lines = [line.text.rstrip() for line in printed.pop(statement, [])]
        texts = [e.text.rstrip() for e in expectations]
        if len(lines) == len(texts) and all(fits(e, a) for e, a in zip(texts, lines, strict=True)):
            comparison.met += expectations
            continue
        comparison.unmet += expectations
        wrong = next(
            (
                e
                for e, text, i in zip(expectations, texts, range(len(texts)), strict=True)
                if i >= len(lines) or not fits(text, lines[i])
            ),
            expectations[-1],
        )
        reason = never_ran(bindings, wrong) or "printed something else than expected"
        # Lines that fit count as equal in the diff, whatever their `...` stands for.
        shown = [t if i < len(texts) and fits(texts[i], t) else t for i, t in enumerate(lines)]
        before = [f"{e.kind} {t}".rstrip() for e, t in zip(expectations, texts, strict=True)]
        kinds = [e.kind for e in expectations]
        after = [f"{kinds[min(i, len(kinds) - 1)]} {t}".rstrip() for i, t in enumerate(shown)]
        diff = [d for d in difflib.ndiff(before, after) if not d.startswith("?")]
        detail = "\n".join(f"    {line}" for line in diff)
        comparison.problems.append(
            Problem(snippet.path, snippet.file_line(wrong.line), f"{reason}\n{detail}", accept)
        )
    for at, group in groupby(sorted(printed.items(), key=lambda item: item[0] or 0), key=lambda item: item[0]):
        lines = [line.text for _, each in group for line in each]
        detail = "\n".join(f"    + #> {line}".rstrip() for line in lines[:10])
        more = f"\n    ... and {len(lines) - 10} lines more" if len(lines) > 10 else ""
        comparison.problems.append(
            Problem(
                snippet.path,
                snippet.file_line(snippet.line_of(at)),
                f"printed, and no #> says so\n{detail}{more}",
                accept,
            )
        )


def check_counts(bindings: Bindings, comparison: Comparison, accept: str) -> None:
    snippet = bindings.snippet
    for statement, expectations in bindings.of(COUNTS).items():
        emitted = bindings.emitted(statement)
        for expectation in expectations:
            line = snippet.file_line(expectation.line)
            missed = never_ran(bindings, expectation)
            if missed or expectation.count != len(emitted):
                comparison.unmet.append(expectation)
                what = f", and {missed}" if missed else f", the run emitted {len(emitted)}"
                by_line = "" if missed else sources(snippet, emitted)
                text = f"expected {count_text(expectation.count)}{what}{by_line}"
                comparison.problems.append(Problem(snippet.path, line, text, "" if missed else accept))
            else:
                comparison.met.append(expectation)
    for emitted_raw in bindings.outcome.emitted:
        if emitted_raw.raw:
            comparison.problems.append(
                Problem(
                    snippet.path,
                    snippet.file_line(snippet.line_of(emitted_raw.at)),
                    f"executes SQL on a cursor of the driver, where it is not counted: {emitted_raw.sql.split(chr(10))[0]}",
                    "execute it through SQLAlchemy, with text()",
                )
            )


def sources(snippet: Snippet, emitted: list[Emitted]) -> str:
    """A line for each statement of the snippet that emitted SQL."""
    lines: dict[int, list[Emitted]] = {}
    for each in emitted:
        lines.setdefault(snippet.file_line(snippet.line_of(each.at)), []).append(each)
    return "".join(
        f"\n    line {line}: {count_text(len(each))}, first {' '.join(each[0].sql.split())[:80]}"
        for line, each in sorted(lines.items())
    )
