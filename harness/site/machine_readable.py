"""The guide for programs: `llms.txt`, the Markdown of every page beside it, and `rules.json`.

`docs/machines.md` says what they hold.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

from harness.cache import digest
from harness.checking import page_values
from harness.checking.checked_rule import CheckedRule, CheckedSnippet, checked_rules
from harness.project import Project
from harness.reading.page import Page, directive_in
from harness.reading.page_names import PageError
from harness.reading.pages import pages, reading_order, rule_titles
from harness.site import directives
from harness.site.directives.directive import Place
from harness.site.directives.terms import terms
from harness.site.drawing_cache import remembered

VERSION = 1
"""Of the layout of rules.json. A field may be added; one that changes or goes makes it 2."""

ATTRIBUTES = re.compile(r"\s*\{\s*[#.:][^}]*\}\s*$")
LAYOUT = re.compile(r"\s*</?(div|script)\b|\s*<!--|///|\s*\{[^}]*\}\s*$")
"""Lines that only say how a page looks."""


def write(
    project: Project, site: Path, name: str, description: str, address: str, stale: set[str] | None = None
) -> None:
    """The files into a built site. Raises CannotRun.

    `address`: where the site will be, with a slash at its end, or empty. `stale`: the pages whose Markdown isn't there
    yet; None for all.
    """
    for page in pages(project):
        if stale is not None and page.name not in stale:
            continue
        target = site / page.name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = remembered(
            page.name,
            "markdown",
            lambda states, page=page: directives.page_state(page, states),  # type: ignore[misc]
            lambda page=page: page_markdown(page, project),  # type: ignore[misc]
        )
        target.write_text(text, "utf-8")
    (site / "llms.txt").write_text(overview(name, description, project, address), "utf-8")
    text = remembered(
        "rules.json",
        "text",
        lambda states: digest([states.rules, states.titles, str(terms(project))]),
        lambda: json.dumps(all_rules(project), ensure_ascii=False, separators=(",", ":")),
    )
    (site / "rules.json").write_text(text, "utf-8")


def overview(name: str, description: str, project: Project, address: str) -> str:
    """`llms.txt`: what the guide is, and its pages as Markdown with a line about each."""
    lines = [f"# {name}", "", f"> {' '.join(description.split())}", "", "## Pages", ""]
    for page in reading_order(project):
        title = page.front_matter.get("title") or page.title
        said = f": {page.description}" if page.description else ""
        lines.append(f"- [{title}]({address}{page.name}){said}")
    lines += ["", "## Data", "", f"- [All rules with their outcomes]({address}rules.json): JSON, version {VERSION}", ""]
    return "\n".join(lines)


def page_markdown(page: Page, project: Project) -> str:
    """A page as plain Markdown: directives and values are replaced by what they stand for. Raises CannotRun."""
    place = Place(project, page.name, page.root)
    prose = dict(page.prose)
    directive_lines = {each.line: each for each in page.directives}
    headings = {each.line for each in page.headings}
    result: list[str] = []
    for number, line in enumerate(page.text.split("\n"), 1):
        if number not in prose:
            if number > min(prose, default=0):  # not front matter
                result.append(line)
            continue
        try:
            if directive_in(line):
                directive, subject = directives.parsed(directive_lines[number], project)
                result += directive.markdown(subject, place)
            elif not LAYOUT.match(line):
                text = page_values.filled_in(line, project)
                result.append(ATTRIBUTES.sub("", text) if number in headings else re.sub(r"\)\{[^}]*\}", ")", text))
        except PageError:
            result.append(line)  # the page itself reports it, and the build goes on to report others
    return re.sub(r"\n{3,}", "\n\n", "\n".join(result)).strip() + "\n"


def all_rules(project: Project) -> dict[str, Any]:
    """rules.json: every rule that a page draws, with the outcomes of its snippets. Raises CannotRun."""
    words = terms(project)
    checked = {each.rule.name: each for each in checked_rules(project)}
    environments = {str(s.outcome.environment) for each in checked.values() for s in each.snippets.values()}
    return {
        "version": VERSION,
        "environments": sorted(environments),
        "rules": [
            {
                "name": name,
                "title": title.text,
                "chapter": title.chapter,
                "page": checked[name].rule.address,
                "markdown": checked[name].rule.page,
                "terms": words.get(name, []),
                "pairs": pairs_of(checked[name]),
                "snippets": [snippet_data(each, project) for each in checked[name].snippets.values()],
            }
            for name, title in rule_titles(project).items()
            if name in checked
        ],
    }


def pairs_of(checked: CheckedRule) -> list[dict[str, Any]]:
    return [
        {
            "dont": case.dont.name,
            "do": case.do.name,
            "ways": case.proof.ways,
            "proven": not case.proof.problems,
        }
        for case in checked.cases
    ]


def snippet_data(checked: CheckedSnippet, project: Project) -> dict[str, Any]:
    """A snippet and its outcome, with lines for statement numbers. Lines count from 1; None is outside the file."""
    snippet, outcome = checked.snippet, checked.outcome

    def line(at: int | None) -> int | None:
        return None if at is None else snippet.line_of(at)

    return {
        "file": project.relative(snippet.path),
        "verdict": snippet.verdict,
        "source": snippet.source,
        "environment": vars(outcome.environment),
        "raised": [
            {
                "line": line(raised.at),
                "class": raised.name,
                "message": raised.message,
                "kind": "warning" if raised in outcome.warnings else "exception",
                "caught": raised.caught,
                "by_hand": raised.by_hand,
            }
            for raised in outcome.raised
        ],
        "printed": [{"line": line(each.at), "text": each.text} for each in outcome.printed],
        "sql": [
            {"line": line(at), "text": text, "times": len(list(same))}
            for (at, text), same in groupby((e.at, e.sql) for e in outcome.emitted)
        ],
    }
