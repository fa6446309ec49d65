"""An outcome against the expectations of its snippet: what was expected and did not happen, and the reverse."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.checking.bindings import Bindings
from harness.checking.remedies import complaint_problems
from harness.checking.matching import described, fits, paired
from harness.outcome import Emitted, Outcome, SqlCount
from harness.problem import Problem
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation, flaw
from harness.reading.snippet import Snippet

DIFF_LINES = 20
"""How many lines of output a message shows."""
MISSING_NAME = ("NameError", "ImportError", "ModuleNotFoundError")
"""What is raised by a snippet that uses what it forgot to import."""


@dataclass
class Comparison:
    """What came of holding a snippet against its outcome."""

    problems: list[Problem] = field(default_factory=list)
    met: list[Expectation] = field(default_factory=list)
    """The expectations that apply in the outcome's environment and were met."""
    unmet: list[Expectation] = field(default_factory=list)
    unstated: list[Problem] = field(default_factory=list)
    """Of the problems, those with what happened and no expectation states."""


def compare(snippet: Snippet, outcome: Outcome, update_command: str) -> Comparison:
    """Hold `outcome` against what `snippet` says. `update_command` is the command that accepts what happened."""
    comparison = Comparison(complaint_problems(snippet, outcome))
    if outcome.complaints and not outcome.ran:
        return comparison  # nothing is known about what it did
    if any(raised.name == "PermissionError" and raised.message.startswith("the snippet ") for raised in outcome.raised):
        return comparison  # it was refused, and what came of that isn't news
    bindings = Bindings(snippet, outcome)
    for check in (check_raised, check_printed, check_counts):
        check(bindings, comparison, f"accept what happened: {update_command}")
    others = misplaced_wrong(snippet) + raw_sql(snippet, outcome) + several_as_one(snippet, outcome)
    comparison.problems += comparison.unstated + others
    comparison.problems.sort(key=lambda problem: problem.line)
    return comparison


def misplaced_wrong(snippet: Snippet) -> list[Problem]:
    """The `#!>` of a snippet that is no DON'T."""
    if snippet.verdict == "DON'T":
        return []
    what = "a DO" if snippet.verdict else "a block"
    text = f"{what} states a wrong result with #!>"
    remedy = f"#!> belongs in a DON'T; {what} states its results with #>"
    return [snippet.problem(e.line, text, remedy) for e in snippet.expectations if e.kind == WRONG]


def raw_sql(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    """The SQL that went past SQLAlchemy, where no event counts it."""
    text = "executes SQL on a cursor of the driver, where it is not counted"
    remedy = "execute it through SQLAlchemy, with text()"
    raw = [each for each in outcome.emitted if each.raw]
    return [snippet.problem_at(each.at, f"{text}: {one_line(each.sql)}", remedy) for each in raw]


def several_as_one(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    """The SQL that holds several statements: a driver sends it as one, and so it is counted."""
    problems: dict[int, Problem] = {}
    for emitted in outcome.emitted:
        if ";" in emitted.sql.rstrip("; \n"):
            import sqlparse  # takes as long to import as everything else here

            without_comments = sqlparse.format(emitted.sql, strip_comments=True)
            number = sum(bool(part.strip(" ;\n")) for part in sqlparse.split(without_comments))
            if number > 1:
                text = f"sends {number} statements as one, which counts as one: {one_line(emitted.sql)}"
                problem = snippet.problem_at(emitted.at, text, "execute each by itself")
                problems.setdefault(problem.line, problem)
    return list(problems.values())


def one_line(sql: str) -> str:
    """The start of a statement, for a message."""
    return " ".join(sql.split())[:80]


def never_ran(bindings: Bindings, expectation: Expectation) -> str:
    """Why an expectation was not met, if the reason is that its statement was not reached; else empty."""
    outcome, snippet = bindings.outcome, bindings.snippet
    if expectation.statement in outcome.ran:
        return ""
    ended = outcome.ended_by
    why = f": {ended.name} ended the snippet at line {snippet.place(ended.at)}" if ended else ""
    return f"line {snippet.place(expectation.statement)} was never reached{why}"


def check_raised(bindings: Bindings, comparison: Comparison, accept: str) -> None:
    """Every `#!` met by an exception or a warning, and every one of those expected."""
    snippet = bindings.snippet
    met, unmet, unexpected = bindings.raised()
    comparison.met += [expectation for expectation, _ in met]
    comparison.unmet += unmet
    for expectation in unmet:
        instead = next((raised for raised in unexpected if raised.at == expectation.statement), None)
        if instead is not None:
            unexpected = [raised for raised in unexpected if raised is not instead]
            text = f"raised something else than expected\n    - #! {expectation.text}\n    + #! {described(instead)}"
        else:
            why = why_not_raised(bindings, expectation)
            text = f"expected {expectation.class_name}, and {why}\n    - #! {expectation.text}"
        comparison.problems.append(snippet.problem(expectation.line, text, accept))
    for raised in unexpected:
        what = "warned" if any(raised is warning for warning in bindings.outcome.warnings) else "raised"
        how = " and caught" if raised.caught else ""
        text = f"{what}{how}, and no #! says so\n    + #! {described(raised)}"
        remedy = remedy_for(RAISES, described(raised), accept)
        if raised.name in MISSING_NAME:
            remedy = f"import or define it; if the error is the point, {remedy}"
        elif snippet.verdict == "DO":
            why = "it handles this on purpose" if raised.caught else "it is meant to refuse what its DON'T lets pass"
            remedy = f"fix the DO; if {why}, write the #! yourself"
        comparison.unstated.append(snippet.problem_at(raised.at, text, remedy))


def why_not_raised(bindings: Bindings, expectation: Expectation) -> str:
    """Why a `#!` was met by nothing at its statement."""
    snippet = bindings.snippet
    for raised in bindings.outcome.raised:
        if raised.name == expectation.class_name and raised.at != expectation.statement:
            return f"{raised.name} came from line {snippet.place(raised.at)}: put the #! below that statement"
    more = " more" if any(raised.at == expectation.statement for raised in bindings.outcome.raised) else ""
    line = snippet.place(expectation.statement)
    return never_ran(bindings, expectation) or f"line {line} raised and warned nothing{more}"


def remedy_for(kind: str, text: str, accept: str) -> str:
    """What to do about an event without an expectation: the command that accepts it, if a comment can state it."""
    reason = flaw(kind, text)
    return accept if reason is None else f"no comment can say so ({reason[0]}): make it say more"


def check_printed(bindings: Bindings, comparison: Comparison, accept: str) -> None:
    """Every line of output as its `#>` or `#!>` says, and no line without one."""
    snippet = bindings.snippet
    printed = bindings.printed()
    for statement, expectations in bindings.of(PRINTS, WRONG).items():
        lines = [line.text.rstrip() for line in printed.pop(statement, [])]
        pairs = paired([e.text.rstrip() for e in expectations], lines)
        if all(t is not None and n is not None and fits(expectations[t].text, lines[n]) for t, n in pairs):
            comparison.met += expectations
            continue
        comparison.unmet += expectations
        wrong, diff = printed_diff(expectations, lines, pairs)
        reason = never_ran(bindings, wrong) or "printed something else than expected"
        comparison.problems.append(snippet.problem(wrong.line, f"{reason}\n{diff}", accept))
    for at, rest in printed.items():
        diff = "".join(f"\n    + #> {line.text}".rstrip() for line in rest[:DIFF_LINES])
        if len(rest) > DIFF_LINES:
            diff += f"\n    ... and {len(rest) - DIFF_LINES} lines more"
        remedies = [remedy_for(PRINTS, line.text, accept) for line in rest]
        remedy = next((remedy for remedy in remedies if remedy != accept), accept)
        comparison.unstated.append(snippet.problem_at(at, f"printed, and no #> says so{diff}", remedy))


def printed_diff(
    expectations: list[Expectation], lines: list[str], pairs: list[tuple[int | None, int | None]]
) -> tuple[Expectation, str]:
    """The first expectation that wasn't met, and a diff in which lines that fit count as equal."""
    wrong: Expectation | None = None
    last = expectations[0]
    diff: list[str] = []
    for text, line in pairs:
        last = last if text is None else expectations[text]
        if text is not None and line is not None and fits(last.text, lines[line]):
            diff.append(f"      {last.kind} {last.text}".rstrip())
            continue
        wrong = wrong or last
        if text is not None:
            diff.append(f"    - {last.kind} {last.text}".rstrip())
        if line is not None:
            diff.append(f"    + {last.kind} {lines[line]}".rstrip())
    assert wrong is not None
    return wrong, "\n".join(shortened(diff))


def shortened(diff: list[str]) -> list[str]:
    """A long diff from a little above its first difference."""
    most = 2 * DIFF_LINES
    if len(diff) <= most:
        return diff
    start = max(0, next(n for n, line in enumerate(diff) if line[4] != " ") - 3)
    above = [f"      ... {start} lines as expected"] if start else []
    below = len(diff) - start - most
    return [*above, *diff[start : start + most], *([f"    ... and {below} lines more"] if below > 0 else [])]


def check_counts(bindings: Bindings, comparison: Comparison, accept: str) -> None:
    """Every `#:` as many as the run emitted there, and said once."""
    snippet = bindings.snippet
    for statement, expectations in bindings.of(COUNTS).items():
        emitted = bindings.emitted(statement)
        count = SqlCount.of(emitted)
        for position, expectation in enumerate(expectations):
            remedy = accept
            missed = never_ran(bindings, expectation)
            if missed:
                text, remedy = f"expected {expectation.count}, and {missed}", ""
            elif position:
                text, remedy = f"a second {expectation} of one statement", "delete it: one count says it"
            elif expectation.count != count:
                text = f"expected {expectation.count}, the run emitted {count.beside(expectation.count)}"
                text += sources(snippet, emitted)
            elif not bindings.outcome.emitted:
                text, remedy = f"{expectation} says nothing: the run emits no SQL at all", "delete it"
            else:
                comparison.met.append(expectation)
                continue
            comparison.unmet.append(expectation)
            comparison.problems.append(snippet.problem(expectation.line, text, remedy))


def sources(snippet: Snippet, emitted: list[Emitted]) -> str:
    """A line for each statement of the snippet that emitted SQL."""
    by_line: dict[int, list[Emitted]] = {}
    for one in emitted:
        by_line.setdefault(snippet.place(one.at), []).append(one)
    return "".join(
        f"\n    line {line}: {SqlCount.of(several)}, first {one_line(several[0].sql)}"
        for line, several in sorted(by_line.items())
    )
