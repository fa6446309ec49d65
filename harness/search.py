"""The rules as the search of the site shows them first, in `search/rules.json`, and a smaller index.

`docs/assets/search.js` ranks the rules above what the search plugin finds on the pages. Zensical's search has another field and
another index: it finds what stands on the pages, and no more.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from harness import errors, pages
from harness.evidence import all_outcomes
from harness.project import Project
from harness.remembered import remembered

LISTING = re.compile(r"<pre\b.*?</pre>", re.S)
NAME = re.compile(r"\b[A-Za-z_]\w{2,}")
LINK_TARGET = re.compile(r"\]\([^)]*\)|\{[^}]*\}")

ALIKE = (
    "delete remove drop",
    "change update modify edit alter",
    "load fetch get read select lookup query",
    "save store persist write keep",
    "insert add create import",
    "many thousands hundreds lots bulk mass several",
    "slow performance fast speed",
    "gone lost vanished disappeared missing away",
    "object instance row record entry",
    "twice duplicate again double",
    "fewer less some only",
    "simultaneous concurrent parallel together",
    "user request client",
    "end close finish",
)
"""Words that people use for each other, whatever the subject. A word found by another one of its line counts less."""


def write(project: Project, site: Path) -> None:
    """The list of the rules into a built site, and the search plugin's index, where there is one, without its listings."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    path = folder / "search_index.json"
    if path.exists():
        index = json.loads(path.read_text("utf-8"))
        for entry in index["docs"]:  # long listings drown the prose, and the rules' names are found by the other file
            entry["text"] = LISTING.sub(" ", entry["text"])
        path.write_text(compact(index), "utf-8")
    moved = pages.renamed(project)
    ranked = remembered("search", lambda: entries(project))
    (folder / "rules.json").write_text(compact({"rules": ranked, "alike": ALIKE, "moved": moved}), "utf-8")


def compact(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def entries(project: Project) -> list[dict[str, Any]]:
    """What a reader may know a rule by: its title, what people call it, the messages it met, the names in its code."""
    words = pages.terms(project)
    messages: dict[str, list[str]] = {}
    for message in errors.messages(project):
        messages.setdefault(message.rule.name, []).append(f"{message.short}: {message.text[:200]}")
    titles = pages.rule_titles(project)
    told = prose_of_rules(project)
    return [
        {
            "at": f"{rule.chapter}/#{rule.slug}",
            "title": titles[rule.name].text,
            "chapter": titles[rule.name].chapter,
            "words": words.get(rule.name, []),
            "messages": messages.get(rule.name, []),
            "names": sorted({name for snippet, _ in ran for name in NAME.findall(snippet.source)}),
            "prose": " ".join(sorted(told.get(rule.name, ()))),
        }
        for rule, ran in all_outcomes(project)
        if rule.name in titles
    ]


def prose_of_rules(project: Project) -> dict[str, set[str]]:
    """The words of each rule's section of its page, each once, in lower case."""
    found: dict[str, set[str]] = {}
    for path in pages.pages(project):
        for section in re.split(r"^#+ ", "\n".join(line for _, line in pages.prose(path)), flags=re.M):
            directives = [pages.directive_at(line) for line in section.split("\n")]
            words = {word.lower() for word in NAME.findall(LINK_TARGET.sub(" ", section))}
            for directive in directives:
                if directive and directive[0] == "rule":
                    found.setdefault(directive[1], set()).update(words)
    return found
