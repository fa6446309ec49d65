"""Every rule with what its snippets did: what the pages that speak of all rules are drawn from."""

from __future__ import annotations

from harness import rules
from harness.outcome import Outcome
from harness.project import Project
from harness.shown import run_shown
from harness.snippet import BadSnippet, Snippet, read


def all_outcomes(project: Project) -> list[tuple[rules.Rule, list[tuple[Snippet, Outcome]]]]:
    """The rules by chapter and slug, each with its snippets and their outcomes, DON'Ts first.

    A snippet that cannot be read is left out: its rule's page says what is wrong with it. Raises WorkerFailed.
    """
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
