"""What `checked_rule.checked_rules` gives, in the shape that some modules still read."""

from __future__ import annotations

from harness.checking.checked_rule import checked_rules
from harness.outcome import Outcome
from harness.project import Project
from harness.reading import rules
from harness.reading.snippet import Snippet


def all_outcomes(project: Project) -> list[tuple[rules.Rule, list[tuple[Snippet, Outcome]]]]:
    """The rules by chapter and slug, each with its snippets and their outcomes, DON'Ts first. Raises CannotRun."""
    return [
        (checked.rule, [(each.snippet, each.outcome) for each in checked.snippets.values()])
        for checked in checked_rules(project)
    ]
