"""What MkDocs calls while it builds. What is no page is `finish`'s, which other builders have as a command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.plugins import CombinedEvent, event_priority

from harness.project import Project
from harness.site import drawing_cache
from harness.site.finish_site import finish

LISTING = re.compile(r"<pre\b.*?</pre>", re.S)

_whole: dict[str, str] = {}
"""Pages as they are shown, by address, while the search plugin has another."""


def on_pre_build(config: Any) -> None:
    drawing_cache.begin(Project.load(Path(config.config_file_path).parent))


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


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """After the plugins, whose files `finish` looks for."""
    project = Project.load(Path(config.config_file_path).parent)
    finish(project, Path(config.site_dir), config.site_name, config.site_description, config.site_url or "")
    drawing_cache.end()


def on_build_error(error: Exception) -> None:
    drawing_cache.end(keep=False)
