"""A DON'T and its DO against each other: the fault is seen in the one, and seen to be gone in the other."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache

from harness.checking import same_data
from harness.checking.compare import described, sources
from harness.checking.pair_side import Side
from harness.outcome import Outcome, Raised, SqlCount
from harness.problem import Problem
from harness.reading import statements
from harness.reading.expectation import PRINTS, RAISES, WRONG, Expectation
from harness.reading.snippet import Snippet
from harness.reading.syntax import words

RAISED, WARNED, COUNTED, PRINTED = "raises", "warns", "statements", "wrong result"

FROM_DRIVER = re.compile(r"\([\w.]+\.\w+\) ")
"""How a message begins that a database's driver made."""
SAME_TASK = "let the DO do what the DON'T sets out to do, without the fault"
FAULT = "let it raise or warn (#!), print a wrong result (#!>), or emit more statements than the DO (#: in both)"
NONE = SqlCount(0, 0)


@dataclass
class Proof:
    """What a pair shows."""

    ways: list[str] = field(default_factory=list)
    """The ways in which the fault is shown: `raises`, `warns`, `statements`, `wrong result`."""
    problems: list[Problem] = field(default_factory=list)
    shows_nothing: Problem | None = None
    """The one among the problems that says that the pair is shown in none of the ways."""
    dont_count: SqlCount = NONE
    do_count: SqlCount = NONE
    """What the DON'T's and the DO's counted lines emitted, for the way `statements`."""


def prove(dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> Proof:
    """Hold a DON'T against the DO that answers it. Both have passed the comparison with their own expectations."""
    proof = Proof()
    ours, theirs = Side(dont, dont_outcome), Side(do, do_outcome)
    set_premises(ours, theirs)
    show_raised(proof, ours, theirs)
    show_wrong(proof, ours, theirs)
    why_not = show_counted(proof, ours, theirs)
    refuse_lone_counts(proof, ours, theirs)
    premised = {id(e) for e, raised in theirs.bindings.raised()[0] if id(raised) in theirs.premises}
    guards = [e for e in theirs.applying(RAISES) if id(e) not in premised]
    if guards and not {COUNTED, PRINTED} & set(proof.ways):
        raised = next((described(r) for r in do_outcome.raised if r.at == guards[0].statement), guards[0].text)
        remedy = "a DO may raise only where it refuses what its DON'T lets pass: a wrong result (#!>) or more statements (#:)"
        proof.problems.append(theirs.problem(guards[0].line, f"the DO raises or warns: {raised}", remedy))
    if proof.ways and not proof.problems:
        proof.problems += other_code(ours, theirs) + same_data.other_tables(ours, theirs)
    if not proof.ways and not proof.problems:
        if elsewhere(ours):
            proof.problems += other_lines(ours, theirs)
        else:
            why, remedy = why_not
            proof.shows_nothing = ours.problem(1, f"shows no fault that {theirs.name} is free of{why}", remedy)
            proof.problems.append(proof.shows_nothing)
    return proof


def other_code(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO has next to nothing of the DON'T's code: it does something else."""
    missing = lacking(dont.snippet.tree, do, 2 / 3)
    if not missing:
        return []
    text = f"{do.name} does something else than {dont.name}: of its code it lacks {quoted(missing)}"
    return [do.problem(1, text, SAME_TASK)]


def set_premises(dont: Side, do: Side) -> None:
    """Find what both sides raise alike and go on from, beside which the DON'T has a fault of its own."""
    ours = [raised for _, raised in dont.bindings.raised()[0]]
    left = [raised for _, raised in do.bindings.raised()[0]]
    alike: list[tuple[Raised, Raised]] = []
    for raised in ours:
        same = next((each for each in left if described(each) == described(raised)), None)
        if same is not None and raised.caught and same.caught:
            left.remove(same)
            alike.append((raised, same))
    if len(alike) < len(ours) or dont.applying(WRONG) or dont.counts:
        dont.premises = {id(raised) for raised, _ in alike}
        do.premises = {id(raised) for _, raised in alike}


def elsewhere(dont: Side) -> bool:
    """Whether the DON'T states a fault for other environments, of a statement that has none in this one."""
    here = {e.statement for e in dont.bindings.applying if e.kind != PRINTS}
    return any(e.kind != PRINTS and e.statement not in here for e in dont.snippet.expectations)


# The first way


def show_raised(proof: Proof, dont: Side, do: Side) -> None:
    """The library raises or warns in the DON'T, and does not in the DO."""
    met, _, _ = dont.bindings.raised()
    for expectation, raised in met:
        if raised.by_hand:
            text = f"{raised.name} is raised by the project's own code, which shows nothing about the library"
            line = dont.snippet.line_of(expectation.statement)
            proof.problems.append(dont.problem(line, text, "let the library raise it"))
        elif is_written_out(dont, expectation.statement):
            text = f"{raised.name} comes of what is written out in {dont.name}, which shows nothing about the library"
            line = dont.snippet.line_of(expectation.statement)
            proof.problems.append(dont.problem(line, text, "let the library raise it"))
    genuine = [raised for _, raised in met if not raised.by_hand and id(raised) not in dont.premises]
    again = next((raised for raised in do.events if raised.name in {each.name for each in genuine}), None)
    if again is not None:
        text = f"the DO has the DON'T's fault: {again.name}"
        proof.problems.append(do.problem(do.snippet.line_of(again.at), text, "let the DO do the same without it"))
    elif genuine and dont.counts and do.count.executions > dont.count.executions:
        text = f"{dont.name} raises where {do.name} emits more statements: it is a guard against them"
        remedy = "call the one that refuses the DO, or count nothing here"
        proof.problems.append(dont.problem(dont.counts[0][0].line, text, remedy))
    elif genuine and not do.events:  # a DO that raises is a guard, or fails: another way must show the fault
        warned = {id(each) for each in dont.outcome.warnings}
        proof.ways.append(WARNED if all(id(each) in warned for each in genuine) else RAISED)
        if not dont.applying(WRONG):
            proof.problems += other_lines(dont, do)
        avoids = (avoided(dont, do, expectation.statement, raised) for expectation, raised in met)
        proof.problems += next((problems for problems in avoids if problems), [])
        ends_in_shared_code = any(calls_shared(dont, do, expectation.statement) for expectation, _ in met)
        if dont.shared_with(do) and not ends_in_shared_code:
            proof.problems += same_data.other_shared_data(dont, do)


def other_lines(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DON'T prints a line that is not said to be wrong, and that the DO does not print in its place."""
    remaining = iter(do.printed)
    other = next((line for line in dont.outcome.printed if line.text.rstrip() not in remaining), None)
    if other is None:
        return []
    text = f"{dont.name} goes on and prints {other.text!r}, which {do.name} does not print in its place"
    remedy = "let both print the same lines; if what the DON'T prints is wrong, say so by #!>"
    return [dont.problem(dont.snippet.line_of(other.at), text, remedy)]


def is_written_out(dont: Side, at: int) -> bool:
    """Whether a statement that raises is nothing but constants: no library takes part in it."""
    node = dont.nodes[at]
    if isinstance(node, (*statements.COMPOUND, ast.Import, ast.ImportFrom, ast.Raise)):
        return False
    return dont.constants.written_out(node)


def avoided(dont: Side, do: Side, at: int, raised: Raised) -> list[Problem]:
    """A problem where the DO does not come near to what the DON'T fails at: its code, or the SQL that it sends."""
    where = dont.snippet.file_line(dont.snippet.line_of(at))
    avoids = f"{do.name} avoids what {dont.name}:{where} fails at"
    failing = [what for each in dont.bindings.emitted(at) if (what := same_data.verb_and_table(each.sql))]
    verb, table = failing[-1] if failing else ("", "")
    # Of a table that the DO does not have, the failing statement has the name wrong: only its code can tell then.
    if table and FROM_DRIVER.match(raised.message) and same_data.mentions(do.outcome.emitted, table):
        own = do.outcome.emitted if calls_shared(dont, do, at) else do.own_beside(dont)
        if verb in ("INSERT", "SELECT"):
            reached = (verb, table) in [same_data.verb_and_table(each.sql) for each in own]
        else:  # a DO may delete what the DON'T updates, or copy a table that it alters
            reached = same_data.mentions([each for each in own if not same_data.is_read(each.sql)], table)
        does = {"INSERT": f"inserts nothing into {table}", "SELECT": f"reads nothing from {table}"}
        lacks = f"it {does.get(verb, f'changes nothing about {table}')}"
    else:
        missing = lacking(dont.nodes[at], do, 3 / 4) or lacking(dont.snippet.tree, do, 1 / 2)
        reached, lacks = not missing, f"its code lacks {quoted(missing)}"
    return [] if reached else [do.problem(1, f"{avoids}: {lacks}", SAME_TASK)]


def lacking(node: ast.AST, side: Side, share: float) -> set[str]:
    """What a snippet lacks of some code, where that is more than a share: of its names, and of its strings with them."""
    missing: set[str] = set()
    for strings in (False, True):
        said = words(node, strings=strings)
        missing = said - side.words
        if len(missing) <= share * len(said):
            return set()
    return missing


def quoted(names: set[str]) -> str:
    """The first of some names, for a message."""
    return ", ".join(f"`{name}`" for name in sorted(names)[:5])


def calls_shared(dont: Side, do: Side, at: int) -> bool:
    """Whether what a statement of the DON'T emits comes of code that both share."""
    shared = {id(each) for each in dont.shared_with(do)}
    return any(id(each) in shared for each in dont.bindings.emitted(at))


# The third way


def show_wrong(proof: Proof, dont: Side, do: Side) -> None:
    """The DON'T prints a wrong result, and the DO another in its place."""
    wrong = dont.applying(WRONG)
    if not wrong:
        return
    lines = stated_lines(dont)
    parts = runs(lines)
    # A guard refuses in place of a wrong result: what it raises stands where the DON'T prints.
    refusal = [described(raised) for raised in do.refusals]
    printed = do.settled
    answers = [printed]
    answers += [printed[:at] + refusal + printed[at:] for at in range(len(printed) + 1) if refusal]
    if not any(places_differ(parts, answer) for answer in answers):
        remedy = "let both print the same lines, the wrong ones (#!>) apart, for the same data"
        proof.problems.append(dont.problem(wrong[0].line, why_not_wrong(dont, do, parts), remedy))
        return
    if not places_differ(parts, printed) and dont.count.executions > do.count.executions:
        text = f"{wrong[0]} is no wrong result: {do.name} refuses the statements that lead to it"
        proof.problems.append(dont.problem(wrong[0].line, text, f"write {str(replace(wrong[0], kind=PRINTS))!r}"))
        return
    cut_short = dont.outcome.ended_by is not None
    for expectation in wrong:
        without = runs(lines, taken_as_right=expectation)
        if any(places_differ(without, answer, cut_short) for answer in answers):
            text = f"{expectation} is no wrong result: {do.name} prints the line too"
            proof.problems.append(
                dont.problem(expectation.line, text, f"write {str(replace(expectation, kind=PRINTS))!r}")
            )
            return
    right = Counter(text for is_wrong, texts in parts if not is_wrong for text in texts)
    lines_of_do = zip(do.outcome.printed, printed, strict=True)
    instead = [line for line, text in lines_of_do if not take(right, text)]
    if not refusal and all(do.written_out(line) for line in instead):
        text = f"what {do.name} prints in place of the wrong result is written out in it, and shows nothing"
        line = do.snippet.line_of(instead[0].at)
        proof.problems.append(do.problem(line, text, "print what the database or the library answers"))
        return
    added = [do.adds(line, dont) for line in instead]
    if not refusal and added and all(added):
        text = f"{do.name} prints {quoted(added[0])} in place of the wrong result: it stands in its code"
        line = do.snippet.line_of(instead[0].at)
        proof.problems.append(do.problem(line, text, "print what the database or the library answers"))
        return
    other = same_data.other_shared_data(dont, do) + same_data.writes_where_dont_reads(dont, do)
    proof.problems += other
    if not other:
        proof.ways.append(PRINTED)


def take(counter: Counter[str], text: str) -> bool:
    """Whether the counter has one more of `text`; it then has one less."""
    if counter[text] <= 0:
        return False
    counter[text] -= 1
    return True


def why_not_wrong(dont: Side, do: Side, parts: list[tuple[bool, list[str]]]) -> str:
    """The message of a DO whose output does not answer the wrong result."""
    if [text for _, lines in parts for text in lines] == do.settled:
        apart = "" if dont.printed == do.printed else ", UUIDs and addresses apart"
        return f"{do.name} prints the same as {dont.name}{apart}: the wrong result is not gone"
    expected = "".join(
        f"\n    {'another result than ' if is_wrong else 'the same '}{line!r}"
        for is_wrong, lines in parts
        for line in lines
    )
    got = "".join(f"\n    {line!r}" for line in do.settled) or "\n    nothing"
    return f"{do.name} does not print another result in place of the wrong one\n  expected{expected}\n  got{got}"


def stated_lines(dont: Side) -> list[tuple[Expectation | None, str]]:
    """The DON'T's output in order, each line with the `#>` or `#!>` that states it."""
    stated = dont.bindings.of(PRINTS, WRONG)
    waiting: dict[int | None, list[Expectation]] = {at: list(each) for at, each in stated.items()}
    holder = {id(line): at for at, lines in dont.bindings.printed().items() for line in lines}
    found: list[tuple[Expectation | None, str]] = []
    for line, text in zip(dont.outcome.printed, dont.settled, strict=True):
        expectations = waiting.get(holder[id(line)], [])
        found.append((expectations.pop(0) if expectations else None, text))
    return found


def runs(
    lines: list[tuple[Expectation | None, str]], taken_as_right: Expectation | None = None
) -> list[tuple[bool, list[str]]]:
    """The lines in runs of wrong and of right ones, in order."""
    parts: list[tuple[bool, list[str]]] = []
    for expectation, text in lines:
        is_wrong = expectation is not None and expectation.kind == WRONG and expectation is not taken_as_right
        if not parts or parts[-1][0] != is_wrong:
            parts.append((is_wrong, []))
        parts[-1][1].append(text)
    return parts


def places_differ(parts: list[tuple[bool, list[str]]], answer: list[str], cut_short: bool = False) -> bool:
    """Whether `answer` has the right runs of `parts` in order, and in place of each wrong one at least a line of another.

    `cut_short`: `parts` end where an exception did, so that `answer` may go on.
    """

    @cache
    def match(index: int, start: int) -> bool:
        if index == len(parts):
            return start == len(answer) or cut_short
        is_wrong, lines = parts[index]
        if not is_wrong:
            end = start + len(lines)
            return answer[start:end] == lines and match(index + 1, end)
        return any(answer[start:end] != lines and match(index + 1, end) for end in range(start + 1, len(answer) + 1))

    return match(0, 0)


# The second way


def show_counted(proof: Proof, dont: Side, do: Side) -> tuple[str, str]:
    """The DON'T has the database execute more statements than the DO for the same data, and both print the same.

    Returns what keeps a pair with counts from being shown this way, for the message, and the remedy.
    """
    if not dont.counts and not do.counts:
        return "", FAULT
    proof.dont_count, proof.do_count = dont.count, do.count
    if proof.ways or len(dont.counts) != len(do.counts):
        return "", FAULT
    pairs = [
        (SqlCount.of(ours), SqlCount.of(theirs)) for (_, ours), (_, theirs) in zip(dont.counts, do.counts, strict=True)
    ]
    more = [ours.executions - theirs.executions for ours, theirs in pairs]
    if min(more) < 0 or max(more) == 0:
        counts = ", ".join(f"{ours} against {theirs.beside(ours)}" for ours, theirs in pairs)
        return f": its counted lines emit {counts}", FAULT
    whole_dont, whole_do = SqlCount.of(dont.outcome.emitted), SqlCount.of(do.outcome.emitted)
    if whole_dont.executions <= whole_do.executions:
        totals = f"{whole_dont}, the DO's {whole_do.beside(whole_dont)}"
        counted = {id(each) for _, emitted in do.counts for each in emitted}
        others = sources(do.snippet, [each for each in do.outcome.emitted if id(each) not in counted])
        why = f": its counted lines emit more statements, but its whole run emits {totals}"
        return f"{why}; not counted in {do.name}{others}", "count the whole block in both"
    if do.refusals:  # a guard refuses the statements: it has nothing to print
        other = same_data.other_shared_data(dont, do)
    elif not dont.printed or dont.printed != do.printed:
        why = ": it emits more statements, but the two do not print the same, so nothing shows that they ask the same"
        return why, FAULT
    elif all(do.written_out(line) for line in do.outcome.printed):
        return f": it emits more statements, but all that {do.name} prints is written out in it", FAULT
    else:
        ours, theirs = (
            same_data.rows_inserted(dont, dont.outcome.emitted),
            same_data.rows_inserted(do, do.outcome.emitted),
        )
        other = same_data.other_data(dont, do, ours, theirs)
        for check in (same_data.other_copies, same_data.other_writes, same_data.reads_less, same_data.asks_less_often):
            other = other or check(dont, do)
    proof.problems += other
    if not other:
        proof.ways.append(COUNTED)
    return "", FAULT


def refuse_lone_counts(proof: Proof, dont: Side, do: Side) -> None:
    """Counts are compared one by one: each needs its counterpart, and one of 0 a counterpart that is not.

    A count of 0 speaks of the code that its counterpart counts: of any other it would be true of itself. Only beside
    a DON'T that raises may one of the two count alone: there is nothing to count where that one ends.
    """
    may_be_alone = RAISED in proof.ways and not (dont.counts and do.counts)
    if len(dont.counts) != len(do.counts) and not may_be_alone:
        more, fewer = (dont, do) if len(dont.counts) > len(do.counts) else (do, dont)
        text = f"{more.name} has {len(more.counts)} #:, {fewer.name} {len(fewer.counts)}: they are compared one by one"
        lone = more.counts[len(fewer.counts)][0]
        proof.problems.append(more.problem(lone.line, text, f"count the same in {fewer.name}"))
        return
    for side, other in ((dont, do), (do, dont)):
        for position, (expectation, _) in enumerate(side.counts):
            if expectation.count.statements:
                continue
            counterpart, emitted = other.counts[position] if position < len(other.counts) else (None, [])
            if counterpart is None or not emitted:
                text = f"{expectation} shows nothing: {other.name} has no count above 0 to hold it against"
                remedy = f"count there what {side.name} does without, or delete it"
            elif not same_code(side.nodes[expectation.statement], other.nodes[counterpart.statement]):
                where = other.snippet.file_line(other.snippet.line_of(counterpart.statement))
                text = (
                    f"{expectation} speaks of other code than {other.name}:{where}, which emits {SqlCount.of(emitted)}"
                )
                remedy = "count the same statement in both, or the block around it"
            else:
                continue
            proof.problems.append(side.problem(expectation.line, text, remedy))


def same_code(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements are the same code, or blocks of the same kind."""
    if isinstance(one, statements.COMPOUND):
        return type(one) is type(other)
    return ast.dump(one) == ast.dump(other)
