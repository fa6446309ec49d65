"""What people call the rules: `also` and `alike` say it, for the search; `terms` lists it from A to Z."""

from __future__ import annotations

import itertools
import re
from html import escape
from typing import NamedTuple

from harness.cache import digest
from harness.project import Project
from harness.reading.page_names import PageError, find_rule
from harness.reading.pages import pages, rule_titles
from harness.reading.rules import Rule
from harness.site.build_state import BuildState
from harness.site.directives.directive import Directive, Drawing, Part, Place

ALSO = re.compile(r"(?P<rule>[\w./-]+):\s+(?P<words>.*\S)$")
ALIKE = re.compile(r"[a-z]+(?: [a-z]+)+")


class Known(NamedTuple):
    """A rule and what people call it."""

    rule: Rule
    words: list[str]


class AlsoDirective(Directive[Known]):
    """Other words for a rule. Draws nothing where it is."""

    name = "also"
    usage = "::: also chapter/rule: words; other words"

    def parse(self, argument: str, project: Project) -> Known:
        match = ALSO.match(argument)
        if match is None:
            raise PageError(f"'::: also {argument}' is not '{self.usage}'")
        return Known(find_rule(match["rule"], project), split(match["words"]))

    def reads(self, subject: Known, states: BuildState) -> str:
        return ""


class AlikeDirective(Directive[str]):
    """Words that readers use for each other, whatever the rule. Draws nothing where it is."""

    name = "alike"
    usage = "::: alike delete remove drop"

    def parse(self, argument: str, project: Project) -> str:
        if not ALIKE.fullmatch(argument):
            raise PageError(
                f"'::: alike {argument}' is not two words or more in small letters, with blanks between: '{self.usage}'"
            )
        return argument

    def reads(self, subject: str, states: BuildState) -> str:
        return ""


class TermsDirective(Directive[dict[str, list[str]]]):
    """All words from A to Z, each with its rules."""

    name = "terms"

    def parse(self, argument: str, project: Project) -> dict[str, list[str]]:
        return terms(project)

    def draw(self, subject: dict[str, list[str]], place: Place) -> Drawing:
        titles = rule_titles(place.project)
        links: dict[str, list[str]] = {}
        for name, words in subject.items():
            title = titles[name].text if name in titles else name
            for each in words:
                links.setdefault(each, []).append(f'<a href="{place.root}{escape(name)}/">{escape(title)}</a>')
        parts = []
        for letter, group in itertools.groupby(sorted(links, key=sorted_as), key=initial):
            items = "".join(
                f'<li><span class="term">{escape(each)}</span> {" ".join(links[each])}</li>' for each in group
            )
            parts += [Part("markdown", f"## {letter}"), Part("html", f'<ul class="terms">{items}</ul>')]
        return Drawing(parts)

    def markdown(self, subject: dict[str, list[str]], place: Place) -> list[str]:
        titles = rule_titles(place.project)
        return [
            f"- [{titles[name].text if name in titles else name}]({name}.md): {'; '.join(words)}"
            for name, words in subject.items()
        ]

    def reads(self, subject: dict[str, list[str]], states: BuildState) -> str:
        return digest([states.titles, str(subject)])


def split(words: str) -> list[str]:
    return [each.strip() for each in words.split(";") if each.strip()]


def terms(project: Project) -> dict[str, list[str]]:
    """What people call the rules, by name, from the `::: also` of all pages: each term once.

    Lines that can't be read are left out.
    """
    found: dict[str, dict[str, None]] = {}
    for match in (ALSO.match(argument) for page in pages(project) for argument in page.arguments("also")):
        if match:
            found.setdefault(match["rule"], {}).update(dict.fromkeys(split(match["words"])))
    return {name: list(words) for name, words in found.items()}


def alike(project: Project) -> list[str]:
    """Words that readers use for each other, a line for each `::: alike`. Lines that can't be read are left out."""
    lines = [argument for page in pages(project) for argument in page.arguments("alike")]
    return [line for line in lines if ALIKE.fullmatch(line)]


def sorted_as(term: str) -> str:
    """A term as an index sorts it: by its letters, whatever their case."""
    return re.sub(r"^[^a-z0-9]+", "", term.lower()) or term


def initial(term: str) -> str:
    """The letter that a term is listed under."""
    first = sorted_as(term)[0]
    return first.upper() if first.isalpha() else "0 to 9"
