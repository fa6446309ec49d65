"""Which events of an outcome belong to which statement of a snippet, and to which expectation."""

from __future__ import annotations

from harness.checking.matching import first_line, fits
from harness.outcome import Emitted, Outcome, Printed, Raised
from harness.reading.expectation import PRINTS, RAISES, WRONG, Expectation
from harness.reading.snippet import Snippet
from harness.reading.statements import around, within


class Bindings:
    """The events of an outcome by the statement of the snippet that they belong to."""

    def __init__(self, snippet: Snippet, outcome: Outcome) -> None:
        self.snippet = snippet
        self.outcome = outcome
        self.applying = [e for e in snippet.expectations if not e.qualifier or e.qualifier.applies(outcome.environment)]
        """The expectations that hold in the outcome's environment."""

    def of(self, *kinds: str) -> dict[int, list[Expectation]]:
        """The applying expectations of these kinds, by statement."""
        by_statement: dict[int, list[Expectation]] = {}
        for expectation in self.applying:
            if expectation.kind in kinds:
                by_statement.setdefault(expectation.statement, []).append(expectation)
        return by_statement

    def printed(self) -> dict[int | None, list[Printed]]:
        """The lines of output by statement: the nearest one around the print that has a `#>`, or the print itself."""
        holders = self.of(PRINTS, WRONG)
        by_statement: dict[int | None, list[Printed]] = {}
        for line in self.outcome.printed:
            holder = next((at for at in around(self.snippet.statements, line.at) if at in holders), line.at)
            by_statement.setdefault(holder, []).append(line)
        return by_statement

    def raised(self) -> tuple[list[tuple[Expectation, Raised]], list[Expectation], list[Raised]]:
        """Each `#!` with the event that meets it; the ones that nothing met; the events that none expects.

        An exception that the snippet raises and catches itself may have a `#!`, but doesn't need one.
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
                    left = [other for other in left if other is not raised]
        return met, unmet, [raised for raised in left if not (raised.by_hand and raised.caught)]

    def emitted(self, statement: int) -> list[Emitted]:
        """The SQL that a statement caused: itself, in its blocks, or in what it called."""
        statements = self.snippet.statements
        return [e for e in self.outcome.emitted if any(within(statements, inner, statement) for inner in e.within)]


def meets(expectation: Expectation, raised: Raised) -> bool:
    """Whether an event is the one that a `#!` expects."""
    return raised.name == expectation.class_name and fits(expectation.message, first_line(raised.message))


def assigned(expectations: list[Expectation], events: list[Raised]) -> list[Raised | None]:
    """For each `#!` of a statement the event that meets it, so that as many as possible are met."""
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
