"""A rule on its own page, and elsewhere: `rule`, `case`, `example`, and `rules`, the list of a chapter."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from harness.cache import digest
from harness.checking.checked_rule import CheckedSnippet, checked_rule
from harness.checking.matching import described
from harness.drawing.rule_html import case_html, foot_html, rules_html
from harness.drawing.templates import render
from harness.project import Project
from harness.reading.page_names import PageError, find_rule
from harness.reading.pages import chapter_rules, page_at, rule_titles
from harness.reading.rules import Rule
from harness.site.build_state import BuildState
from harness.site.directives.directive import Directive, Drawing, Part, Place, html
from harness.site.rule_notes import groups, notes_html, related
from harness.site.whole_chapter import address

CASE = re.compile(r"(?P<rule>[\w./-]+)\s+(?P<name>\w+)$")


class OfRule(NamedTuple):
    """A case of a rule, by its DON'T."""

    rule: Rule
    dont: Path


class CaseDirective(Directive[OfRule]):
    """A further case: `dont_<name>.py` with the DO that answers it."""

    name = "case"
    usage = "::: case chapter/rule name"

    def parse(self, argument: str, project: Project) -> OfRule:
        match = CASE.match(argument)
        if match is None:
            raise PageError(f"'::: case {argument}' is not '{self.usage}', which draws dont_<name>.py")
        rule = find_rule(match["rule"], project)
        further = rule.cases[1:]
        found = next((case for case in further if case.name == match["name"]), None)
        if found is None:
            names = ", ".join(case.name for case in further)
            there = f"it has {names}" if names else f"::: rule {rule.name} draws its only one"
            raise PageError(f"rule {rule.name} has no further case {match['name']!r}; {there}")
        return OfRule(rule, found.dont)

    def draw(self, subject: OfRule, place: Place) -> Drawing:
        return html(*case_html(subject.rule, subject.dont, place.project, place.root))

    def markdown(self, subject: OfRule, place: Place) -> list[str]:
        return case_markdown(subject, place.project)

    def reads(self, subject: OfRule, states: BuildState) -> str:
        return states.rule(subject.rule)


class RuleDirective(CaseDirective):
    """The first case of a rule. What concerns all of the rule ends the page."""

    name = "rule"

    def parse(self, argument: str, project: Project) -> OfRule:
        rule = find_rule(argument, project)
        if not rule.donts:
            raise PageError(f"rule {rule.name} has no DON'T to draw: add dont.py")
        return OfRule(rule, rule.donts[0])

    def reads(self, subject: OfRule, states: BuildState) -> str:
        path = states.project.docs / subject.rule.page
        names = related(page_at(path, states.project)) if path.is_file() else []
        titles = rule_titles(states.project) if names else {}
        return digest([super().reads(subject, states), *(f"{name} {titles.get(name)}" for name in names)])

    def draw(self, subject: OfRule, place: Place) -> Drawing:
        drawing = super().draw(subject, place)
        about = (
            notes_html(subject.rule, place.project, place.root),
            foot_html(subject.rule, place.project, place.root),
        )
        return Drawing([*drawing.parts, *(Part("html", str(html), at_end=True) for html in about)], drawing.problems)

    def markdown(self, subject: OfRule, place: Place) -> list[str]:
        modules = [
            line
            for path in subject.rule.modules
            for line in (f"`{path.name}`, which they import:", "", *code_block(path.read_text("utf-8")))
        ]
        return case_markdown(subject, place.project) + modules


class ExampleDirective(CaseDirective):
    """A case on another page than its rule's."""

    name = "example"

    def parse(self, argument: str, project: Project) -> OfRule:
        rule_name, _, stem = argument.rpartition("/")
        rule = find_rule(rule_name, project)
        path = rule.folder / f"{stem}.py"
        if path not in rule.donts:
            raise PageError(f"rule {rule.name} has no DON'T {stem!r}; it has {', '.join(p.stem for p in rule.donts)}")
        return OfRule(rule, path)

    def draw(self, subject: OfRule, place: Place) -> Drawing:
        return html(*case_html(subject.rule, subject.dont, place.project, place.root, is_example=True))


class RulesDirective(Directive[list[Rule]]):
    """The rules of a chapter in reading order."""

    name = "rules"

    def parse(self, argument: str, project: Project) -> list[Rule]:
        found = chapter_rules(argument, project)
        if not found:
            raise PageError(f"there is no chapter {argument!r} with rules in snippets/")
        return found

    def draw(self, subject: list[Rule], place: Place) -> Drawing:
        titles = rule_titles(place.project)
        parts = []
        for heading, held in grouped(subject, place.project):
            parts += [Part("markdown", f"### {heading}")] if heading else []
            parts.append(Part("html", rules_html(held, titles, place.project, place.root)))
        link = f"{place.root}{address(subject[0].chapter)}"
        return Drawing([*parts, Part("html", render("whole_chapter_link", link=link, root=place.root))])

    def markdown(self, subject: list[Rule], place: Place) -> list[str]:
        titles = rule_titles(place.project)
        lines = []
        for heading, held in grouped(subject, place.project):
            lines += ["", f"### {heading}", ""] if heading else []
            known = [(rule, titles[rule.name]) for rule in held if rule.name in titles]
            lines += [f"- [{title.text}]({rule.slug}.md): {title.advice}" for rule, title in known]
        return lines

    def reads(self, subject: list[Rule], states: BuildState) -> str:
        project = states.project
        titles = rule_titles(project)
        own = [page_at(project.docs / r.page, project).own_ids for r in subject if (project.docs / r.page).is_file()]
        headings = str([(heading, held[0].slug) for heading, held in grouped(subject, project)])
        return digest(
            [*map(states.rule, subject), *(str(titles.get(rule.name)) for rule in subject), str(own), headings]
        )


def grouped(chapter: list[Rule], project: Project) -> list[tuple[str, list[Rule]]]:
    """A chapter's rules below the headings that its opening page gives them; the first ones may have none."""
    index = project.docs / chapter[0].chapter / "index.md"
    headings = groups(page_at(index, project)) if index.is_file() else {}
    found: list[tuple[str, list[Rule]]] = []
    for rule in chapter:
        if rule.slug in headings or not found:
            found.append((headings.get(rule.slug, ""), []))
        found[-1][1].append(rule)
    return found


def case_markdown(subject: OfRule, project: Project) -> list[str]:
    """A DON'T and its DO, each with what its run did. Comments that begin with `#>`, `#!` and `#:` are checked."""
    paths = (subject.dont, subject.rule.answer(subject.dont))
    checked = checked_rule(subject.rule, project).snippets.values()
    return [line for each in checked if each.snippet.path in paths for line in snippet_markdown(each)]


def snippet_markdown(checked: CheckedSnippet) -> list[str]:
    snippet, outcome = checked.snippet, checked.outcome
    lines = [f"**{snippet.verdict}** `{checked.name}`, run on {outcome.environment}:", "", *code_block(snippet.source)]
    for raised in outcome.raised:
        if not raised.by_hand:
            verb = "warns" if raised in outcome.warnings else "raises"
            lines += [f"Line {snippet.line_of(raised.at)} {verb} `{described(raised)}`", ""]
    return lines


def code_block(source: str) -> list[str]:
    return ["```python", source.rstrip("\n"), "```", ""]
