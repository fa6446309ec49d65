"""The rules as the search of the site shows them first: `search/rules.json`.

`docs/assets/search.js` ranks the rules above what the search plugin finds on the pages. Zensical's search has another
field and another index, and finds only what the pages say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.checking import page_values
from harness.checking.checked_rule import checked_rules
from harness.project import Project
from harness.reading.page import LINK
from harness.reading.page_names import PageError
from harness.reading.pages import pages, rule_titles
from harness.site import error_index, known_errors
from harness.site.directives.terms import alike, terms
from harness.site.drawing_cache import remembered

NAME = re.compile(r"\b[A-Za-z_]\w{2,}")
MARKS = re.compile(r"^:::.*|\{\{.*?\}\}|\]\([^)]*\)|\{[^}]*\}|[\[\]*|`\\]|^[>-] |</?\w[^>]*>", re.M)
"""What is no word of a line of Markdown: values, the targets of links, attributes, the marks of emphasis and tables."""
SENTENCE = re.compile(r"(?<=[.]) ")
ELSEWHERE = re.compile(r"\*\*When not to\.\*\*|^In [\w -]+'s documentation", re.M)

MOST_LINKS = 4
"""A sentence that leads to more rules than this is about none of them."""


def write(project: Project, site: Path) -> None:
    """The list of the rules into a built site."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    text = remembered(
        "search/rules.json",
        "text",
        lambda states: states.guide + known_errors.state(),
        lambda: json.dumps(listed(project) | {"alike": alike(project)}, separators=(",", ":"), ensure_ascii=False),
    )
    (folder / "rules.json").write_text(text, "utf-8")


def listed(project: Project) -> dict[str, Any]:
    """What a reader may know each rule by. Raises CannotRun.

    `rules`: address, title, chapter, what people call it (`words`), the messages it met, what its page says before its
    example (`lead`), and what other places say that lead to it (`told`).
    `codes`: SQLAlchemy's error codes with the names of their rules.
    `prose`: the words of the rest of its page, each with the places of its rules in that list.
    """
    words = terms(project)
    titles = rule_titles(project)
    leads, rests, told = prose_of_rules(project, set(titles))
    found, prose = [], []
    for checked in checked_rules(project):
        rule = checked.rule
        if rule.name not in titles:
            continue
        known = {
            "at": rule.address,
            "title": titles[rule.name].text,
            "chapter": titles[rule.name].chapter,
            "words": words.get(rule.name, []),
            "messages": [f"{m.short}: {m.text[:200]}" for m in error_index.messages_of(checked)],
            "lead": leads.get(rule.name, ""),
            "told": told.get(rule.name, []),
        }
        found.append(known)
        prose.append(words_in(rests.get(rule.name, "")))
    codes = {known.pattern: [cause.rule for cause in known.causes] for known in known_errors.codes()}
    return {"rules": found, "prose": by_word(prose), "codes": codes}


def words_in(text: str) -> set[str]:
    return {word.lower() for word in NAME.findall(text)}


def by_word(sets: list[set[str]]) -> dict[str, list[int]]:
    """The places of the sets that hold each word, sorted by word."""
    found: dict[str, list[int]] = {}
    for place, words in enumerate(sets):
        for word in words:
            found.setdefault(word, []).append(place)
    return dict(sorted(found.items()))


def prose_of_rules(project: Project, known: set[str]) -> tuple[dict[str, str], dict[str, str], dict[str, list[str]]]:
    """What each rule's page says before its example; what it says below, except "When not to"; what leads to it."""
    leads: dict[str, str] = {}
    rests: dict[str, str] = {}
    told: dict[str, set[str]] = {}
    for page in pages(project):
        lines = [line for _, line in page.prose]
        sections = re.split(r"^#+ .*", "\n".join(lines), flags=re.M)
        whole = "\n".join(sections)
        drawn = next((each for each in page.directives if each.name == "rule"), None)
        if drawn:
            lead, _, rest = whole.partition(page.text.split("\n")[drawn.line - 1])
            leads[drawn.argument] = plain(page_values.NEARLY_VALUE.sub(lambda match: value_of(match[0], project), lead))
            rests[drawn.argument] = plain(ELSEWHERE.split(rest)[0])
        for said in (each for section in sections for each in said_in(section)):
            found = {page.target(match).removesuffix(".md") for match in LINK.finditer(said)}
            if len(found) <= MOST_LINKS:
                for name in found & known:
                    told.setdefault(name, set()).add(plain(said))
    return leads, rests, {name: sorted(said) for name, said in told.items()}


def said_in(section: str) -> Iterator[str]:
    """Items, rows and sentences, each a line."""
    for block in re.split(r"\n\s*\n|\n(?=- |\|)", section):
        yield from [block] if block.startswith(("- ", "|")) else SENTENCE.split(" ".join(block.split()))


def value_of(text: str, project: Project) -> str:
    try:
        return page_values.value(text, project)
    except PageError:  # reported where the page is drawn
        return ""


def plain(text: str) -> str:
    """The words of some Markdown, as a line."""
    return re.sub(r" (?=[.,:;?])", "", " ".join(MARKS.sub(" ", text).split()))
