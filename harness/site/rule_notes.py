"""What ends a rule's page beside its environments: its files to take along, the messages it explains, related rules."""

from __future__ import annotations

from markupsafe import Markup

from harness.checking.checked_rule import checked_rule
from harness.checking.matching import first_line
from harness.drawing.templates import render
from harness.project import Project
from harness.reading.page import Page
from harness.reading.pages import page_at, rule_titles
from harness.reading.rules import Rule
from harness.site import error_index
from harness.site.downloads import archive


def related(page: Page) -> list[str]:
    """The rules that a page's front matter relates to its own, by name."""
    found = page.front_matter.get("related", [])
    return [str(name) for name in found] if isinstance(found, list) else [str(found)]


def groups(page: Page) -> dict[str, str]:
    """The headings in a chapter's list of rules, each by the rule that comes first below it."""
    found = page.front_matter.get("groups", {})
    return {str(slug): str(heading) for slug, heading in found.items()} if isinstance(found, dict) else {}


def tags(page: Page) -> list[str]:
    """The keywords of a page's front matter."""
    found = page.front_matter.get("tags", [])
    return [str(tag) for tag in found] if isinstance(found, list) else [str(found)]


def notes_html(rule: Rule, project: Project, root: str) -> Markup:
    """The notes on a rule. Raises CannotRun."""
    path = project.docs / rule.page
    names = related(page_at(path, project)) if path.is_file() else []
    titles = rule_titles(project)
    messages = [f"{m.short}: {first_line(m.text)}" for m in error_index.messages_of(checked_rule(rule, project))]
    return render(
        "rule_notes",
        archive=f"{root}{archive(rule)}",
        messages=list(dict.fromkeys(messages)),
        errors=f"{root}errors/",
        related=[(f"{root}{name}/", titles[name].text) for name in names if name in titles],
    )
