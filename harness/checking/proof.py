"""A DON'T and its DO against each other: the fault is seen in the one, and seen to be gone in the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.checking import same_data
from harness.checking.counted_fault import COUNTED, counted_fault, lone_counts
from harness.checking.matching import described
from harness.checking.pair_side import Side, is_plain_code
from harness.checking.raised_fault import RAISED, SAME_TASK, WARNED, other_lines, quoted, raised_fault
from harness.checking.wrong_result import PRINTED, wrong_result
from harness.outcome import Outcome, Raised, SqlCount
from harness.problem import Problem
from harness.reading.expectation import PRINTS, RAISES, WRONG
from harness.reading.snippet import Snippet

__all__ = ["COUNTED", "PRINTED", "RAISED", "WARNED", "Proof", "prove"]

FAULT = "let it raise or warn (#!), print a wrong result (#!>), or emit more statements than the DO (#: in both)"
GUARD = "a DO may raise only where it refuses what its DON'T lets pass: a wrong result (#!>) or more statements (#:)"
NONE = SqlCount(0, 0)


@dataclass
class Proof:
    """What a pair shows."""

    ways: list[str] = field(default_factory=list)
    """The ways in which the fault is shown: `raises`, `warns`, `statements`, `wrong result`."""
    problems: list[Problem] = field(default_factory=list)
    fault: Raised | None = None
    """The DON'T's exception or warning that is its fault, for the ways `raises` and `warns`.

    One that both sides meet and handle isn't: it belongs to the scene.
    """
    refusal: Raised | None = None
    """The exception or warning by which the DO refuses what its DON'T lets pass; None for a DO that ends well."""
    dont_count: SqlCount = NONE
    do_count: SqlCount = NONE
    """What the DON'T's and the DO's counted lines emitted, for the way `statements`."""


def prove(dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> Proof:
    """Hold a DON'T against the DO that answers it, both run in the same environment.

    Assumes that both do what their own expectations say.
    """
    ours, theirs = Side(dont, dont_outcome), Side(do, do_outcome)
    set_premises(ours, theirs)
    raised, wrong = raised_fault(ours, theirs), wrong_result(ours, theirs)
    counted = counted_fault(ours, theirs, by_itself=not (raised.way or wrong.way))
    ways = [finding.way for finding in (raised, wrong, counted) if finding.way]
    problems = raised.problems + wrong.problems + counted.problems
    problems += lone_counts(ours, theirs, dont_raises=RAISED in ways)
    if not {COUNTED, PRINTED} & set(ways):
        problems += unneeded_guard(theirs)
    if ways and not problems:
        problems = other_code(ours, theirs) + same_data.other_tables(ours, theirs)
    elif not ways and not problems and faulty_elsewhere(ours):
        problems = other_lines(ours, theirs)
    elif not ways and not problems:
        text = f"shows no fault that {theirs.name} is free of{counted.why_not}"
        problems = [ours.problem(1, text, counted.remedy or FAULT)]
    refusal = wrong.refusal or counted.refusal
    return Proof(ways, problems, raised.fault, refusal, ours.count, theirs.count)


def set_premises(dont: Side, do: Side) -> None:
    """Find the exceptions that both sides meet and handle, where the DON'T has a fault besides."""
    ours = [raised for _, raised in dont.bindings.raised()[0]]
    left = [raised for _, raised in do.bindings.raised()[0]]
    alike: list[tuple[Raised, Raised]] = []
    for raised in ours:
        same = next((other for other in left if described(other) == described(raised)), None)
        if same is not None and raised.caught and same.caught:
            left.remove(same)
            alike.append((raised, same))
    if len(alike) < len(ours) or dont.applying(WRONG) or dont.counts:
        dont.premises = {id(raised) for raised, _ in alike}
        do.premises = {id(raised) for _, raised in alike}


def unneeded_guard(do: Side) -> list[Problem]:
    """A problem where the DO raises although there is nothing that it could refuse."""
    met = do.bindings.raised()[0]
    needed = {id(e) for e, r in met if id(r) in do.premises or is_plain_code(r)}
    guards = [e for e in do.applying(RAISES) if id(e) not in needed]
    if not guards:
        return []
    raised = next((described(r) for r in do.outcome.raised if r.at == guards[0].statement), guards[0].text)
    return [do.problem(guards[0].line, f"the DO raises or warns: {raised}", GUARD)]


def other_code(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO has next to nothing of the DON'T's code: it does something else."""
    missing = do.lacks(dont.snippet.tree, 2 / 3)
    if not missing:
        return []
    text = f"{do.name} does something else than {dont.name}: of its code it lacks {quoted(missing)}"
    return [do.problem(1, text, SAME_TASK)]


def faulty_elsewhere(dont: Side) -> bool:
    """Whether the DON'T states a fault for other environments, of a statement that has none in this one."""
    here = {e.statement for e in dont.bindings.applying if e.kind != PRINTS}
    return any(e.kind != PRINTS and e.statement not in here for e in dont.snippet.expectations)
