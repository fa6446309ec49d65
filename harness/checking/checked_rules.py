"""Every rule with what its snippets did: what the pages that speak of all rules are drawn from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from harness.outcome import Outcome
from harness.project import Project
from harness.reading import rules
from harness.reading.snippet import BadSnippet, Snippet, read
from harness.running.shown_environment import run_shown


def all_outcomes(project: Project) -> list[tuple[rules.Rule, list[tuple[Snippet, Outcome]]]]:
    """The rules by chapter and slug, each with its snippets and their outcomes, DON'Ts first.

    A snippet that cannot be read is left out: its rule's page says what is wrong with it. Raises WorkerFailed.
    """
    files = sorted(path for path in project.snippets.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _all_outcomes(project, tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=1)
def _all_outcomes(
    project: Project, files: tuple[tuple[Path, int], ...]
) -> list[tuple[rules.Rule, list[tuple[Snippet, Outcome]]]]:
    """Asked once for a state of the snippets' files: several pages and hooks of a build want the same."""
    held = rules.rules(project)
    readable: list[Snippet] = []
    for rule in held:
        for path in rule.snippets:
            try:
                readable.append(read(path))
            except BadSnippet:
                continue
    ran = {snippet.path: (snippet, outcome) for snippet, outcome in run_shown(readable, project)}
    return [(rule, [ran[path] for path in rule.snippets if path in ran]) for rule in held]
