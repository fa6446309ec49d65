"""`--update-examples` over small programs in two environments: passing, stable, and nothing but comments changed.

What holds in one environment is in `test_rewrite_expectations`.
"""

from __future__ import annotations

import ast

from hypothesis import given, settings

from harness.checking.compare import compare
from harness.checking.merge_expectations import merged
from harness.checking.rewrite_expectations import updated
from harness.checking.snippet_layout import laid_out
from harness.outcome import Environment, Outcome
from harness.reading.expectation import Expectation
from harness.reading.snippet import Snippet, parse
from tests.checking.test_rewrite_expectations import PROGRAMS, code_lines
from tests.simulate import DONT, POSTGRESQL, SQLITE, simulated


def run_in(snippet: Snippet, environment: Environment) -> Outcome:
    """What a snippet does, which is not quite the same in both environments."""
    outcome = simulated(snippet, environment)
    if environment is POSTGRESQL:
        for event in outcome.printed:
            event.text += "!" if "b" in event.text else ""
        for raised in outcome.raised:
            raised.message += "!" if "b" in raised.message else ""
    return outcome


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def test_an_update_over_two_environments_passes_in_both_and_is_stable(source: str) -> None:
    """In the one environment some lines and warnings end in a mark that they do not have in the other."""
    snippet = parse(DONT, source)

    def versions(text: str) -> list[tuple[Environment, Snippet]]:
        current = parse(DONT, text)
        return [(each, parse(DONT, updated(current, run_in(current, each)))) for each in (SQLITE, POSTGRESQL)]

    new = merged(snippet, versions(source))
    again = parse(DONT, new)
    for environment in (SQLITE, POSTGRESQL):
        outcome = run_in(again, environment)
        left = {
            e.line
            for e in again.expectations
            if e.statement not in outcome.ran or (e.kind == "#:" and not outcome.emitted)
        }
        assert [p for p in compare(again, outcome, "").problems if p.line not in left] == []
    assert merged(again, versions(new)) == new
    assert ast.dump(again.tree) == ast.dump(snippet.tree)
    assert code_lines(new) == code_lines(source)


@settings(max_examples=40, deadline=None)
@given(PROGRAMS)
def test_layout_keeps_the_code_and_every_expectation(source: str) -> None:
    tidy = laid_out(source)
    assert laid_out(tidy) == tidy
    assert ast.dump(parse(DONT, tidy).tree) == ast.dump(parse(DONT, source).tree)

    def stated(text: str) -> list[tuple[int, str]]:
        return [(e.statement, str(e)) for e in sorted(parse(DONT, text).expectations, key=by_line)]

    assert stated(tidy) == stated(source)


def by_line(expectation: Expectation) -> int:
    return expectation.line
