"""A chapter on one page, `loading/all/`, to read front to back or to print: made of its finished pages, by any builder.

It is not in the search, and search engines are asked to list the pages themselves.
"""

from __future__ import annotations

import re
from pathlib import Path

from harness.browser.buttons import NOTE
from harness.project import Project
from harness.reading.pages import chapter_rules, page_at
from harness.reading.rules import Rule, chapters

ARTICLE = re.compile(r"(<article\b[^>]*>)(.*?)(</article>)", re.S)
TOC = re.compile(r'<div class="md-sidebar md-sidebar--secondary".*?(?=<div class="md-content")', re.S)
ONLY_ONCE = re.compile(
    r'<script\b[^>]*>.*?</script>|<div class="environment-choice".*?</div>|<p class="page-tools".*?</p>', re.S
)
"""What a page has for itself: scripts, the choice of an environment, what one can do with it."""


def address(chapter: str) -> str:
    """Where the whole chapter is, from the root of the site."""
    return f"{chapter}/all/"


def write(project: Project, site: Path, stale: set[str] | None = None) -> None:
    """The whole chapters into a built site. `stale`: the pages that have changed; None for all."""
    for folder in chapters(project):
        held = [rule for rule in chapter_rules(folder.name, project) if (site / rule.address / "index.html").is_file()]
        index = project.docs / folder.name / "index.md"
        if not held or not index.is_file() or (stale is not None and not {rule.page for rule in held} & stale):
            continue
        target = site / address(folder.name) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(whole(page_at(index, project).title, held, site), "utf-8")


def whole(title: str, held: list[Rule], site: Path) -> str:
    """The page of a chapter's rules, in the frame of the first one's, which is as deep in the site."""
    frame = own_addresses((site / held[0].address / "index.html").read_text("utf-8"), held[0])  # its menu leads there
    before, note, after = "".join(section(rule, site) for rule in held).partition(NOTE)
    body = before + note + after.replace(NOTE, "")  # a site that is finished again has the note on each of the pages
    html = ARTICLE.sub(lambda m: f"{m[1]}<h1>{title}</h1>{body}{m[3]}", frame, count=1)
    html = re.sub(r"<title>.*?</title>", f"<title>{title}: the whole chapter</title>", html, count=1, flags=re.S)
    html = re.sub(r'<link rel="canonical"[^>]*>|<meta property="og:[^>]*>|<meta name="description"[^>]*>', "", html)
    html = TOC.sub("", html, count=1)
    return html.replace("<head>", '<head><meta name="robots" content="noindex">', 1)


def section(rule: Rule, site: Path) -> str:
    """A rule as a section: its headings one level down, its addresses its own among the others'."""
    match = ARTICLE.search((site / rule.address / "index.html").read_text("utf-8"))
    html = ONLY_ONCE.sub("", match[2]) if match else ""
    html = re.sub(r"(</?h)([1-5])\b", lambda m: f"{m[1]}{int(m[2]) + 1}", html)
    html = re.sub(r'(\s(?:id|for)=")([^"]+)"', rf'\1{rule.slug}--\2"', html)
    return f'<section id="{rule.slug}">{own_addresses(html, rule)}</section>'


def own_addresses(html: str, rule: Rule) -> str:
    """Links within a rule's page, as they are among the others'."""
    return re.sub(r'(\shref="#)([^"]+)"', rf'\1{rule.slug}--\2"', html)
