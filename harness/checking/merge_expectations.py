"""One source out of what a snippet does in several environments, its expectations qualified where these differ."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from harness.checking.rewrite_expectations import Edits
from harness.outcome import Environment
from harness.reading.expectation import Expectation
from harness.reading.qualifier import narrowest
from harness.reading.snippet import Snippet

Line = tuple[str, str]
"""The mark and the text of an expectation."""


def merged(snippet: Snippet, versions: list[tuple[Environment, Snippet]], further: Sequence[Environment] = ()) -> str:
    """The snippet's source, stating for each environment what its version states, and qualified where they differ.

    Each version is the snippet as it would be for one environment. Expectations that hold in none of these stay as they
    are, and so does every line that is still right. `further`: environments without a version. What is stated there
    about a statement follows the nearest environment in which the same was stated, or stays.
    """
    everywhere = [*(environment for environment, _ in versions), *further]
    stated_now = [stated_in(version, environment) for environment, version in versions]
    stated_before = [stated_in(snippet, environment) for environment in everywhere]
    edits = Edits(snippet)
    for statement in range(len(snippet.statements)):
        before = [stated.get(statement, []) for stated in stated_before]
        now = [stated.get(statement, []) for stated in stated_now]
        for number, environment in enumerate(further, len(versions)):
            alike = [n for n in nearest(environment, everywhere[: len(versions)]) if before[n] == before[number]]
            now.append(now[alike[0]] if alike else before[number])
        if now == before:
            continue
        own = [e for e in snippet.expectations if e.statement == statement]
        lines = [line for text, where in combined(now) for line in qualified(text, where, own, everywhere)]
        lines += [str(e) for e in own if e.qualifier and not any(map(e.qualifier.applies, everywhere))]
        for expectation in own:
            edits.delete(expectation)
        for line in lines:
            edits.add(statement, line, at=own[0].line if own else None)
    return edits.apply()


def nearest(environment: Environment, others: list[Environment]) -> list[int]:
    """The numbers of the others, those first that share its database, then its SQLAlchemy, then its Python."""

    def distance(number: int) -> tuple[bool, ...]:
        other = others[number]
        versions = (environment.sqlalchemy, other.sqlalchemy), (environment.python, other.python)
        return other.database != environment.database, *(a.split(".")[:2] != b.split(".")[:2] for a, b in versions)

    return sorted(range(len(others)), key=distance)


def stated_in(snippet: Snippet, environment: Environment) -> dict[int, list[Line]]:
    """What a snippet states for an environment, in order, by statement."""
    stated: dict[int, list[Line]] = {}
    for e in snippet.expectations:
        if e.qualifier is None or e.qualifier.applies(environment):
            stated.setdefault(e.statement, []).append((e.kind, e.text))
    return stated


def combined(lists: list[list[Line]]) -> list[tuple[Line, frozenset[int]]]:
    """Several lists of lines as one, in order, each line with the numbers of the lists that have it."""
    result: list[tuple[Line, frozenset[int]]] = []
    for number, lines in enumerate(lists):
        following: list[tuple[Line, frozenset[int]]] = []
        matcher = difflib.SequenceMatcher(None, [line for line, _ in result], lines, autojunk=False)
        for tag, start, end, first, last in matcher.get_opcodes():
            if tag == "equal":
                following += [(line, where | {number}) for line, where in result[start:end]]
            else:
                following += result[start:end]
                following += [(line, frozenset({number})) for line in lines[first:last]]
        result = following
    return result


def qualified(line: Line, where: frozenset[int], own: list[Expectation], everywhere: list[Environment]) -> list[str]:
    """A line as comments that hold in these environments. The author's own qualifier stays if it is right."""
    mark, text = line
    for e in own:
        holds = {n for n, environment in enumerate(everywhere) if not e.qualifier or e.qualifier.applies(environment)}
        if (e.kind, e.text) == line and holds == where:
            return [str(e)]
    if len(where) == len(everywhere):
        return [f"{mark} {text}".rstrip()]
    return [f"{mark} [{qualifier}] {text}".rstrip() for qualifier in narrowest(set(where), everywhere)]
