"""What the items of one pytest run share: the project, its environments, and the outcomes, each computed once."""

from __future__ import annotations

import contextlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.cache import Stamp, code_of, stamp
from harness.checking.checked_rule import CheckedSnippet, check_snippet
from harness.checking.passed_checks import PassedChecks
from harness.outcome import Outcome
from harness.problem import Problem, ProblemsFound, report
from harness.project import Project
from harness.reading.snippet import Snippet, readable
from harness.running.engines import databases_of
from harness.running.environments import CannotRun, Target, first_target
from harness.running.outcome_cache import cache_file, cached
from harness.running.pool import pool_for
from harness.running.run import outcome_of, run_all

MANY = 50
"""Running this many snippets takes seconds in which no item is reported, so a line says what is going on."""


@dataclass
class Run:
    """A snippet's outcome in one environment."""

    outcome: Outcome
    stamp: Stamp | None
    """Of the file in the cache. Taken before the file is read: if it changes meanwhile, the stamp is outdated."""
    checked: CheckedSnippet | None = None


class Session:
    """One pytest run. Outcomes are computed when an item asks for one, or ahead for all items at once."""

    def __init__(
        self, project: Project, targets: tuple[Target, ...], *, update: bool, fresh: bool, runs_ahead: bool
    ) -> None:
        self.project = project
        self.targets = targets
        self.update = update
        self.fresh = fresh
        self.runs_ahead = runs_ahead
        code = code_of("harness.pytest_plugin.collection")
        self.passed = PassedChecks(project, targets, code, trusting=not (fresh or update))
        self.run_now: int | None = None
        """How many snippets ran instead of coming from the cache. None if that isn't known, as under pytest-xdist."""
        self.reporting: defaultdict[Target, set[Path]] = defaultdict(set)
        """The snippets' files whose own problems are reported by items of their own."""
        self._runs: dict[tuple[Path, int, str, Target], Run] = {}
        self._reported: dict[tuple[str, str], Target] = {}

    def targets_of(self, path: Path) -> list[Target]:
        """The environments to check a snippet's file in. A file that can't be read fails in the first one."""
        databases = self._databases_of(path)
        return [target for target in self.targets if target.database in databases] if databases else [self.targets[0]]

    def first_target_of(self, path: Path) -> Target:
        """The environment that a page shows a snippet's file from, whether or not it is one of those chosen.

        For a file that can't be read, the first of those chosen.
        """
        databases = self._databases_of(path)
        return first_target(tuple(databases), self.project) if databases else self.targets[0]

    def _databases_of(self, path: Path) -> list[str]:
        """The databases that a snippet's file runs on. None for a file that can't be read."""
        folder = self.passed.of(path.parent)
        databases = folder.known.databases.get(path.name) or folder.found.databases.get(path.name)
        if databases is None:
            snippets, _ = readable([path])
            if not snippets:
                return []
            databases = list(databases_of(snippets[0], self.project))
            folder.found.databases[path.name] = databases
        return databases

    def run_ahead(self, wanted: dict[Target, list[Snippet]], say: Callable[[str], None]) -> None:
        """Get the outcomes of all these snippets, running those that aren't cached on all processors."""
        self.run_now = 0
        for number, (target, snippets) in enumerate(wanted.items(), 1):
            with contextlib.suppress(CannotRun):  # each item reports it
                missing = [snippet for snippet in snippets if self.fresh or not self._take_cached(snippet, target)]
                self.run_now += len(missing)
                if len(missing) >= MANY:
                    say(f"running {len(missing)} snippets in {target} (environment {number} of {len(wanted)})")
                start = time.monotonic()
                for snippet, outcome in run_all(missing, self.project, target, fresh=True):
                    self._runs[_key(snippet, target)] = Run(outcome, self._stamp(snippet, target))
                if len(missing) >= MANY:
                    say(f"  took {time.monotonic() - start:.0f} s")
                    pool_for(self.project, target).stop()  # the processes of all environments would fill the memory

    def _take_cached(self, snippet: Snippet, target: Target) -> bool:
        stamp_before = self._stamp(snippet, target)
        outcome = cached(snippet, self.project, target)
        if outcome is not None:
            self._runs[_key(snippet, target)] = Run(outcome, stamp_before)
        return outcome is not None

    def _stamp(self, snippet: Snippet, target: Target) -> Stamp | None:
        return stamp(cache_file(snippet, self.project, target))

    def run(self, snippet: Snippet, target: Target) -> Run:
        """The snippet's run in an environment. Raises ProblemsFound if nothing can be run there."""
        key = _key(snippet, target)
        if key not in self._runs:
            try:
                fresh = self.fresh and not self.runs_ahead
                outcome = outcome_of(snippet, self.project, target, fresh=fresh)
                self._runs[key] = Run(outcome, self._stamp(snippet, target))
            except CannotRun as error:
                remedy = "fix that first: no snippet can run"
                raise ProblemsFound([Problem(snippet.path, 1, str(error), remedy)]) from None
        return self._runs[key]

    def checked(self, snippet: Snippet, target: Target) -> CheckedSnippet:
        """The snippet held against its run. Raises ProblemsFound if nothing can be run in the environment."""
        run = self.run(snippet, target)
        run.checked = run.checked or check_snippet(snippet, run.outcome, self.project)
        return run.checked

    def depends_on(self, snippets: Iterable[Snippet], target: Target) -> tuple[dict[str, Stamp], set[str]] | None:
        """The cached outcomes of snippets with their stamps, and the project's files that they read.

        None if one of the outcomes isn't in the cache.
        """
        stamps: dict[str, Stamp] = {}
        files: set[str] = set()
        for snippet in snippets:
            run = self._runs.get(_key(snippet, target))
            if run is None or run.stamp is None:
                return None
            file = cache_file(snippet, self.project, target).relative_to(self.project.cache).as_posix()
            stamps[file] = run.stamp
            files |= run.outcome.files.keys()
        return stamps, files

    def report(self, check: str, problems: list[Problem], target: Target) -> str:
        """The problems that a check found; one line for each that it found before in another environment."""
        texts = []
        for problem in problems:
            text = report([problem], self.project)
            earlier = self._reported.setdefault((check, text), target)
            if earlier != target:
                text = f"{self.project.relative(problem.path)}:{problem.line}: the same as in {earlier}"
            texts.append(text)
        return "\n\n".join(dict.fromkeys(texts))


SESSION: pytest.StashKey[Session] = pytest.StashKey()


def _key(snippet: Snippet, target: Target) -> tuple[Path, int, str, Target]:
    return snippet.path, snippet.first_line, snippet.source, target
