"""Whether the account balances: rules and pages name each other, and no file is left over that neither uses."""

from __future__ import annotations

from pathlib import Path

from harness.checking import page_values
from harness.problem import Problem
from harness.project import VERDICT, Project
from harness.reading import rules
from harness.reading.lab_text import labs
from harness.reading.markdown_blocks import fences
from harness.reading.pages import chapter_pages, navigation, pages
from harness.reading.rule_folder import folder_problems
from harness.running import transcripts
from harness.site import directives
from harness.site.rule_notes import groups, related


def problems(project: Project) -> list[Problem]:
    """Everything that keeps the account from balancing, by file and line."""
    found = [problem for rule in rules.rules(project) for problem in folder_problems(project, rule)]
    found += strays(project)
    found += misplaced(project)
    found += unlisted(project)
    found += undrawn(project)
    found += unrelated(project)
    for page in pages(project):
        found += page.problems + directives.problems(page, project)
        found += page_values.problems(page.path, page_values.values_in(page), project)
    for path in markdown(project):
        found += fences(path)[1]
    return sorted(found, key=lambda problem: (str(problem.path), problem.line))


def markdown(project: Project) -> list[Path]:
    """The Markdown files whose Python is checked: the pages, and those beside pyproject.toml."""
    return [*sorted(project.root.glob("*.md")), *(page.path for page in pages(project))]


def places(project: Project, name: str) -> dict[str, list[tuple[Path, int]]]:
    """Where one kind of directive occurs: pages and lines by what it names."""
    found: dict[str, list[tuple[Path, int]]] = {}
    for page in pages(project):
        for directive in page.directives:
            if directive.name == name:
                found.setdefault(" ".join(directive.argument.split()), []).append((page.path, directive.line))
    return found


def misplaced(project: Project) -> list[Problem]:
    """Rules without a page of their own, cases that it does not draw once, and both on the pages of others."""
    found = []
    rules_drawn, cases_drawn = places(project, "rule"), places(project, "case")
    for rule in rules.rules(project):
        own = project.docs / rule.page
        name = project.relative(own)
        wanted = [(rules_drawn.get(rule.name, []), f"the rule {rule.name}", f"::: rule {rule.name}")]
        for dont in rule.donts[1:]:
            case = f"{rule.name} {dont.stem.removeprefix('dont_')}"
            wanted.append((cases_drawn.get(case, []), f"{dont.name} of the rule {rule.name}", f"::: case {case}"))
        for drawn, what, directive in wanted:
            if not drawn:
                remedy = f"write '{directive}' into {name}{'' if own.is_file() else ', a page of its own'}"
                found.append(Problem(rule.folder, 1, f"no page shows {what}", remedy))
            for page, line in drawn:
                if page != own:
                    text = f"{what} is drawn on another page than its own"
                    found.append(Problem(page, line, text, f"draw it in {name}, and link to it from here"))
            for page, line in drawn[1:]:
                found.append(Problem(page, line, f"{what} is drawn a second time", "draw it once, and link to it"))
    return found


def unlisted(project: Project) -> list[Problem]:
    """Chapters that don't list their rules, pages in their folders without a rule, and pages missing from the menu."""
    found = []
    listing = places(project, "rules")
    held = rules.rules(project)
    for chapter in dict.fromkeys(rule.chapter for rule in held):
        index = project.docs / chapter / "index.md"
        if index not in [page for page, _ in listing.get(chapter, [])]:
            at = index if index.is_file() else project.snippets / chapter
            remedy = f"write '::: rules {chapter}' into {project.relative(index)}"
            found.append(Problem(at, 1, f"the chapter {chapter} does not list its rules", remedy))
        own = {project.docs / rule.page for rule in held} | {index}
        for path in (page.path for page in chapter_pages(chapter, project)):
            if path not in own:
                text = f"there is no rule {chapter}/{path.stem} for this page"
                remedy = f"make snippets/{chapter}/{path.stem}/, or move the page out of {chapter}/"
                found.append(Problem(path, 1, text, remedy))
    config = project.root / "mkdocs.yml"
    if config.exists():
        named = navigation(project)
        for rule in held:
            if (project.docs / rule.page).is_file() and rule.page not in named:
                text = f"the navigation does not name {rule.page}"
                line = named.get(f"{rule.chapter}/index.md", 1)
                found.append(Problem(config, line, text, f"add '- {rule.page}' where it is to be read"))
    return found


def unrelated(project: Project) -> list[Problem]:
    """Rules that a page's front matter relates, or starts a group with, and that don't exist."""
    known = {rule.name for rule in rules.rules(project)}
    named = [(page, name, "relates") for page in pages(project) for name in related(page)]
    named += [(page, f"{page.folder}/{slug}", "groups") for page in pages(project) for slug in groups(page)]
    return [
        Problem(
            page.path, 1, f"there is no rule {name!r}, which the front matter {what}", "correct it, or leave it out"
        )
        for page, name, what in named
        if name not in known
    ]


def undrawn(project: Project) -> list[Problem]:
    """Transcripts, labs and pictures that no page draws."""
    kinds = [
        ("transcript", {f"{path.parent.name}/{path.stem}": path for path in transcripts.transcripts(project)}),
        ("lab", {path.stem: path for path in labs(project)}),
        ("lanes", {path.stem: path for path in rules.pictures(project)}),
    ]
    return [
        Problem(path, 1, "no page shows this file", f"write '::: {kind} {name}' into a page")
        for kind, files in kinds
        for name, path in files.items()
        if name not in places(project, kind)
    ]


def strays(project: Project) -> list[Problem]:
    """Snippets outside the folders that are collected: in no rule, and in no failing example that a page draws."""
    if not project.snippets.is_dir():
        return []
    collected = {path for rule in rules.rules(project) for path in rule.snippets}
    for name in places(project, "failing"):
        collected |= set((project.snippets / "_failing" / name).glob("*.py"))
    return [
        Problem(path, 1, "a snippet outside a rule's folder is never run", "move it to snippets/<chapter>/<rule>/")
        for path in sorted(project.snippets.rglob("*.py"))
        if VERDICT.match(path.stem) and path not in collected
    ]
