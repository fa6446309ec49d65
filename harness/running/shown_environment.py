"""The outcome that a page shows: from the first of the project's environments that a snippet runs in."""

from __future__ import annotations

from collections.abc import Iterable

from harness.outcome import Outcome
from harness.project import Project
from harness.reading.snippet import Snippet
from harness.running.engines import databases_of
from harness.running.environments import DEFAULT, Target, targets
from harness.running.run import outcome_of, run_all


def target_shown(snippet: Snippet, project: Project) -> Target:
    """SQLite's for most snippets, PostgreSQL's for one that asks for PostgreSQL.

    The default one if no environment suits: its outcome then says what is wrong.
    """
    return first_target(databases_of(snippet, project), project)


def first_target(databases: tuple[str, ...], project: Project) -> Target:
    """The first of the project's environments on one of these databases. The default one if there is none."""
    return next((target for target in targets(project) if target.database in databases), DEFAULT)


def outcome_shown(snippet: Snippet, project: Project) -> Outcome:
    """Raises CannotRun."""
    return outcome_of(snippet, project, target_shown(snippet, project))


def run_shown(snippets: Iterable[Snippet], project: Project) -> list[tuple[Snippet, Outcome]]:
    """The outcomes of many snippets, by environment, otherwise in the order given. Raises CannotRun."""
    by_target: dict[Target, list[Snippet]] = {}
    for snippet in snippets:
        by_target.setdefault(target_shown(snippet, project), []).append(snippet)
    return [ran for target, several in by_target.items() for ran in run_all(several, project, target)]
