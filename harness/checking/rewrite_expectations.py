"""Rewrite the expectations of a snippet to what its run did. Touches expectation comments and nothing else."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pytest_examples import CodeExample
from pytest_examples.config import ExamplesConfig
from pytest_examples.lint import FormatError, black_format, ruff_check

from harness.checking.bindings import Bindings
from harness.checking.matching import described, first_line, fits, paired
from harness.outcome import Environment, Outcome, Raised, SqlCount
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation, flaw
from harness.reading.qualifier import UnknownQualifier, narrowest, parse
from harness.reading.snippet import Snippet

STYLE = ExamplesConfig(
    line_length=79,
    quotes="double",
    target_version="py311",
    isort=True,
    upgrade=True,
    ruff_select=["RUF001", "RUF002", "RUF003"],
)
"""How snippets are laid out: narrow, since a page on a phone shows them. No letter that looks like another in a string."""

ISOLATED = (
    "--isolated",
    "--config=src = ['.', 'snippets']",
    "--config=lint.isort.known-first-party = ['domain']",
    "--config=lint.isort.lines-after-imports = 1",
    "--config=lint.allowed-confusables = ['×']",
)
"""Ruff's settings for snippets, in place of those in pyproject.toml, which are for the harness."""

ADDRESS = "0x..."


@dataclass
class Edits:
    """Changes to the lines of a source, by line number from 1."""

    replaced: dict[int, str | None] = field(default_factory=dict)
    """A line's new text; None to delete it."""
    inserted: dict[int, list[str]] = field(default_factory=dict)
    """Lines to put below a line, the deeper first: a comment of a block stands above one of what is around the block."""

    def insert(self, line: int, text: str) -> None:
        """Put a line below another."""
        texts = self.inserted.setdefault(line, [])
        texts.append(text)
        texts.sort(key=lambda each: len(each) - len(each.lstrip()), reverse=True)

    def apply(self, source: str) -> str:
        """The source with the changes made."""
        if not self.replaced and not self.inserted:
            return source
        result = []
        for number, text in enumerate(source.split("\n"), 1):
            new = self.replaced.get(number, text)
            if new is not None:
                result.append(new)
            result += self.inserted.get(number, [])
        joined = "\n".join(result)
        return joined if joined.endswith("\n") else joined + "\n"


def updated(snippet: Snippet, outcome: Outcome) -> str:
    """The snippet's source with each expectation that was reached saying what happened.

    Kept as they are: expectations of other environments, an author's `...` that still fits, and whatever stands below
    a statement that the run never reached, so that a slip early in a file does not cost the expectations after it.
    A DO gets no new `#!`: that it raises is for its author to mend. Nothing is changed where the run hung or crashed,
    and nothing is written that the reader would refuse.
    """
    if outcome.complaints:
        return snippet.source
    bindings = Bindings(snippet, outcome)
    edits = Edits()
    update_printed(bindings, edits)
    update_raised(bindings, edits)
    update_counts(bindings, edits)
    return edits.apply(snippet.source)


def merged(snippet: Snippet, versions: list[tuple[Environment, Snippet]], further: Sequence[Environment] = ()) -> str:
    """The snippet's source, saying of each environment what its version says, and qualified where they differ.

    Each version is the snippet as it would be for one environment. Expectations that hold in none of these stay as they are,
    and so does every line that is right as it stands. `further`: environments without a version. What is said of a statement
    there goes along with the nearest environment of which the same was said, or stays.
    """
    everywhere = [*(environment for environment, _ in versions), *further]
    stated = [stated_in(version, environment) for environment, version in versions]
    before = [stated_in(snippet, environment) for environment in everywhere]
    edits = Edits()
    for statement in range(len(snippet.statements)):
        said = [each.get(statement, []) for each in before]
        now = [each.get(statement, []) for each in stated]
        for number, environment in enumerate(further, len(versions)):
            alike = [n for n in nearest(environment, everywhere[: len(versions)]) if said[n] == said[number]]
            now.append(now[alike[0]] if alike else said[number])
        if now == said:
            continue
        own = [e for e in snippet.expectations if e.statement == statement]
        lines = [line for text, where in combined(now) for line in qualified(text, where, own, everywhere)]
        lines += [str(e) for e in own if e.qualifier and not any(e.qualifier.applies(each) for each in everywhere)]
        for expectation in own:
            edits.replaced[expectation.line] = None
        column, place = snippet.statements[statement].column, snippet.statements[statement].end_line
        described_by = {e.line: e.column for e in snippet.expectations}
        while described_by.get(place + 1, -1) > column:
            place += 1
        for line in lines:
            edits.insert(own[0].line if own else place, " " * column + line)
    return edits.apply(snippet.source)


def nearest(environment: Environment, others: list[Environment]) -> list[int]:
    """The numbers of the others, those first that share its database, then its SQLAlchemy, then its Python."""

    def distance(number: int) -> tuple[bool, bool, bool]:
        other = others[number]
        return other.database != environment.database, *(
            getattr(other, each).split(".")[:2] != getattr(environment, each).split(".")[:2]
            for each in ("sqlalchemy", "python")
        )

    return sorted(range(len(others)), key=distance)


def stated_in(snippet: Snippet, environment: Environment) -> dict[int, list[tuple[str, str]]]:
    """What a snippet says of an environment: marks and texts in order, by statement."""
    found: dict[int, list[tuple[str, str]]] = {}
    for e in snippet.expectations:
        if e.qualifier is None or e.qualifier.applies(environment):
            found.setdefault(e.statement, []).append((e.kind, e.text))
    return found


def combined(lists: list[list[tuple[str, str]]]) -> list[tuple[tuple[str, str], frozenset[int]]]:
    """Several lists of lines as one, in order, each line with the numbers of the lists that have it."""
    result: list[tuple[tuple[str, str], frozenset[int]]] = []
    for number, lines in enumerate(lists):
        merged_so_far = [line for line, _ in result]
        following: list[tuple[tuple[str, str], frozenset[int]]] = []
        matcher = difflib.SequenceMatcher(None, merged_so_far, lines, autojunk=False)
        for tag, start, end, first, last in matcher.get_opcodes():
            if tag == "equal":
                following += [(line, where | {number}) for line, where in result[start:end]]
            else:
                following += result[start:end]
                following += [(line, frozenset({number})) for line in lines[first:last]]
        result = following
    return result


def qualified(
    line: tuple[str, str], where: frozenset[int], own: list[Expectation], everywhere: list[Environment]
) -> list[str]:
    """A line as comments that hold in the environments of these numbers, as its author has qualified it where that is right."""
    mark, text = line
    for e in own:
        holds = {n for n, each in enumerate(everywhere) if e.qualifier is None or e.qualifier.applies(each)}
        if (e.kind, e.text) == line and holds == where:
            return [str(e)]
    if len(where) == len(everywhere):
        return [f"{mark} {text}".rstrip()]
    return [f"{mark} [{each}] {text}".rstrip() for each in narrowest(set(where), everywhere)]


def rewrite(snippet: Snippet, edits: Edits, expectation: Expectation, text: str) -> None:
    """Let an expectation say `text`, where a comment can say it."""
    if flaw(expectation.kind, text) is None:
        edits.replaced[expectation.line] = " " * expectation.column + str(replace(expectation, text=text)).rstrip()


def add(snippet: Snippet, edits: Edits, statement: int, kind: str, text: str) -> None:
    """State something of a statement that had no such expectation: below it, and below what is said of its blocks."""
    if flaw(kind, text) is not None:
        return
    described_by = {e.line: e.column for e in snippet.expectations}
    column, line = snippet.statements[statement].column, snippet.statements[statement].end_line
    while described_by.get(line + 1, -1) > column:
        line += 1
    edits.insert(line, f"{' ' * column}{kind} {text}".rstrip())


def without_addresses(kind: str, text: str) -> str:
    """`...` in place of memory addresses, as far as something is left to compare."""
    shorter = text.replace(ADDRESS, "...")
    return shorter if flaw(kind, shorter) is None else text


def as_output(text: str) -> str:
    """A line of output as the text of a `#>`: `...` for memory addresses, and nothing that reads as a qualifier."""
    text = without_addresses(PRINTS, text.rstrip())
    match = re.match(r"\[([^\]]*)\](?: |$)", text)
    if match:
        try:
            parse(match[1])
        except UnknownQualifier:
            return text
        return "..." + text[1:]
    return text


def as_raised(raised: Raised) -> str:
    """An exception or a warning as the text of a `#!`: `...` for memory addresses."""
    return without_addresses(RAISES, described(raised))


def update_printed(bindings: Bindings, edits: Edits) -> None:
    """Rewrite the `#>` and `#!>`: lines that fit stay, others take the text in their place, and go where none is."""
    snippet = bindings.snippet
    printed = bindings.printed()
    for statement, expectations in bindings.of(PRINTS, WRONG).items():
        lines = [line.text.rstrip() for line in printed.pop(statement, [])]
        if statement not in bindings.outcome.ran:
            continue
        last, first = expectations[0], True
        for text, line in paired([e.text for e in expectations], lines):
            if text is not None:
                last, first = expectations[text], False
            if line is None:
                edits.replaced[last.line] = None
            elif text is None:
                new = " " * last.column + str(replace(last, text=as_output(lines[line]))).rstrip()
                if flaw(last.kind, as_output(lines[line])) is None:
                    edits.inserted.setdefault(last.line - first, []).append(new)
            elif not fits(last.text, lines[line]):
                rewrite(snippet, edits, last, as_output(lines[line]))
    for at, rest in printed.items():
        for line in rest if at is not None else ():
            add(snippet, edits, at, PRINTS, as_output(line.text))


def update_raised(bindings: Bindings, edits: Edits) -> None:
    """Rewrite the `#!` that nothing met, delete those of statements that raised nothing, add those that lack."""
    snippet = bindings.snippet
    _, unmet, unexpected = bindings.raised()
    for expectation in unmet:
        if expectation.statement not in bindings.outcome.ran:
            continue
        raised = next((each for each in unexpected if each.at == expectation.statement), None)
        if raised is None:
            edits.replaced[expectation.line] = None
            continue
        unexpected = [each for each in unexpected if each is not raised]
        text = as_raised(raised)
        if "..." in expectation.message and fits(expectation.message, first_line(raised.message)):
            text = f"{raised.name}: {expectation.message}"
        rewrite(snippet, edits, expectation, text)
    for raised in unexpected:
        if raised.at is not None and snippet.verdict != "DO":
            add(snippet, edits, raised.at, RAISES, as_raised(raised))


def update_counts(bindings: Bindings, edits: Edits) -> None:
    """Rewrite the `#:` of statements that were reached, and leave one for each."""
    for statement, expectations in bindings.of(COUNTS).items():
        if statement not in bindings.outcome.ran:
            continue
        count = SqlCount.of(bindings.emitted(statement))
        first, *more = expectations
        if first.count != count:
            rewrite(bindings.snippet, edits, first, str(count))
        for expectation in more:
            edits.replaced[expectation.line] = None


# Layout, by Black and Ruff as pytest-examples drives them


def example_of(snippet: Snippet) -> CodeExample:
    """The snippet as pytest-examples knows it."""
    return CodeExample.create(snippet.source, path=snippet.path)


def laid_out(source: str) -> str:
    """`source` as Black lays it out, or as it is where that would change what the code says, such as a long string.

    Black would turn `#>` into `# >`; it leaves `#:` alone.
    """
    hidden = re.sub(r"^( *)#>( |$)", r"\1#:>\2", source, flags=re.M)
    shown = black_format(hidden, STYLE, remove_double_blank=True)
    tidy = re.sub(r"^( *)#:>( |$)", r"\1#>\2", shown, flags=re.M)
    return tidy if meaning(tidy) == meaning(source) else source


def meaning(source: str) -> str:
    """The code without its layout; docstrings, which Black indents anew, without their blanks."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                first.value.value = " ".join(first.value.value.split())
    return ast.dump(tree)


def formatted(snippet: Snippet) -> str:
    """The source with its imports in order, laid out by Black. Raises FormatError where Ruff has more to say.

    Ruff's other mendings change code: they are for the author, who reads of them in `lint`.
    """
    imports = replace(STYLE, upgrade=False, ruff_select=None)
    return laid_out(ruff_check(example_of(snippet), imports, extra_ruff_args=("--fix", "--select=I", *ISOLATED)))


def lint(snippet: Snippet) -> str:
    """What Ruff says of the source: nothing, or its findings."""
    try:
        ruff_check(example_of(snippet), STYLE, extra_ruff_args=("--select=E4,E7,E9,F,W", *ISOLATED))
    except FormatError as error:
        return str(error)
    return ""
