"""Whether the account balances: rules and pages name each other, and nothing lies about that nobody collects."""

from __future__ import annotations

from pathlib import Path

from harness.drawing import labs
from harness.problem import Problem
from harness.project import VERDICT, Project
from harness.reading import pages, rules
from harness.reading.markdown_blocks import fences
from harness.reading.rule_folder import folder_problems
from harness.running import transcripts


def problems(project: Project) -> list[Problem]:
    """Everything that keeps the account from balancing, by file and line."""
    found = [problem for rule in rules.rules(project) for problem in folder_problems(project, rule)]
    found += strays(project)
    found += unshown(project)
    found += untold(project)
    found += undrawn(project)
    for page in pages.pages(project):
        found += pages.problems(page, project)
    for page in markdown(project):
        found += fences(page)[1]
    return sorted(found, key=lambda problem: (str(problem.path), problem.line))


def markdown(project: Project) -> list[Path]:
    """The Markdown files whose Python is checked: the pages, and those beside pyproject.toml."""
    return [*sorted(project.root.glob("*.md")), *pages.pages(project)]


def shown(project: Project) -> dict[str, list[tuple[Path, int]]]:
    """Where each rule is drawn: pages and lines by the rule's name."""
    found: dict[str, list[tuple[Path, int]]] = {}
    for page in pages.pages(project):
        for directive in pages.directives(page):
            if directive.word == "rule":
                found.setdefault(directive.rest, []).append((page, directive.line))
    return found


def unshown(project: Project) -> list[Problem]:
    """Rules that no page draws, that several places draw, or that stand on another chapter's page."""
    found = []
    places = shown(project)
    for rule in rules.rules(project):
        drawn = places.get(rule.name, [])
        own = project.docs / f"{rule.chapter}.md"
        if not drawn:
            text = f"no page shows the rule {rule.name}"
            remedy = f"write '::: rule {rule.name}' into {project.relative(own)}"
            found.append(Problem(rule.folder, 1, text, remedy))
        for page, line in drawn:
            if page != own:
                text = f"the rule {rule.name} is drawn on another chapter's page"
                found.append(Problem(page, line, text, f"draw it in {project.relative(own)}, and link to it from here"))
        for page, line in drawn[1:]:
            text = f"the rule {rule.name} is drawn a second time: its address would not be its own"
            found.append(Problem(page, line, text, "link to the first place"))
    return found


def untold(project: Project) -> list[Problem]:
    """Transcripts and labs that no page draws."""
    directives = [d for page in pages.pages(project) for d in pages.directives(page)]
    drawn = {d.rest for d in directives if d.word == "transcript"}
    labs_drawn = {d.rest for d in directives if d.word == "lab"}
    found = [
        Problem(path, 1, "no page shows this transcript", f"write '::: transcript {path.parent.name}/{path.stem}'")
        for path in transcripts.transcripts(project)
        if f"{path.parent.name}/{path.stem}" not in drawn
    ]
    found += [
        Problem(path, 1, "no page shows this lab", f"write '::: lab {path.stem}' into {path.stem}.md beside it")
        for path in labs.labs(project)
        if path.stem not in labs_drawn
    ]
    return found


def undrawn(project: Project) -> list[Problem]:
    """Pictures that no page draws."""
    drawn = {d.rest for page in pages.pages(project) for d in pages.directives(page) if d.word == "lanes"}
    return [
        Problem(path, 1, "no page shows this picture", f"write '::: lanes {path.stem}'")
        for path in rules.pictures(project)
        if path.stem not in drawn
    ]


def strays(project: Project) -> list[Problem]:
    """Snippets that lie where nobody collects them: in no rule, and in no failing example that a page draws."""
    if not project.snippets.is_dir():
        return []
    collected = {path for rule in rules.rules(project) for path in rule.snippets}
    for page in pages.pages(project):
        for directive in pages.directives(page):
            if directive.word == "failing":
                collected |= set((project.snippets / "_failing" / directive.rest).glob("*.py"))
    return [
        Problem(path, 1, "a snippet outside a rule's folder is never run", "move it to snippets/<chapter>/<rule>/")
        for path in sorted(project.snippets.rglob("*.py"))
        if VERDICT.match(path.stem) and path not in collected
    ]
