"""Marks the listings of a built site that get a Run button; their pages load the script that makes the buttons.

A listing that can't run in a browser says why. Pages without listings stay as they are.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from harness.browser.runtime import locks
from harness.drawing.environment_differences import code_near, databases
from harness.project import Project
from harness.reading.rules import Rule

FIGURE = re.compile(
    r'(?P<start><figure class="snippet captioned (?:dont|do)")(?P<rest>(?: id="[^"]*")?>'
    r'(?:(?!</figcaption>).)*?<a class="file" href="[^"]*?(?P<path>snippets/[^"]+\.py)")',
    re.S,
)
PLAYGROUND = re.compile('<figure class="snippet playground"')
MARKED = "data-run="
STYLE, SCRIPT = "assets/css/run.css", "assets/run.js"
FIRST = re.compile(f'<figure class="snippet [^"]*" {MARKED}')
NOTE = '<noscript><p class="run-note">To run these examples in your browser, turn on JavaScript.</p></noscript>'
"""Before the first listing; without scripts there are no buttons to say so."""


def write(project: Project, site: Path) -> None:
    """Mark the listings in all pages of a built site."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        marked = with_buttons(html, os.path.relpath(site, path.parent).replace(os.sep, "/"), project)
        if marked != html:
            path.write_text(marked, "utf-8")


def with_buttons(html: str, root: str, project: Project) -> str:
    """The page with its listings marked. `root` leads from the page to the root of the site, without a slash."""
    if MARKED in html:
        return html
    reasons = obstacles(project)

    def mark(match: re.Match[str]) -> str:
        reason = obstacle(project.root / match["path"], project, reasons)
        return f'{match["start"]} {MARKED}"{reason}"{match["rest"]}'

    marked, count = FIGURE.subn(mark, html)
    marked, playgrounds = PLAYGROUND.subn(rf'\g<0> {MARKED}""', marked)
    if not count + playgrounds:
        return html
    marked = FIRST.sub(rf"{NOTE}\g<0>", marked, count=1)
    style, script = f'<link rel="stylesheet" href="{root}/{STYLE}">', f'<script src="{root}/{SCRIPT}" defer></script>'
    return marked.replace("</head>", f"{style}</head>", 1).replace("</body>", f"{script}</body>", 1)


def obstacles(project: Project) -> dict[str, str]:
    """Why snippets that run on SQLite can't run in a browser, by their paths from `snippets/`."""
    path = locks(project) / "cannot_run.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def obstacle(path: Path, project: Project, reasons: dict[str, str]) -> str:
    """Why a snippet can't run in a browser; empty if it can."""
    if not path.is_file():
        return "its file isn't there"
    if "sqlite" not in databases(path, project, code_near(Rule(path.parent), project)):
        return "it needs PostgreSQL"
    return reasons.get(path.relative_to(project.snippets).as_posix(), "")
