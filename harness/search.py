"""An MkDocs hook: what the search of the site finds a rule by, and what weighs how much.

The search plugin indexes the pages section by section. Here a rule's section gets what people call the rule, the messages
that its snippets met, and the names in their code; long listings, which drown the prose, go. Zensical knows no hooks: its
search finds what stands on the pages.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from harness import errors, pages
from harness.evidence import all_outcomes
from harness.project import Project

FIELDS = {"title": 12.0, "text": 1.0, "words": 30.0, "messages": 6.0, "names": 4.0}
"""The fields of the index and what a hit in each counts."""

LISTING = re.compile(r"<pre>.*?</pre>", re.S)
NAME = re.compile(r"\b[A-Za-z_]\w{2,}")
PAGE_WEIGHT = 0.3
"""What a page as a whole counts beside its sections: a reader looks for the one section."""


def on_post_build(config: Any) -> None:
    path = Path(config.site_dir) / "search" / "search_index.json"
    if path.exists():
        index = json.loads(path.read_text("utf-8"))
        enrich(index, Project.load(Path(config.config_file_path).parent))
        path.write_text(json.dumps(index, separators=(",", ":"), ensure_ascii=False), "utf-8")


def enrich(index: dict[str, Any], project: Project) -> None:
    """Add to the index of the search plugin, in place."""
    index["config"]["fields"] = {name: {"boost": boost} for name, boost in FIELDS.items()}
    words = pages.terms(project)
    messages: dict[str, list[str]] = {}
    for message in errors.messages(project):
        messages.setdefault(message.rule.name, []).append(f"{message.short} {message.text}")
    names = {}
    for rule, ran in all_outcomes(project):
        names[rule.name] = sorted({name for snippet, _ in ran for name in NAME.findall(snippet.source)})
    for entry in index["docs"]:
        entry["text"] = LISTING.sub(" ", entry["text"])
        page, _, anchor = entry["location"].partition("#")
        rule_name = f"{page.strip('/')}/{anchor}"
        if rule_name in names:
            entry["words"] = "; ".join(words.get(rule_name, []))
            entry["messages"] = " ".join(messages.get(rule_name, []))
            entry["names"] = " ".join(names[rule_name])
        else:
            entry["boost"] = PAGE_WEIGHT
