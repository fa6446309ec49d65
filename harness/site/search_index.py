"""The rules as the search of the site shows them first: `search/rules.json`.

`docs/assets/search.js` ranks the rules above what the search plugin finds on the pages. Zensical's search has another field and
another index: it finds what stands on the pages, and no more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.checking.checked_rules import all_outcomes
from harness.project import Project
from harness.reading import pages
from harness.site import error_index
from harness.site.drawing_cache import remembered

NAME = re.compile(r"\b[A-Za-z_]\w{2,}")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
MARKS = re.compile(r"^:::.*|\{\{.*?\}\}|\]\([^)]*\)|\{[^}]*\}|[\[\]*|`\\]|^[>-] |</?\w[^>]*>", re.M)
"""What is no word of a line of Markdown: values, the targets of links, attributes, the marks of emphasis and tables."""
SENTENCE = re.compile(r"(?<=[.]) ")
ELSEWHERE = re.compile(r"\*\*When not to\.\*\*|^In \w+'s documentation", re.M)

COMMON = 0.1
"""A name that the code of more than this share of the rules has tells nothing."""
MOST_LINKS = 4
"""A sentence that leads to more rules than this is about none of them."""


def write(project: Project, site: Path) -> None:
    """The list of the rules into a built site."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    found = remembered("search", lambda: {**listed(project), "alike": pages.alike(project)})
    text = json.dumps(found, separators=(",", ":"), ensure_ascii=False)
    (folder / "rules.json").write_text(text, "utf-8")


def listed(project: Project) -> dict[str, Any]:
    """What a reader may know each rule by.

    `rules`: address, title, chapter, what people call it (`words`), the messages it met, what its page says before its example
    (`lead`), and what other places say that lead to it (`told`).
    `prose` and `names`: the words of the rest of its section, and names in its code that its page does not say, each with the
    places of its rules in that list.
    """
    words = pages.terms(project)
    messages: dict[str, list[str]] = {}
    for message in error_index.messages(project):
        messages.setdefault(message.rule.name, []).append(f"{message.short}: {message.text[:200]}")
    titles = pages.rule_titles(project)
    leads, rests, told = prose_of_rules(project, set(titles))
    found, prose, names = [], [], []
    for rule, ran in all_outcomes(project):
        if rule.name not in titles:
            continue
        known = {
            "at": rule.address,
            "title": titles[rule.name].text,
            "chapter": titles[rule.name].chapter,
            "words": words.get(rule.name, []),
            "messages": messages.get(rule.name, []),
            "lead": leads.get(rule.name, ""),
            "told": told.get(rule.name, []),
        }
        found.append(known)
        prose.append(words_in(rests.get(rule.name, "")))
        said = prose[-1] | words_in(json.dumps(known, ensure_ascii=False))
        names.append({name for s, _ in ran for name in NAME.findall(s.source) if name.lower() not in said})
    telling = {name: places for name, places in by_word(names).items() if len(places) <= COMMON * len(found)}
    return {"rules": found, "prose": by_word(prose), "names": telling}


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
    """What the page of each rule says before its example; what it says below, its exceptions aside; what leads to it."""
    leads: dict[str, str] = {}
    rests: dict[str, str] = {}
    told: dict[str, set[str]] = {}
    for path in pages.pages(project):
        page = path.relative_to(project.docs).as_posix()
        text = FRONT_MATTER.sub("", "\n".join(line for _, line in pages.prose(path)), count=1)
        sections = re.split(r"^#+ .*", text, flags=re.M)
        whole = "\n".join(sections)
        for line in whole.split("\n"):
            directive = pages.directive_at(line)
            if directive and directive[0] == "rule":
                lead, _, rest = whole.partition(line)
                leads[directive[1]] = plain(pages.NEARLY_VALUE.sub(lambda match: value_of(match[0], project), lead))
                rests[directive[1]] = plain(ELSEWHERE.split(rest)[0])
        for said in (each for section in sections for each in said_in(section)):
            found = {pages.from_docs(page, match).removesuffix(".md") for match in pages.LINK.finditer(said)}
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
        return pages.value(text, project)
    except pages.PageError:  # told where the page is drawn
        return ""


def plain(text: str) -> str:
    """The words of some Markdown, as a line."""
    return re.sub(r" (?=[.,:;?])", "", " ".join(MARKS.sub(" ", text).split()))
