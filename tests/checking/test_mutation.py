"""Every expectation of the guide, falsified in every way: each must be caught.

Those of snippets, pictures, Markdown blocks and labs, each in an environment of the checks in which it holds. Outcomes
don't depend on comments, so the cached ones judge every mutant. `make test` falsifies one chapter, `make slow` all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from harness.checking.bindings import Bindings
from harness.checking.compare import compare
from harness.checking.lab_cell import cell_problems
from harness.checking.proof import prove
from harness.drawing import labs
from harness.outcome import Environment, Outcome, Printed, SqlCount
from harness.project import Project
from harness.reading import lab_text, rules
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation
from harness.reading.markdown_blocks import fences
from harness.reading.qualifier import never_applies
from harness.reading.qualifier import parse as parse_qualifier
from harness.reading.snippet import BadSnippet, Snippet, parse, read
from harness.running.engines import databases_of, never_tested, targets_of
from harness.running.environments import Target, targets
from harness.running.run import run_all
from harness.site import account
from tests.conftest import FIGURE, ROOT, RecordProperty

PROJECT = Project.load(ROOT)


@dataclass(frozen=True)
class Text:
    """A text with expectations, and what it does in one environment."""

    snippet: Snippet
    outcome: Outcome
    is_cell: bool = False

    def caught(self) -> bool:
        """Whether its own check fails."""
        if self.is_cell:
            return bool(cell_problems(self.snippet, self.outcome))
        return bool(compare(self.snippet, self.outcome, "").problems or never_tested(self.snippet, PROJECT))

    def saying(self, source: str) -> Text:
        """The same code with other comments. Raises BadSnippet."""
        return replace(self, snippet=parse(self.snippet.path, source, self.snippet.first_line))


@dataclass(frozen=True)
class Case:
    """What is checked together, in one environment: a DON'T and the DO that answers it, or a text by itself."""

    texts: tuple[Text, ...]

    @property
    def key(self) -> tuple[tuple[Path, int], ...]:
        """What it is a case of, in whatever environment."""
        return tuple((text.snippet.path, text.snippet.first_line) for text in self.texts)

    @property
    def is_pair(self) -> bool:
        return len(self.texts) == 2

    def caught(self) -> bool:
        """Whether a check fails."""
        return any(text.caught() for text in self.texts) or self.pair_caught()

    def caught_with(self, at: int, text: Text) -> bool:
        """Whether a check fails that another text takes part in, in place of one."""
        return (
            text.caught() or Case(tuple(text if n == at else each for n, each in enumerate(self.texts))).pair_caught()
        )

    def pair_caught(self) -> bool:
        if not self.is_pair:
            return False
        dont, do = self.texts
        return bool(prove(dont.snippet, dont.outcome, do.snippet, do.outcome).problems)

    def swapped(self) -> Case:
        """Each file's text under the other's name. Raises BadSnippet."""
        dont, do = self.texts
        dont_now = replace(do, snippet=parse(dont.snippet.path, do.snippet.source))
        do_now = replace(dont, snippet=parse(do.snippet.path, dont.snippet.source))
        return Case((dont_now, do_now))


def together(chapter: str) -> list[tuple[Snippet, ...]]:
    """What is checked together, of all that runs as a snippet; of a chapter only its cases, if one is named."""
    wanted = rules.rules_of(PROJECT, chapter) if chapter else rules.rules(PROJECT)
    texts: list[tuple[Snippet, ...]] = [
        (read(case.dont), read(case.do)) for rule in wanted for case in rule.cases if case.do
    ]
    if chapter:
        return texts
    texts += [(read(path),) for path in rules.pictures(PROJECT)]
    texts += [
        (parse(page, fence.source, fence.first_line),)
        for page in account.markdown(PROJECT)
        for fence in fences(page)[0]
        if fence.exempt is None
    ]
    return texts


def cells_of_labs() -> Iterator[Case]:
    """The cells that have expectations, with what they did when their lab was run."""
    for path in lab_text.labs(PROJECT):
        for cell, outcome in labs.recorded_cells(path, labs.result_of(path, PROJECT)):
            snippet = parse(path, cell.source, cell.line)
            if snippet.expectations:
                yield Case((Text(snippet, outcome, is_cell=True),))


WHOLE = pytest.param("", id="guide", marks=pytest.mark.slow)


@pytest.fixture(scope="module", params=["bulk", WHOLE])
def chapter(request: pytest.FixtureRequest) -> str:
    """The chapter that is falsified; empty for all of the guide."""
    return str(request.param)


@pytest.fixture(scope="module")
def cases(chapter: str) -> list[Case]:
    """Every case in the first environment that all its texts run in, and in those that a text tells apart from it."""
    wanted: list[tuple[Target, tuple[Snippet, ...]]] = []
    for snippets in together(chapter):
        shared = list(targets(PROJECT))
        for snippet in snippets:
            shared = targets_of(snippet, PROJECT, shared)
        tells_apart = any(e.qualifier for snippet in snippets for e in snippet.expectations)
        wanted += [(target, snippets) for target in (shared if tells_apart else shared[:1])]
    outcomes: dict[tuple[Target, Path, int], Outcome] = {}
    for target in targets(PROJECT):
        asked = {(s.path, s.first_line): s for where, several in wanted if where == target for s in several}
        for snippet, outcome in run_all(asked.values(), PROJECT, target):
            outcomes[target, snippet.path, snippet.first_line] = outcome
    found = [
        Case(tuple(Text(snippet, outcomes[target, snippet.path, snippet.first_line]) for snippet in snippets))
        for target, snippets in wanted
    ]
    return found if chapter else found + list(cells_of_labs())


def firsts(cases: list[Case]) -> list[Case]:
    """Each pair once."""
    return list({case.key: case for case in reversed(cases) if case.is_pair}.values())


def mutants(text: Text, expectation: Expectation) -> Iterator[tuple[str, str]]:
    """What is done to an expectation, and the whole source with it done."""
    snippet = text.snippet
    lines = snippet.source.split("\n")
    at = expectation.line - 1
    indent = " " * expectation.column

    def written(*texts: str) -> str:
        return "\n".join([*lines[:at], *(f"{indent}{text}" for text in texts), *lines[at + 1 :]])

    def changed(**changes: object) -> str:
        return written(str(replace(expectation, **changes)))  # type: ignore[arg-type]

    yield "dropped", written()
    yield "doubled", written(str(expectation), str(expectation))
    for qualifier in ("python<3", other_database(text.outcome)):
        yield f"qualified [{qualifier}]", changed(qualifier=parse_qualifier(qualifier))
    for moved in moves(snippet, expectation, lines):
        yield "moved", moved
    if expectation.kind == COUNTS:
        statements, executions = expectation.count.statements, expectation.count.executions
        less = 1 if statements else -2
        yield "count + 1", changed(text=str(SqlCount(statements + 1, executions + 1)))
        yield "count - 1", changed(text=str(SqlCount(statements - less, executions - less)))
        yield "sets + 1", changed(text=str(SqlCount(statements, executions + 1)))
        if executions > statements:
            yield "no sets", changed(text=str(SqlCount(statements, statements)))
        yield "kind", changed(kind=PRINTS)
    elif expectation.kind == RAISES:
        name, said = expectation.class_name, expectation.message
        message = f": {said}" if said else ""
        yield "class", changed(text=f"{name}x{message}")
        yield "module", changed(text=f"x.{name}{message}")
        yield "general class", changed(text=f"Exception{message}")
        yield "message", changed(text=f"{name}: x{said}")
        yield "middle of the message", changed(text=f"{name}: {other_middle(said)}")
        yield "end of the message", changed(text=f"{name}: {said.removesuffix('...')}x")
        yield "any message", changed(text=f"{name}: ...")
        yield "kind", changed(kind=PRINTS)
    else:
        yield "text", changed(text=f"x{expectation.text}")
        yield "middle of the text", changed(text=other_middle(expectation.text))
        yield "end of the text", changed(text=f"{expectation.text.removesuffix('...')}x")
        yield "any text", changed(text="...")
        yield "kind", changed(kind=PRINTS if expectation.kind == WRONG else WRONG)
        yield "kind #!", changed(kind=RAISES)


def unqualified(text: Text, expectation: Expectation) -> Iterator[tuple[str, str]]:
    """An expectation that does not hold in this environment, as one that is to hold everywhere."""
    lines = text.snippet.source.split("\n")
    lines[expectation.line - 1] = " " * expectation.column + str(replace(expectation, qualifier=None))
    yield "unqualified", "\n".join(lines)


def other_database(outcome: Outcome) -> str:
    return "postgresql" if outcome.environment.database == "sqlite" else "sqlite"


def other_middle(text: str) -> str:
    """The text with another letter in its middle."""
    at = len(text) // 2
    return f"{text[:at]}{'y' if text[at : at + 1] == 'x' else 'x'}{text[at + 1 :]}"


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


def test_everything_is_right_as_it_stands(cases: list[Case]) -> None:
    assert firsts(cases)
    assert [case.key for case in cases if case.caught()] == []


MARKS = re.compile(r"\s*#(?:!>|>|!|:)(?: |$)")


@pytest.mark.parametrize("chapter", [WHOLE], indirect=True)
def test_no_expectation_is_passed_over(cases: list[Case]) -> None:
    """Every expectation of a file is falsified below, except those about environments that only the matrix runs."""
    judged = {
        (text.snippet.path, text.snippet.file_line(e.line))
        for case in cases
        for text in case.texts
        for e in Bindings(text.snippet, text.outcome).applying
    }
    files = [
        path for path in (ROOT / "snippets").rglob("*.py") if "_failing" not in path.parts
    ]  # which fail as they are
    missed = []
    for path in [*files, *(ROOT / "docs").rglob("*.py")]:
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if MARKS.match(line) and (path, number) not in judged:
                missed.append((path, number))
    outcomes = [text.outcome for case in cases for text in case.texts]
    environments = list({str(each.environment): each.environment for each in outcomes}.values())
    unexcused = [each for each in missed if not only_in_matrix(*each, environments)]
    assert [f"{PROJECT.relative(path)}:{number}" for path, number in unexcused] == []


def only_in_matrix(path: Path, number: int, environments: Iterable[Environment]) -> bool:
    """Whether the expectation at a line of a snippet holds in none of the environments of the checks."""
    snippet = read(path)
    databases = databases_of(snippet, PROJECT)
    possible = [environment for environment in environments if environment.database in databases]
    qualifiers = [e.qualifier for e in snippet.expectations if snippet.file_line(e.line) == number and e.qualifier]
    return any(never_applies(qualifier, possible) for qualifier in qualifiers)


KINDS = {
    "dropped", "doubled", "moved", "qualified [python<3]", "qualified [sqlite]", "qualified [postgresql]",
    "unqualified", "count + 1", "count - 1", "sets + 1", "no sets", "class", "module", "general class",
    "message", "middle of the message", "end of the message", "any message", "text", "middle of the text",
    "end of the text", "any text", "kind", "kind #!", "swapped",
}  # fmt: skip
"""All that is done to an expectation."""


def test_every_mutant_is_caught(cases: list[Case], chapter: str, record_property: RecordProperty) -> None:
    caught: Counter[str] = Counter()
    left_out = 0
    survivors = []
    judged: set[object] = set()
    for case in cases:
        if case.caught():
            continue  # the test above says so: every mutant of it would count as caught
        for at, text in enumerate(case.texts):
            applying = Bindings(text.snippet, text.outcome).applying
            for expectation in text.snippet.expectations:
                applies = expectation in applying
                if (case.key, at, expectation, applies) in judged:
                    continue
                judged.add((case.key, at, expectation, applies))
                for what, source in mutants(text, expectation) if applies else unqualified(text, expectation):
                    try:
                        mutated = text.saying(source)
                    except BadSnippet:
                        caught[what] += 1
                        continue
                    if same(text.snippet, mutated.snippet, text.outcome):
                        continue
                    if case.caught_with(at, mutated):
                        caught[what] += 1
                    elif is_true_still(case, mutated, expectation, what):
                        left_out += 1
                    else:
                        where = f"{PROJECT.relative(text.snippet.path)}:{text.snippet.file_line(expectation.line)}"
                        survivors.append(f"{where}: {expectation}: {what}")
    for pair in firsts(cases):
        try:
            swapped_is_caught = pair.swapped().caught()
        except BadSnippet:
            swapped_is_caught = True
        if swapped_is_caught:
            caught["swapped"] += 1
        else:
            survivors.append(f"{PROJECT.relative(pair.texts[0].snippet.path)}: swapped with its DO")
    total = caught.total() + len(survivors)
    share = f"{100 * caught.total() / total:.4g} %"
    record_property(
        FIGURE,
        f"mutations caught: {caught.total()} of {total}, {share}; left out, since they state nothing false: {left_out}",
    )
    assert survivors == []
    assert chapter or set(caught) == KINDS


def is_true_still(case: Case, mutated: Text, expectation: Expectation, what: str) -> bool:
    """Whether a mutant that no check catches states nothing false.

    That is a count that is also right where it was moved to, or in an environment that it was not about; or one that is
    gone and that no proof needs: of no pair, or beside a DON'T that raises.
    """
    if expectation.kind != COUNTS:
        return False
    if what in ("moved", "unqualified"):
        return all(is_right(mutated, each) for each in mutated.snippet.expectations if each.kind == COUNTS)
    if not what.startswith(("dropped", "qualified")):
        return False
    if not case.is_pair:
        return True
    dont = case.texts[0]
    both_count = all(Bindings(text.snippet, text.outcome).of(COUNTS) for text in case.texts)
    return bool(dont.outcome.ended_by or dont.outcome.caught) and not both_count


def is_right(text: Text, count: Expectation) -> bool:
    """Whether the run reached the statement of a count, and emitted so many statements there."""
    if count.qualifier and not count.qualifier.applies(text.outcome.environment):
        return True
    emitted = Bindings(text.snippet, text.outcome).emitted(count.statement)
    return count.statement in text.outcome.ran and SqlCount.of(emitted) == count.count


EMPTY = {"": [], "print('fine')\n#> fine\n": [Printed(0, "fine")]}
"""Files that do nothing at all, with what they print."""


def test_a_do_that_does_nothing_answers_no_dont(cases: list[Case], record_property: RecordProperty) -> None:
    pairs = firsts(cases)
    survivors = []
    for pair in pairs:
        dont, do = pair.texts
        for source, printed in EMPTY.items():
            does = Outcome(do.outcome.environment, printed=list(printed), ran=list(range(len(printed))))
            if not pair.caught_with(1, Text(parse(do.snippet.path, source), does)):
                survivors.append(f"{PROJECT.relative(dont.snippet.path)}: answered by {source!r}")
    total = len(pairs) * len(EMPTY)
    record_property(FIGURE, f"DOs that do nothing, refused: {total - len(survivors)} of {total}")
    assert survivors == []
