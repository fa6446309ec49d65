"""The first way to prove a DON'T: the library raises or warns in it, and doesn't in the DO."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.checking import same_data
from harness.checking.pair_side import Finding, Side
from harness.checking.sql_statement import SqlStatement
from harness.outcome import Raised
from harness.problem import Problem
from harness.reading.expectation import WRONG

RAISED, WARNED = "raises", "warns"
FROM_DRIVER = re.compile(r"\([\w.]+\.\w+\) ")
"""The start of a message that comes from a database's driver."""
SAME_TASK = "let the DO do what the DON'T sets out to do, without the fault"


def raised_fault(dont: Side, do: Side) -> Finding:
    """Look for an exception or warning of a library that only the DON'T meets."""
    met, _, _ = dont.bindings.raised()
    finding = Finding()
    for expectation, raised in met:
        if raised.by_hand:
            text = f"{raised.name} is raised by the project's own code, which shows nothing about the library"
            finding.problems.append(dont.problem_at(expectation.statement, text, "let the library raise it"))
    genuine = [(e, raised) for e, raised in met if not raised.by_hand and id(raised) not in dont.premises]
    names = {raised.name for _, raised in genuine}
    again = next((raised for raised in do.events if raised.name in names), None)
    if again is not None:
        text = f"the DO has the DON'T's fault: {again.name}"
        remedy = "let the DO do the same without it; or catch it in both, and show the fault in what follows"
        finding.problems.append(do.problem_at(again.at, text, remedy))
    elif genuine and dont.counts and do.count.executions > dont.count.executions:
        text = f"{dont.name} raises where {do.name} emits more statements: it is a guard against them"
        remedy = "call the one that refuses the DO, or count nothing here"
        finding.problems.append(dont.problem(dont.counts[0][0].line, text, remedy))
    elif genuine and not do.failures:  # a DO that raises is a guard, or fails: another way must show the fault
        finding.fault = the_fault(dont, [raised for _, raised in genuine])
        finding.way = WARNED if is_warning(dont, finding.fault) else RAISED
        if not dont.applying(WRONG):
            finding.problems += other_lines(dont, do)
        avoids = (avoided(dont, do, expectation.statement, raised) for expectation, raised in genuine)
        finding.problems += next((problems for problems in avoids if problems), [])
        ends_in_shared_code = any(calls_shared(dont, do, expectation.statement) for expectation, _ in genuine)
        if dont.shared_with(do) and not ends_in_shared_code:
            finding.problems += same_data.other_shared_data(dont, do)
    return finding


def the_fault(dont: Side, genuine: list[Raised]) -> Raised:
    """The one that ended the DON'T; else the first exception; else the first warning."""
    errors = [raised for raised in genuine if not is_warning(dont, raised)]
    ended = [raised for raised in errors if raised is dont.outcome.ended_by]
    return [*ended, *errors, *genuine][0]


def is_warning(side: Side, raised: Raised) -> bool:
    return any(raised is warning for warning in side.outcome.warnings)


def other_lines(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DON'T prints a line that isn't marked as wrong, and that the DO doesn't print, too."""
    remaining = iter(do.printed)
    other = next((line for line in dont.outcome.printed if line.text.rstrip() not in remaining), None)
    if other is None:
        return []
    text = f"{dont.name} goes on and prints {other.text!r}, which {do.name} does not print in its place"
    remedy = "let both print the same lines; if what the DON'T prints is wrong, say so by #!>"
    return [dont.problem_at(other.at, text, remedy)]


def avoided(dont: Side, do: Side, at: int, raised: Raised) -> list[Problem]:
    """A problem where the DO doesn't come near what the DON'T fails at: its code, or the SQL that it sends."""
    avoids = f"{do.name} avoids what {dont.place(at)} fails at"
    failing, in_do = None, list[SqlStatement]()
    if FROM_DRIVER.match(raised.message):  # else no SQL has to be parsed, which takes longer than the rest
        failing = next((sql for each in reversed(dont.bindings.emitted(at)) if (sql := dont.sql(each)).verb), None)
        in_do = [do.sql(each) for each in do.outcome.emitted]
    # If the DO doesn't name the table, the failing statement has it wrong: only the code can tell then.
    if failing and any(failing.table in each.tables for each in in_do):
        own = in_do if calls_shared(dont, do, at) else [do.sql(each) for each in do.own_beside(dont)]
        verb, table = failing.verb, failing.table
        if verb in ("INSERT", "SELECT"):
            reached = any((each.verb, each.table) == (verb, table) for each in own)
        else:  # a DO may delete what the DON'T updates, or copy a table that it alters
            reached = any(table in each.tables for each in own if not each.reads)
        does = {"INSERT": f"inserts nothing into {table}", "SELECT": f"reads nothing from {table}"}
        lacks = f"it {does.get(verb, f'changes nothing about {table}')}"
    else:
        missing = do.lacks(dont.nodes[at], 3 / 4) or do.lacks(dont.snippet.tree, 1 / 2)
        reached, lacks = not missing, f"its code lacks {quoted(missing)}"
    return [] if reached else [do.problem(1, f"{avoids}: {lacks}", SAME_TASK)]


def calls_shared(dont: Side, do: Side, at: int) -> bool:
    """Whether a statement of the DON'T emits SQL by code that both share."""
    shared = {id(each) for each in dont.shared_with(do)}
    return any(id(each) in shared for each in dont.bindings.emitted(at))


def quoted(names: Iterable[str]) -> str:
    """The first of some names, for a message."""
    return ", ".join(f"`{name}`" for name in sorted(names)[:5])
