"""An MkDocs hook: the rules as the search of the site shows them first, in `search/rules.json`, and a smaller index.

`docs/assets/search.js` ranks the rules above what the search plugin finds on the pages. Zensical knows no hooks: its search
finds what stands on the pages, and no more.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

from harness import errors, pages
from harness.evidence import all_outcomes
from harness.project import Project
from harness.remembered import remembered

LISTING = re.compile(r"<pre\b.*?</pre>", re.S)
NAME = re.compile(r"\b[A-Za-z_]\w{2,}")


_whole: dict[str, str] = {}


@event_priority(100)
def _without_listings(context: Any, page: Any, config: Any, nav: Any) -> None:
    """Before the search plugin takes a page apart: without its listings, most of its HTML, which the index leaves out anyway."""
    _whole[page.url] = page.content
    page.content = LISTING.sub(" ", page.content)


@event_priority(-100)
def _whole_again(context: Any, page: Any, config: Any, nav: Any) -> None:
    """After it: the page as it is shown."""
    page.content = _whole.pop(page.url)


on_page_context = CombinedEvent(_without_listings, _whole_again)


def on_post_build(config: Any) -> None:
    project = Project.load(Path(config.config_file_path).parent)
    folder = Path(config.site_dir) / "search"
    path = folder / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    for entry in index["docs"]:  # long listings drown the prose, and the rules' names are found by the other file
        entry["text"] = LISTING.sub(" ", entry["text"])
    path.write_text(compact(index), "utf-8")
    moved = pages.renamed(project)
    (folder / "rules.json").write_text(
        compact({"rules": remembered("search", lambda: entries(project)), "moved": moved}), "utf-8"
    )


def compact(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def entries(project: Project) -> list[dict[str, Any]]:
    """What a reader may know a rule by: its title, what people call it, the messages it met, the names in its code."""
    words = pages.terms(project)
    messages: dict[str, list[str]] = {}
    for message in errors.messages(project):
        messages.setdefault(message.rule.name, []).append(f"{message.short}: {message.text[:200]}")
    titles = pages.rule_titles(project)
    return [
        {
            "at": f"{rule.chapter}/#{rule.slug}",
            "title": titles[rule.name].text,
            "chapter": titles[rule.name].chapter,
            "words": words.get(rule.name, []),
            "messages": messages.get(rule.name, []),
            "names": sorted({name for snippet, _ in ran for name in NAME.findall(snippet.source)}),
        }
        for rule, ran in all_outcomes(project)
        if rule.name in titles
    ]
