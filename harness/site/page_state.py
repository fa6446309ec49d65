"""What a finished page is made from, as a short text: while it stays the same, so does the page."""

from __future__ import annotations

from harness.cache import digest
from harness.checking import page_values
from harness.checking.project_state import content
from harness.reading.page import Page
from harness.reading.page_names import PageError
from harness.site import directives
from harness.site.states import States


def page_state(page: Page, states: States) -> str:
    """Stands for the page's text and for all that its directives and values read. Computed once in a build."""
    if page.name not in states.pages:
        states.pages[page.name] = _page_state(page, states)
    return states.pages[page.name]


def _page_state(page: Page, states: States) -> str:
    parts = [content(page.path), states.shared]
    for line in page.directives:
        try:
            directive, subject = directives.parsed(line, states.project)
            parts.append(directive.reads(subject, states))
        except PageError as error:
            parts.append(str(error))
    parts += [states.value(text) for _, text in page_values.values_in(page)]
    return digest(parts)
