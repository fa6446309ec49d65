"""The third way to prove a DON'T: the database executes more statements for it than for the DO."""

from __future__ import annotations

from harness.checking import same_data
from harness.checking.compare import sources
from harness.checking.pair_side import Finding, Side
from harness.outcome import SqlCount
from harness.problem import Problem

COUNTED = "statements"


def counted_fault(dont: Side, do: Side, by_itself: bool) -> Finding:
    """Look for more executions in the DON'T's counted lines, and in its whole run, for the same data and output.

    `by_itself`: the fault isn't shown in another way. Only then do counts have to show it.
    """
    if not by_itself or len(dont.counts) != len(do.counts) or not dont.counts:
        return Finding()
    pairs = [
        (SqlCount.of(ours), SqlCount.of(theirs)) for (_, ours), (_, theirs) in zip(dont.counts, do.counts, strict=True)
    ]
    more = [ours.executions - theirs.executions for ours, theirs in pairs]
    if min(more) < 0 or max(more) == 0:
        counts = ", ".join(f"{ours} against {theirs.beside(ours)}" for ours, theirs in pairs)
        return Finding(why_not=f": its counted lines emit {counts}")
    whole, whole_do = SqlCount.of(dont.outcome.emitted), SqlCount.of(do.outcome.emitted)
    if whole.executions <= whole_do.executions:
        counted = {id(each) for each in do.counted}
        others = sources(do.snippet, [each for each in do.outcome.emitted if id(each) not in counted])
        why = (
            f": its counted lines emit more statements, but its whole run emits {whole}, the DO's"
            f" {whole_do.beside(whole)}; not counted in {do.name}{others}"
        )
        return Finding(why_not=why, remedy="count the whole block in both")
    if do.refusals:  # a guard refuses the statements: it has nothing to print
        other = same_data.other_shared_data(dont, do)
    elif not dont.printed or dont.printed != do.printed:
        why = ": it emits more statements, but the two do not print the same, so nothing shows that they ask the same"
        return Finding(why_not=why)
    elif all(do.spells_out(line) for line in do.outcome.printed):
        return Finding(why_not=f": it emits more statements, but all that {do.name} prints is written out in it")
    else:
        other = same_data.other_data(dont, do) or same_data.reads_less(dont, do)
    if other:
        return Finding(problems=other)
    return Finding(COUNTED, refusal=do.refusals[0] if do.refusals else None)


def lone_counts(dont: Side, do: Side, dont_raises: bool) -> list[Problem]:
    """Counts are compared one by one: each needs its counterpart, and one of 0 a counterpart that is not.

    Only beside a DON'T that raises may one of the two count alone: there is nothing to count where that one ends.
    """
    may_be_alone = dont_raises and not (dont.counts and do.counts)
    if len(dont.counts) != len(do.counts) and not may_be_alone:
        more, fewer = (dont, do) if len(dont.counts) > len(do.counts) else (do, dont)
        text = f"{more.name} has {len(more.counts)} #:, {fewer.name} {len(fewer.counts)}: they are compared one by one"
        lone = more.counts[len(fewer.counts)][0]
        return [more.problem(lone.line, text, f"count the same in {fewer.name}")]
    problems = []
    for side, other in ((dont, do), (do, dont)):
        beside = [emitted for _, emitted in other.counts]
        for position, (expectation, _) in enumerate(side.counts):
            if not expectation.count.statements and not any(beside[position : position + 1]):
                text = f"{expectation} shows nothing: {other.name} has no count above 0 to hold it against"
                remedy = f"count there what {side.name} does without, or delete it"
                problems.append(side.problem(expectation.line, text, remedy))
    return problems
