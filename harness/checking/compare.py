"""An outcome against the expectations of its snippet: what was expected and did not happen, and the reverse."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from itertools import zip_longest

import sqlparse

from harness.outcome import Emitted, Outcome, Printed, Raised, SqlCount
from harness.problem import Problem
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation, flaw
from harness.reading.snippet import Snippet
from harness.reading.statements import around, within

BACKGROUND = re.compile(r"\s*\(Background on [^()]* at: https://sqlalche\.me/\S+?\)\s*$")
ALIGNED = 2_000_000
"""How many expected lines times printed ones are aligned; above, they are compared by position, or it would take minutes."""
DIFF_LINES = 20
"""How many lines of output a message shows."""


def first_line(message: str) -> str:
    """What `#!` compares: the first line of a message, less SQLAlchemy's pointer to its error pages."""
    return BACKGROUND.sub("", message.partition("\n")[0]).rstrip()


def described(raised: Raised) -> str:
    """A raised exception as the text of a `#!`."""
    message = first_line(raised.message)
    return f"{raised.name}: {message}" if message else raised.name


def fits(expected: str, actual: str) -> bool:
    """Whether `actual` is `expected`, where `...` stands for any text. Blanks at the end do not count."""
    expected, actual = expected.rstrip(), actual.rstrip()
    if "..." not in expected:
        return expected == actual
    first, *between, last = expected.split("...")
    if not actual.startswith(first) or not actual.endswith(last) or len(actual) < len(first) + len(last):
        return False
    start, end = len(first), len(actual) - len(last)
    for part in between:
        found = actual.find(part, start, end)
        if found < 0:
            return False
        start = found + len(part)
    return True


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
        """The expectations that hold in the outcome's environment."""

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
            holder = next((at for at in around(self.snippet.statements, line.at) if at in holders), line.at)
            found.setdefault(holder, []).append(line)
        return found

    def raised(self) -> tuple[list[tuple[Expectation, Raised]], list[Expectation], list[Raised]]:
        """Each `#!` with the event that meets it; the ones that nothing met; the events that none expects.

        An exception of the snippet's own that it catches itself is its own business: it may have a `#!`, and needs none.
        """
        met: list[tuple[Expectation, Raised]] = []
        unmet: list[Expectation] = []
        left = list(self.outcome.raised)
        for statement, expectations in self.of(RAISES).items():
            here = [raised for raised in left if raised.at == statement]
            chosen = assigned(expectations, here)
            for expectation, raised in zip(expectations, chosen, strict=True):
                if raised is None:
                    unmet.append(expectation)
                else:
                    met.append((expectation, raised))
                    left = [each for each in left if each is not raised]
        return met, unmet, [raised for raised in left if not (raised.by_hand and raised.caught)]

    def emitted(self, statement: int) -> list[Emitted]:
        """The SQL that a statement caused: itself, in its blocks, or in what it called."""
        statements = self.snippet.statements
        return [e for e in self.outcome.emitted if any(within(statements, each, statement) for each in e.within)]


def meets(expectation: Expectation, raised: Raised) -> bool:
    """Whether an event is the one that a `#!` expects."""
    return raised.name == expectation.class_name and fits(expectation.message, first_line(raised.message))


def assigned(expectations: list[Expectation], events: list[Raised]) -> list[Raised | None]:
    """For each `#!` of a statement the event that meets it, so that as many as can be are met."""
    holder: dict[int, int] = {}

    def place(position: int, tried: set[int]) -> bool:
        for number, raised in enumerate(events):
            if number not in tried and meets(expectations[position], raised):
                tried.add(number)
                if number not in holder or place(holder[number], tried):
                    holder[number] = position
                    return True
        return False

    for position in range(len(expectations)):
        place(position, set())
    chosen: list[Raised | None] = [None] * len(expectations)
    for number, position in holder.items():
        chosen[position] = events[number]
    return chosen


def paired(texts: list[str], lines: list[str]) -> list[tuple[int | None, int | None]]:
    """Expected lines beside printed ones, in order: the positions of both, None where one has no counterpart.

    Lines that fit stand side by side, and so do, between those, lines that take one another's place. Of a flood of lines, those
    of the same position do.
    """
    if len(texts) * len(lines) > ALIGNED:
        return list(zip_longest(range(len(texts)), range(len(lines))))
    open_texts = [text for text in texts if "..." in text]
    seen_as = [next((text for text in open_texts if fits(text, line)), line) for line in lines]
    seen_as = [texts[n] if n < len(texts) and fits(texts[n], line) else seen_as[n] for n, line in enumerate(lines)]
    pairs: list[tuple[int | None, int | None]] = []
    for _, t, t_end, n, n_end in difflib.SequenceMatcher(None, texts, seen_as, autojunk=False).get_opcodes():
        pairs += zip_longest(range(t, t_end), range(n, n_end))
    return pairs


def compare(snippet: Snippet, outcome: Outcome, update_command: str) -> Comparison:
    """Hold `outcome` against what `snippet` says. `update_command` is the command that accepts what happened."""
    comparison = Comparison()
    comparison.problems += complaints(snippet, outcome)
    if outcome.complaints and not outcome.ran:
        return comparison  # nothing is known of what it did
    if any(raised.name == "PermissionError" and raised.message.startswith("the snippet ") for raised in outcome.raised):
        return comparison  # it was refused: what came of that is no news
    bindings = Bindings(snippet, outcome)
    for check in (check_raised, check_printed, check_counts):
        check(bindings, comparison, f"accept what happened: {update_command}")
    comparison.problems += misplaced_wrong(snippet) + raw_sql(snippet, outcome) + several_as_one(snippet, outcome)
    comparison.problems.sort(key=lambda problem: problem.line)
    return comparison


def misplaced_wrong(snippet: Snippet) -> list[Problem]:
    """The `#!>` of a snippet that is no DON'T."""
    if snippet.verdict == "DON'T":
        return []
    what, states = (
        ("a DO", "a DO states its results") if snippet.verdict else ("a block of a page", "a block states its results")
    )
    remedy = f"#!> belongs in a DON'T; {states} with #>"
    return [
        Problem(snippet.path, snippet.file_line(e.line), f"{what} states a wrong result with #!>", remedy)
        for e in snippet.expectations
        if e.kind == WRONG
    ]


def raw_sql(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    """The SQL that went past SQLAlchemy, where no event counts it."""
    return [
        Problem(
            snippet.path,
            snippet.file_line(snippet.line_of(emitted.at)),
            f"executes SQL on a cursor of the driver, where it is not counted: {one_line(emitted.sql)}",
            "execute it through SQLAlchemy, with text()",
        )
        for emitted in outcome.emitted
        if emitted.raw
    ]


def several_as_one(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    """The SQL that holds several statements: a driver sends it as one, and so it is counted."""
    found: dict[int, Problem] = {}
    for emitted in outcome.emitted:
        if ";" in emitted.sql.rstrip("; \n"):
            parts = [part for part in sqlparse.split(emitted.sql) if part.strip(" ;\n")]
            if len(parts) > 1:
                line = snippet.file_line(snippet.line_of(emitted.at))
                text = f"sends {len(parts)} statements as one, which counts as one: {one_line(emitted.sql)}"
                found.setdefault(line, Problem(snippet.path, line, text, "execute each by itself"))
    return list(found.values())


def one_line(sql: str) -> str:
    """The beginning of a statement, for a message."""
    return " ".join(sql.split())[:80]


IN_ITS_FOLDER = "work in the current directory: a snippet has an empty one of its own"
REMEDIES = {
    "did not end": "make it end by itself: a snippet has a time limit",
    "was killed by": "find the line that ends the process; a limit on memory or on a file's size may, too",
    "ended its process": "let it run to its last line; what it raises, it may raise",
    "ended the process": "leave what runs the snippet alone, and let it run to its last line",
    "left a process": "wait for each process that the snippet starts",
    "left an asyncio task": "await the task, or cancel it and await that",
    "left threads": "join the threads that the snippet starts, or shut their executor down",
    "wrote to standard": "print what matters, and say it with #>",
    "wrote to": IN_ITS_FOLDER,
    "changes": IN_ITS_FOLDER,
    "opens the database": "use the database of the shared module, or a file in the current directory",
    "opens a server port": "call the application without a server, as a test client does",
    "reached for": "use the database of the shared module: a snippet has no network",
    "sends a signal": "let processes that the snippet did not start alone",
    "forked a process": "do it in this process: what another one does is neither counted nor shown",
    "starts another program": "do it in this process: what another one does is neither counted nor shown",
    "emitted SQL after": "do it before the last line: a page shows it there",
    "printed more": "print what matters: a page shows it",
    "emitted more": "take smaller data: a page shows the statements",
    "replaced": "leave it as the snippet found it: what the page shows depends on it",
    "hides warnings": "say the warning by #!, or write code that does not warn",
    "used": "connect to GUIDE_DATABASE_URL where it is set, as new_engine() of the shared module does",
    "called sys.exit": "let the snippet end by its last line, or by the exception that it shows",
}
"""What helps, by how a complaint starts."""


def complaints(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    """What the run complained of, each with its remedy."""
    found = []
    for complaint in outcome.complaints:
        remedy = next(text for start, text in REMEDIES.items() if complaint.startswith(start))
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
        comparison.problems.append(Problem(snippet.path, snippet.file_line(expectation.line), text, accept))
    for raised in unexpected:
        what = "warned" if any(raised is each for each in bindings.outcome.warnings) else "raised"
        how = " and caught" if raised.caught else ""
        where = snippet.file_line(snippet.line_of(raised.at))
        text = f"{what}{how}, and no #! says so\n    + #! {described(raised)}"
        remedy = remedy_for(RAISES, described(raised), accept)
        if snippet.verdict == "DO":
            remedy = "mend the DO; where it is to refuse what its DON'T lets pass, write the #! yourself"
        comparison.problems.append(Problem(snippet.path, where, text, remedy))


def why_not_raised(bindings: Bindings, expectation: Expectation) -> str:
    """Why a `#!` was met by nothing at its statement."""
    snippet = bindings.snippet
    for raised in bindings.outcome.raised:
        if raised.name == expectation.class_name and raised.at != expectation.statement:
            at = snippet.file_line(snippet.line_of(raised.at))
            return f"{raised.name} came from line {at}: put the #! below that statement"
    line = snippet.file_line(snippet.line_of(expectation.statement))
    others = any(raised.at == expectation.statement for raised in bindings.outcome.raised)
    return never_ran(bindings, expectation) or f"line {line} raised and warned nothing{' more' if others else ''}"


def remedy_for(kind: str, text: str, accept: str) -> str:
    """What to do about an event that has no expectation: the command, where a comment could say it."""
    bad = flaw(kind, text)
    return accept if bad is None else f"no comment can say so ({bad[0]}): make it say more"


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
        comparison.problems.append(Problem(snippet.path, snippet.file_line(wrong.line), f"{reason}\n{diff}", accept))
    for at, rest in printed.items():
        shown = "\n".join(f"    + #> {line.text}".rstrip() for line in rest[:DIFF_LINES])
        more = f"\n    ... and {len(rest) - DIFF_LINES} lines more" if len(rest) > DIFF_LINES else ""
        remedy = next((r for r in (remedy_for(PRINTS, line.text, accept) for line in rest) if r != accept), accept)
        where = snippet.file_line(snippet.line_of(at))
        comparison.problems.append(Problem(snippet.path, where, f"printed, and no #> says so\n{shown}{more}", remedy))


def printed_diff(
    expectations: list[Expectation], lines: list[str], pairs: list[tuple[int | None, int | None]]
) -> tuple[Expectation, str]:
    """The first expectation that is not as it happened, and a diff in which lines that fit count as equal."""
    wrong: Expectation | None = None
    last = expectations[0]
    shown: list[str] = []
    for text, line in pairs:
        last = last if text is None else expectations[text]
        if text is not None and line is not None and fits(last.text, lines[line]):
            shown.append(f"      {last.kind} {last.text}")
            continue
        wrong = wrong or last
        if text is not None:
            shown.append(f"    - {last.kind} {last.text}")
        if line is not None:
            shown.append(f"    + {last.kind} {lines[line]}")
    assert wrong is not None
    if len(shown) > 2 * DIFF_LINES:
        first = next(n for n, each in enumerate(shown) if each[4] != " ")
        start = max(0, first - 3)
        above = [f"      ... {start} lines as expected"] if start else []
        below = len(shown) - start - 2 * DIFF_LINES
        shown = (
            above + shown[start : start + 2 * DIFF_LINES] + ([f"    ... and {below} lines more"] if below > 0 else [])
        )
    return wrong, "\n".join(each.rstrip() for each in shown)


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
            comparison.problems.append(Problem(snippet.path, snippet.file_line(expectation.line), text, remedy))


def sources(snippet: Snippet, emitted: list[Emitted]) -> str:
    """A line for each statement of the snippet that emitted SQL."""
    lines: dict[int, list[Emitted]] = {}
    for each in emitted:
        lines.setdefault(snippet.file_line(snippet.line_of(each.at)), []).append(each)
    return "".join(
        f"\n    line {line}: {SqlCount.of(each)}, first {one_line(each[0].sql)}" for line, each in sorted(lines.items())
    )
