"""What MkDocs calls while it builds and serves. What isn't a page is up to `finish_site`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from mkdocs.plugins import CombinedEvent, event_priority

from harness.project import Project
from harness.reading.pages import page_at
from harness.site import drawing_cache
from harness.site.finish_site import finish
from harness.site.serving import guarded, is_serving, served

LISTING = re.compile(r"<pre\b.*?</pre>", re.S)

_whole: dict[str, str] = {}
"""Pages as they are shown, by address, while the search plugin has another."""


def project_of(config: Any) -> Project:
    return Project.load(Path(config.config_file_path).parent)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    server.builder = guarded(server.builder)
    return server


def on_pre_build(config: Any) -> None:
    project = project_of(config)
    states = drawing_cache.begin(project)
    if is_serving():
        served.begin(project, states)


def on_files(files: Any, config: Any) -> None:
    """Have a page be modified if it is stale, whatever its file's time."""
    if is_serving():
        for file in files.documentation_pages():
            file.is_modified = lambda name=file.src_uri: name in served.stale


def on_nav(nav: Any, config: Any, files: Any) -> None:
    """Name the pages that this build leaves as they are: MkDocs takes titles from the text, which it doesn't read."""
    if is_serving():
        for page in nav.pages:
            if page.file.src_uri not in served.stale:
                own = page_at(Path(page.file.abs_src_path), project_of(config))
                page.meta = own.front_matter
                page.title = own.front_matter.get("title") or own.title


def on_env(env: Any, config: Any, files: Any) -> None:
    """Leave out the blank lines around the theme's tags, a fifth of a page, and keep its templates compiled.

    MkDocs compiles them for each build, as slow as several pages.
    """
    env.trim_blocks = env.lstrip_blocks = True
    folder = project_of(config).cache.parent / "trimmed_templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def on_page_content(html: str, page: Any, config: Any, files: Any) -> None:
    if is_serving():
        served.drew(page.file.src_uri)


@event_priority(100)
def _without_listings(context: Any, page: Any, config: Any, nav: Any) -> None:
    """Before the search plugin takes a page apart: without listings, most of the HTML, which the index leaves out."""
    _whole[page.url] = page.content
    page.content = LISTING.sub(" ", page.content)


@event_priority(-100)
def _whole_again(context: Any, page: Any, config: Any, nav: Any) -> None:
    """After it: the page as it is shown."""
    page.content = _whole.pop(page.url)


on_page_context = CombinedEvent(_without_listings, _whole_again)


@event_priority(100)
def _without_stale_entries(config: Any) -> None:
    """Before the search plugin adds the previous build's entries: drop those of all pages of this build, not of one."""
    search = config.plugins["material/search"]
    if is_serving() and search.search_index_prev:
        drawn = {location(entry) for entry in search.search_index.entries}
        previous = search.search_index_prev
        previous.entries = [entry for entry in previous.entries if location(entry) not in drawn]


def location(entry: Any) -> str:
    """The page of an entry of the search index."""
    return str(entry["location"]).partition("#")[0]


@event_priority(-100)
def _finish(config: Any) -> None:
    """After the plugins, whose files `finish` looks for."""
    project = project_of(config)
    finish(project, Path(config.site_dir), config.site_name, config.site_description, config.site_url or "")
    drawing_cache.end()
    if is_serving():
        served.end(project, config.site_url)


on_post_build = CombinedEvent(_without_stale_entries, _finish)


def on_build_error(error: Exception) -> None:
    drawing_cache.end()
