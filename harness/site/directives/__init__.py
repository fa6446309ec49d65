"""What a page asks the harness for by a line that starts with `:::`. One class each; CONTRIBUTING.md tells authors.

A new directive: write its class into a module of this package, and name it in REGISTRY.
"""

from __future__ import annotations

from typing import Any

from harness.problem import Problem
from harness.project import Project
from harness.reading.page import DirectiveLine, Page
from harness.reading.page_names import PageError
from harness.site.directives.collect import CollectDirective
from harness.site.directives.directive import Directive
from harness.site.directives.failing import FailingDirective
from harness.site.directives.indexes import DifferencesDirective, ErrorsDirective, ReferenceDirective
from harness.site.directives.lab import LabDirective
from harness.site.directives.pictures import LanesDirective, TablesDirective
from harness.site.directives.rule import CaseDirective, ExampleDirective, RuleDirective, RulesDirective
from harness.site.directives.terms import AlikeDirective, AlsoDirective, TermsDirective
from harness.site.directives.transcript import TranscriptDirective

REGISTRY: dict[str, Directive[Any]] = {
    directive.name: directive
    for directive in (
        RuleDirective(),
        CaseDirective(),
        RulesDirective(),
        ExampleDirective(),
        LanesDirective(),
        TablesDirective(),
        TranscriptDirective(),
        LabDirective(),
        FailingDirective(),
        CollectDirective(),
        ErrorsDirective(),
        ReferenceDirective(),
        DifferencesDirective(),
        AlsoDirective(),
        AlikeDirective(),
        TermsDirective(),
    )
}


def directive_named(name: str) -> Directive[Any]:
    """Raises PageError if there is none."""
    if name not in REGISTRY:
        raise PageError(f"::: {name} is no directive; there is {', '.join(REGISTRY)}")
    return REGISTRY[name]


def parsed(line: DirectiveLine, project: Project) -> tuple[Directive[Any], Any]:
    """A directive and what its line names. Raises PageError."""
    directive = directive_named(line.name)
    return directive, directive.parse(line.argument, project)


def problems(page: Page, project: Project) -> list[Problem]:
    """The directives of a page that can't be drawn, each with its line."""
    found = []
    for line in page.directives:
        try:
            parsed(line, project)
        except PageError as error:
            found.append(Problem(page.path, line.line, str(error)))
    return found
