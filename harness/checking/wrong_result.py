"""The second way to prove a DON'T: it prints a wrong result, and the DO prints another in its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from harness.checking import same_data
from harness.checking.matching import described
from harness.checking.pair_side import Finding, Side
from harness.outcome import Printed
from harness.reading.expectation import PRINTS, WRONG, Expectation

PRINTED = "wrong result"

Run = tuple[bool, list[str]]
"""Lines of output that follow each other, and whether they are wrong."""


def wrong_result(dont: Side, do: Side) -> Finding:
    """Look for a wrong line of the DON'T, and for another one in its place in the DO."""
    wrong = dont.applying(WRONG)
    if not wrong:
        return Finding()
    lines = stated_lines(dont)
    parts = runs(lines)
    printed = do.settled
    # A guard refuses in place of a wrong result: what it raises takes the place of what the DON'T prints.
    refusal = [described(raised) for raised in do.refusals]
    answers = [printed]
    answers += [printed[:at] + refusal + printed[at:] for at in range(len(printed) + 1) if refusal]
    if not any(places_differ(parts, answer) for answer in answers):
        remedy = "let both print the same lines, the wrong ones (#!>) apart, for the same data"
        return Finding(problems=[dont.problem(wrong[0].line, why_not_wrong(dont, do, parts), remedy)])
    needs_refusal = not places_differ(parts, printed)
    if needs_refusal and dont.count.executions > do.count.executions:
        return not_wrong(dont, wrong[0], f"{do.name} refuses the statements that lead to it")
    cut_short = dont.outcome.ended_by is not None
    for expectation in wrong:
        without = runs(lines, taken_as_right=expectation)
        if any(places_differ(without, answer, cut_short) for answer in answers):
            return not_wrong(dont, expectation, f"{do.name} prints the line too")
    instead = lines_instead(do, parts)
    if not refusal and all(do.spells_out(line) for line in instead):
        text = f"what {do.name} prints in place of the wrong result is written out in it, and shows nothing"
        return Finding(problems=[do.problem_at(instead[0].at, text, "print what the database or the library answers")])
    other = same_data.other_shared_data(dont, do)
    if other:
        return Finding(problems=other)
    refusals = [raised for raised in do.refusals if needs_refusal or raised is do.outcome.ended_by]
    return Finding(PRINTED, refusal=refusals[0] if refusals else None)


def not_wrong(dont: Side, expectation: Expectation, why: str) -> Finding:
    """The finding where a line is marked as wrong and isn't."""
    remedy = f"write {str(replace(expectation, kind=PRINTS))!r}"
    return Finding(problems=[dont.problem(expectation.line, f"{expectation} is no wrong result: {why}", remedy)])


def lines_instead(do: Side, parts: list[Run]) -> list[Printed]:
    """The lines of the DO that aren't among the right lines of the DON'T."""
    right = Counter(text for is_wrong, texts in parts if not is_wrong for text in texts)
    instead = []
    for line, text in zip(do.outcome.printed, do.settled, strict=True):
        if right[text]:
            right[text] -= 1
        else:
            instead.append(line)
    return instead


def why_not_wrong(dont: Side, do: Side, parts: list[Run]) -> str:
    """The message for a DO whose output doesn't answer the wrong result."""
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
    waiting: dict[int | None, list[Expectation]] = {at: list(expectations) for at, expectations in stated.items()}
    holder = {id(line): at for at, lines in dont.bindings.printed().items() for line in lines}
    result: list[tuple[Expectation | None, str]] = []
    for line, text in zip(dont.outcome.printed, dont.settled, strict=True):
        expectations = waiting.get(holder[id(line)], [])
        result.append((expectations.pop(0) if expectations else None, text))
    return result


def runs(lines: list[tuple[Expectation | None, str]], taken_as_right: Expectation | None = None) -> list[Run]:
    """The lines in runs of wrong and of right ones, in order."""
    parts: list[Run] = []
    for expectation, text in lines:
        is_wrong = expectation is not None and expectation.kind == WRONG and expectation is not taken_as_right
        if not parts or parts[-1][0] != is_wrong:
            parts.append((is_wrong, []))
        parts[-1][1].append(text)
    return parts


def places_differ(parts: list[Run], answer: list[str], cut_short: bool = False) -> bool:
    """Whether `answer` has the right runs of `parts` in order, and at least one other line in place of each wrong run.

    `cut_short`: `parts` end where an exception did, so `answer` may go on.
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
