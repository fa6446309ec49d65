"""Every expectation of the guide's snippets, falsified in every way: each must be caught.

Outcomes do not depend on comments, so the cached ones judge every mutant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from harness.compare import Bindings, compare
from harness.outcome import Outcome, Printed
from harness.project import Project
from harness.proof import prove
from harness.qualifier import parse as parse_qualifier
from harness.rules import rules
from harness.shown import run_shown
from harness.snippet import COUNTS, PRINTS, RAISES, WRONG, BadSnippet, Expectation, Snippet, parse, read
from tests.conftest import FIGURE, RecordProperty

PROJECT = Project.load(Path(__file__).parent.parent)


@dataclass
class Pair:
    """A DON'T and the DO that answers it, with what they do."""

    dont: Snippet
    dont_outcome: Outcome
    do: Snippet
    do_outcome: Outcome

    def caught(self) -> bool:
        """Whether a check of the pair fails."""
        sides = ((self.dont, self.dont_outcome), (self.do, self.do_outcome))
        if any(compare(snippet, outcome, "").problems for snippet, outcome in sides):
            return True
        return bool(prove(self.dont, self.dont_outcome, self.do, self.do_outcome).problems)

    def with_source(self, which: str, source: str) -> Pair:
        """The pair with another text of one of its files. Raises BadSnippet."""
        return replace(self, **{which: parse(getattr(self, which).path, source)})

    @property
    def swapped(self) -> Pair:
        """Each file's text under the other's name."""
        dont, do = parse(self.dont.path, self.do.source), parse(self.do.path, self.dont.source)
        return Pair(dont, self.do_outcome, do, self.dont_outcome)


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    found = []
    for rule in rules(PROJECT):
        for dont in rule.donts:
            do = rule.answer(dont)
            if do is not None:
                found.append((read(dont), read(do)))
    snippets = {snippet.path: snippet for pair in found for snippet in pair}
    outcomes = {snippet.path: outcome for snippet, outcome in run_shown(snippets.values(), PROJECT)}
    return [Pair(dont, outcomes[dont.path], do, outcomes[do.path]) for dont, do in found]


def mutants(snippet: Snippet, outcome: Outcome, expectation: Expectation) -> Iterator[tuple[str, str]]:
    """What is done to an expectation, and the whole source with it done."""
    lines = snippet.source.split("\n")
    at = expectation.line - 1
    indent = " " * expectation.column

    def written(*texts: str) -> str:
        return "\n".join([*lines[:at], *(f"{indent}{text}" for text in texts), *lines[at + 1 :]])

    def changed(**changes: object) -> str:
        return written(str(replace(expectation, **changes)))  # type: ignore[arg-type]

    yield "dropped", written()
    yield "doubled", written(str(expectation), str(expectation))
    for text in ("python<3", other_database(outcome)):
        yield f"qualified [{text}]", changed(qualifier=parse_qualifier(text))
    for moved in moves(snippet, expectation, lines):
        yield "moved", moved
    if expectation.kind == COUNTS:
        yield "count + 1", changed(text=f"{expectation.count + 1} statements")
        yield (
            "count - 1",
            changed(text=f"{max(0, expectation.count - 1)} statements" if expectation.count else "2 statements"),
        )
        yield "kind", changed(kind=PRINTS)
    elif expectation.kind == RAISES:
        message = f": {expectation.message}" if expectation.message else ""
        yield "class", changed(text=f"{expectation.class_name}x{message}")
        yield "module", changed(text=f"x.{expectation.class_name}{message}")
        yield "general class", changed(text=f"Exception{message}")
        yield "message", changed(text=f"{expectation.class_name}: x{expectation.message}")
        yield (
            "end of the message",
            changed(text=f"{expectation.class_name}: {expectation.message.removesuffix('...')}x"),
        )
        yield "any message", changed(text=f"{expectation.class_name}: ...")
        yield "kind", changed(kind=PRINTS)
    else:
        yield "text", changed(text=f"x{expectation.text}")
        yield "end of the text", changed(text=f"{expectation.text.removesuffix('...')}x")
        yield "any text", changed(text="...")
        yield "kind", changed(kind=PRINTS if expectation.kind == WRONG else WRONG)
        yield "kind #!", changed(kind=RAISES)


def other_database(outcome: Outcome) -> str:
    return "postgresql" if outcome.environment.database == "sqlite" else "sqlite"


def moves(snippet: Snippet, expectation: Expectation, lines: list[str]) -> Iterator[str]:
    """The expectation below the statement before its own, and below the one after, where there are such."""
    rest = [*lines[: expectation.line - 1], *lines[expectation.line :]]
    own = snippet.statements[expectation.statement]
    before = [s for s in snippet.statements if s.end_line < own.line]
    after = [s for s in snippet.statements if s.line > own.end_line]
    for target in (*before[-1:], *after[:1]):
        line = target.end_line - (target.end_line >= expectation.line)
        yield "\n".join([*rest[:line], " " * target.column + str(expectation), *rest[line:]])


def same(one: Snippet, other: Snippet, outcome: Outcome) -> bool:
    """Whether two texts state the same of the same events: nothing was falsified.

    A count may move between statements that emit the very same SQL, such as a call and the line it ends up in.
    """

    def stated(snippet: Snippet) -> list[tuple[object, str]]:
        bindings = Bindings(snippet, outcome)
        counted = {at: tuple(map(id, bindings.emitted(at))) for at in bindings.of(COUNTS)}
        # The order within a kind matters, not how kinds lie between one another.
        found = sorted(snippet.expectations, key=lambda e: (e.kind, e.statement if e.kind != COUNTS else 0))
        return [(counted.get(e.statement) or e.statement if e.kind == COUNTS else e.statement, str(e)) for e in found]

    return stated(one) == stated(other)


def test_every_pair_of_the_guide_is_proven(pairs: list[Pair]) -> None:
    assert pairs
    assert [pair.dont.path for pair in pairs if pair.caught()] == []


def test_every_mutant_is_caught(pairs: list[Pair], record_property: RecordProperty) -> None:
    caught = still_true = 0
    survivors = []
    for pair in pairs:
        if pair.caught():
            continue  # the test above says so: every mutant of it would count as caught
        for which in ("dont", "do"):
            snippet: Snippet = getattr(pair, which)
            outcome: Outcome = getattr(pair, f"{which}_outcome")
            for expectation in Bindings(snippet, outcome).applying:
                for what, source in mutants(snippet, outcome, expectation):
                    try:
                        mutated = pair.with_source(which, source)
                    except BadSnippet:
                        caught += 1
                        continue
                    if same(snippet, getattr(mutated, which), outcome):
                        continue
                    if mutated.caught():
                        caught += 1
                    elif is_true_still(pair, expectation, what):
                        still_true += 1
                    else:
                        where = f"{PROJECT.relative(snippet.path)}:{expectation.line}"
                        survivors.append(f"{where}: {expectation}: {what}")
        try:
            swapped_is_caught = pair.swapped.caught()
        except BadSnippet:
            swapped_is_caught = True
        caught += swapped_is_caught
        if not swapped_is_caught:
            survivors.append(f"{PROJECT.relative(pair.dont.path)}: swapped with {pair.do.path.name}")
    total = caught + len(survivors)
    share = f"{100 * caught / total:.4g} %"
    record_property(
        FIGURE,
        f"mutations caught: {caught} of {total}, {share}; left out, since they state nothing false: {still_true}",
    )
    assert survivors == []


EMPTY = {"": [], "print('fine')\n#> fine\n": [Printed(0, "fine")]}
"""Files that do nothing at all, with what they print."""


def test_a_do_that_does_nothing_answers_no_dont(pairs: list[Pair], record_property: RecordProperty) -> None:
    survivors = []
    for pair in pairs:
        for source, printed in EMPTY.items():
            does = Outcome(pair.do_outcome.environment, printed=list(printed), ran=list(range(len(printed))))
            if not replace(pair, do=parse(pair.do.path, source), do_outcome=does).caught():
                survivors.append(f"{PROJECT.relative(pair.dont.path)}: answered by {source!r}")
    total = len(pairs) * len(EMPTY)
    record_property(FIGURE, f"DOs that do nothing, refused: {total - len(survivors)} of {total}")
    assert survivors == []


def is_true_still(pair: Pair, expectation: Expectation, what: str) -> bool:
    """Whether a mutant that no check catches states nothing false.

    A count that is also right where it was moved to; one that no proof needs, beside a DON'T that raises, and is gone.
    """
    if expectation.kind != COUNTS:
        return False
    raises = bool(pair.dont_outcome.ended_by or pair.dont_outcome.caught)
    ours, theirs = Bindings(pair.dont, pair.dont_outcome).of(COUNTS), Bindings(pair.do, pair.do_outcome).of(COUNTS)
    needless = raises and not (ours and theirs)
    return what == "moved" or (needless and what.startswith(("dropped", "qualified")))
