"""What a page asks the harness for by a line that starts with `:::`. One class each; CONTRIBUTING.md tells authors.

A new directive: write its class into a module of this package, and name it in REGISTRY.
"""

from __future__ import annotations

from typing import Any

from harness.cache import digest
from harness.checking import page_values
from harness.checking.project_state import content
from harness.problem import Problem
from harness.project import Project
from harness.reading.page import DirectiveLine, Page
from harness.reading.page_names import PageError
from harness.site.build_state import BuildState
from harness.site.directives.collect import CollectDirective
from harness.site.directives.directive import Directive
from harness.site.directives.files import (
    FailingDirective,
    LabDirective,
    LanesDirective,
    TablesDirective,
    TranscriptDirective,
)  # fmt: skip
from harness.site.directives.indexes import DifferencesDirective, ErrorsDirective, ReferenceDirective
from harness.site.directives.rule import CaseDirective, ExampleDirective, RuleDirective, RulesDirective
from harness.site.directives.terms import AlikeDirective, AlsoDirective, TermsDirective

REGISTRY: dict[str, Directive[Any]] = {
    directive.name: directive
    for directive in (
        RuleDirective(), CaseDirective(), RulesDirective(), ExampleDirective(), LanesDirective(), TablesDirective(),
        TranscriptDirective(), LabDirective(), FailingDirective(), CollectDirective(), ErrorsDirective(),
        ReferenceDirective(), DifferencesDirective(), AlsoDirective(), AlikeDirective(), TermsDirective(),
    )
}  # fmt: skip


def parsed(line: DirectiveLine, project: Project) -> tuple[Directive[Any], Any]:
    """A directive and what its line names. Raises PageError."""
    if line.name not in REGISTRY:
        raise PageError(f"::: {line.name} is no directive; there is {', '.join(REGISTRY)}")
    directive = REGISTRY[line.name]
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


def page_state(page: Page, states: BuildState) -> str:
    """Stands for all that a finished page is made from: its text, and what its directives and values read."""
    if page.name not in states.pages:
        parts = [content(page.path), states.shared]
        for line in page.directives:
            try:
                directive, subject = parsed(line, states.project)
                parts.append(directive.reads(subject, states))
            except PageError as error:
                parts.append(str(error))
        parts += [states.value(text) for _, text in page_values.values_in(page)]
        states.pages[page.name] = digest(parts)
    return states.pages[page.name]
