"""A DON'T and its DO against each other: the fault is seen in the one, and seen to be gone in the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.compare import Bindings, count_text, described
from harness.outcome import Outcome
from harness.snippet import COUNTS, RAISES, WRONG, Problem, Snippet

RAISED, WARNED, COUNTED, PRINTED = "raises", "warns", "statements", "wrong result"


@dataclass
class Proof:
    """What a pair shows."""

    ways: list[str] = field(default_factory=list)
    """The ways in which the fault is shown: `raises`, `warns`, `statements`, `wrong result`."""
    problems: list[Problem] = field(default_factory=list)
    dont_count: int = 0
    do_count: int = 0
    """SQL statements of the DON'T's and of the DO's counted lines, for the way `statements`."""


def prove(dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> Proof:
    """Hold a DON'T against the DO that answers it. Both have passed the comparison with their own expectations."""
    proof = Proof()
    show_raised(proof, dont, dont_outcome, do, do_outcome)
    show_wrong(proof, dont, dont_outcome, do, do_outcome)
    counted = show_counted(proof, dont, dont_outcome, do, do_outcome)
    guards = [e for e in applying(do, do_outcome, RAISES)]
    if guards and not {COUNTED, PRINTED} & set(proof.ways):
        proof.problems.append(
            Problem(
                do.path,
                do.file_line(guards[0].line),
                f"the DO raises or warns: {described_at(do, do_outcome, guards[0].statement)}",
                "a DO may raise only where it refuses what its DON'T lets pass: a wrong result (#!>) or more statements (#:)",
            )
        )
    if not proof.ways and not proof.problems:
        proof.problems.append(
            Problem(
                dont.path,
                1,
                f"shows no fault that {do.path.name} is free of{counted}",
                "let it raise or warn (#!), print a wrong result (#!>), or emit more statements than the DO (#: in both)",
            )
        )
    return proof


def applying(snippet: Snippet, outcome: Outcome, kind: str) -> list:
    return [e for e in Bindings(snippet, outcome).applying if e.kind == kind]


def described_at(snippet: Snippet, outcome: Outcome, statement: int) -> str:
    return next((described(raised) for raised in outcome.raised if raised.at == statement), "")


def show_raised(proof: Proof, dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> None:
    """The first way: the library raises or warns in the DON'T, and does not in the DO."""
    marked = {(e.statement, e.class_name) for e in applying(dont, dont_outcome, RAISES)}
    shown = [raised for raised in dont_outcome.raised if (raised.at, raised.name) in marked]
    for raised in shown:
        if raised.by_hand:
            proof.problems.append(
                Problem(
                    dont.path,
                    dont.file_line(dont.line_of(raised.at)),
                    f"{raised.name} is raised by the project's own code, which shows nothing about the library",
                    "let the library raise it",
                )
            )
    genuine = [raised for raised in shown if not raised.by_hand]
    if not genuine:
        return
    in_do = {raised.name for raised in do_outcome.raised}
    again = [raised for raised in genuine if raised.name in in_do]
    if again:
        proof.problems.append(
            Problem(
                do.path,
                do.file_line(do.line_of(next(r.at for r in do_outcome.raised if r.name == again[0].name))),
                f"the DO has the DON'T's fault: {again[0].name}",
                "let the DO do the same without it",
            )
        )
        return
    if do_outcome.raised:
        return  # the DO is a guard, or fails: another way must show the fault
    if any(raised not in dont_outcome.warnings for raised in genuine):
        proof.ways.append(RAISED)
    else:
        proof.ways.append(WARNED)


def show_wrong(proof: Proof, dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> None:
    """The third way: the DON'T prints a wrong result, and the DO another in its place."""
    wrong = applying(dont, dont_outcome, WRONG)
    if not wrong:
        return
    parts = segments(dont, dont_outcome)
    answer = [line.text for line in do_outcome.printed]
    where = dont.file_line(wrong[0].line)
    refusal = [described(raised) for raised in do_outcome.raised if not raised.by_hand]
    # A guard refuses in place of a wrong result: what it raises stands where the DON'T prints.
    if any(places_differ(parts, each) for each in (answer, answer + refusal, refusal + answer)):
        proof.ways.append(PRINTED)
        return
    if [text for _, lines in parts for text in lines] == answer:
        text = f"{do.path.name} prints the same as {dont.path.name}: the wrong result is not gone"
    else:
        expected = "".join(
            f"\n    {'another result than ' if is_wrong else 'the same '}{line!r}" for is_wrong, lines in parts for line in lines
        )
        got = "".join(f"\n    {line!r}" for line in answer) or "\n    nothing"
        text = f"{do.path.name} does not print another result in place of the wrong one\n  expected{expected}\n  got{got}"
    proof.problems.append(
        Problem(dont.path, where, text, "let both print the same lines, the wrong ones (#!>) apart, for the same data")
    )


def segments(dont: Snippet, outcome: Outcome) -> list[tuple[bool, list[str]]]:
    """The DON'T's output in order, in runs of wrong and of right lines."""
    bindings = Bindings(dont, outcome)
    kinds: dict[int, list[str]] = {}
    for statement, expectations in bindings.of("#>", "#!>").items():
        kinds[statement] = [e.kind for e in expectations]
    holder = {id(line): at for at, lines in bindings.printed().items() for line in lines}
    parts: list[tuple[bool, list[str]]] = []
    for line in outcome.printed:
        at = holder.get(id(line))
        waiting = [] if at is None else kinds.get(at, [])
        is_wrong = bool(waiting) and waiting.pop(0) == WRONG
        if not parts or parts[-1][0] != is_wrong:
            parts.append((is_wrong, []))
        parts[-1][1].append(line.text)
    return parts


def places_differ(parts: list[tuple[bool, list[str]]], answer: list[str]) -> bool:
    """Whether `answer` has the right runs of `parts` in order, and in place of each wrong one at least a line of another."""

    def match(index: int, start: int) -> bool:
        if index == len(parts):
            return start == len(answer)
        is_wrong, lines = parts[index]
        if not is_wrong:
            end = start + len(lines)
            return answer[start:end] == lines and match(index + 1, end)
        return any(answer[start:end] != lines and match(index + 1, end) for end in range(start + 1, len(answer) + 1))

    return match(0, 0)


def show_counted(proof: Proof, dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> str:
    """The second way: the DON'T emits more statements than the DO for the same data, and both print the same.

    Returns what keeps a pair with counts from being shown this way, for the message.
    """
    ours, theirs = counted(dont, dont_outcome), counted(do, do_outcome)
    if ours is None or theirs is None:
        return "" if ours is None and theirs is None else ": both need a #: for their statements to be compared"
    proof.dont_count, proof.do_count = ours, theirs
    if proof.ways:
        return ""
    if ours <= theirs or len(dont_outcome.emitted) <= len(do_outcome.emitted):
        return f": its counted lines emit {count_text(ours)}, the DO's {count_text(theirs)}"
    if any(not raised.by_hand for raised in do_outcome.raised):
        proof.ways.append(COUNTED)  # a guard refuses the statements: it has nothing to print
        return ""
    printed = [line.text for line in dont_outcome.printed]
    if not printed or printed != [line.text for line in do_outcome.printed]:
        return ": it emits more statements, but the two do not print the same, so nothing shows that they ask the same"
    proof.ways.append(COUNTED)
    return ""


def counted(snippet: Snippet, outcome: Outcome) -> int | None:
    """How many SQL statements the lines with a `#:` emitted together, each once. None where no line has one."""
    bindings = Bindings(snippet, outcome)
    marked = bindings.of(COUNTS)
    if not marked:
        return None
    seen = {id(e) for statement in marked for e in bindings.emitted(statement)}
    return len(seen)
