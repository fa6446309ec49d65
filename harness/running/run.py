"""Snippet in, outcome out. The tests and the site both call `outcome_of`; nothing else runs a snippet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from harness.cache import fingerprint
from harness.outcome import Outcome
from harness.project import Project
from harness.running.environments import DATABASE_URL, DEFAULT, Target
from harness.running.interpreters import interpreter
from harness.running.job import Job
from harness.running.outcome_cache import cached, store
from harness.running.pool import pool_for, worker_count

if TYPE_CHECKING:
    from harness.reading.snippet import Snippet
    from harness.running.databases import Database


def outcome_of(snippet: Snippet, project: Project, target: Target = DEFAULT, *, fresh: bool = False) -> Outcome:
    """What the snippet does: from the cache, or from a run if it isn't there or `fresh` asks for one.

    An outcome with complaints (it hung, it crashed) is never kept: the next call runs the snippet again.
    Raises CannotRun.
    """
    if not fresh:
        known = cached(snippet, project, target)
        if known is not None:
            return known
    outcome = execute(snippet, project, target)
    if not outcome.complaints:
        store(snippet, project, outcome, target)
    return outcome


def run_each(
    snippets: Iterable[Snippet], project: Project, target: Target = DEFAULT, *, fresh: bool = False
) -> Iterator[tuple[Snippet, Outcome]]:
    """The outcomes of many snippets in the order given, as many runs at a time as there are workers.

    No outcome is held once it has been given away. Raises CannotRun.
    """
    # One thread more than there are workers: while it stores an outcome, which waits for the disk, all of them run.
    with ThreadPoolExecutor(worker_count() + 1) as threads:
        yield from threads.map(lambda each: (each, outcome_of(each, project, target, fresh=fresh)), snippets)


def run_all(
    snippets: Iterable[Snippet], project: Project, target: Target = DEFAULT, *, fresh: bool = False
) -> list[tuple[Snippet, Outcome]]:
    """The outcomes of many snippets, all at once. Raises CannotRun."""
    return list(run_each(snippets, project, target, fresh=fresh))


def execute(snippet: Snippet, project: Project, target: Target = DEFAULT) -> Outcome:
    """Run the snippet now, in a process and on a database of its own, past the cache. Raises CannotRun."""
    if target.database == "sqlite":
        return _execute(snippet, project, target, None)
    from harness.running import postgresql  # its driver takes longer to import than a check from the cache takes

    with postgresql.server().database() as database:
        return _execute(snippet, project, target, database)


def _execute(snippet: Snippet, project: Project, target: Target, database: Database | None) -> Outcome:
    job = Job(
        str(snippet.path),
        snippet.code,
        str(project.root),
        project.time_limit,
        hosts=database.hosts if database else [],
        variables={DATABASE_URL: database.url} if database else {},
    )
    answer = pool_for(project, target).run(job)
    environment = interpreter(project, target).environment(target.database, database.version if database else "")
    recorded = answer.recorded
    if recorded is None:
        return Outcome(environment, complaints=answer.complaints, complaint_at=snippet.statement_at(answer.line))
    recorded.complaints += answer.complaints
    if recorded.database and recorded.database[0] != target.database:
        recorded.complaints.append(f"used {recorded.database[0]} in the environment {target}")
    files = {project.relative(Path(name)): fingerprint(Path(name)) for name in recorded.files}
    return recorded.outcome(environment, files)
