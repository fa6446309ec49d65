"""What was drawn for the site, kept under `.cache/drawn/`: a file for each page, and in it each drawing with its state.

While MkDocs builds, drawings are remembered from `begin` to `end`, and in memory from one build to the next while the
site is served. Zensical, which calls no hooks, draws everything each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from harness.cache import write_whole
from harness.project import Project
from harness.site.states import States

T = TypeVar("T")


class DrawingCache:
    """The drawings of a project."""

    def __init__(self, project: Project) -> None:
        self.states = States(project)
        self._folder = project.cache.parent / "drawn"
        self._kept: dict[str, dict[str, tuple[str, Any]]] = {}
        """By page and name of the drawing: its state, and what was drawn."""
        self._changed: set[str] = set()

    def remembered(self, page: str, name: str, state: str, make: Callable[[], T], good: Callable[[T], bool]) -> T:
        drawings = self._drawings(page)
        known = drawings.get(name)
        if known and known[0] == state:
            found: T = known[1]
            return found
        made = make()
        if good(made):
            drawings[name] = (state, made)
            self._changed.add(page)
        return made

    def _drawings(self, page: str) -> dict[str, tuple[str, Any]]:
        if page not in self._kept:
            try:
                stored = json.loads(self._file(page).read_text("utf-8"))
                self._kept[page] = {name: (state, made) for name, (state, made) in stored.items()}
            except (OSError, ValueError, TypeError, AttributeError):
                self._kept[page] = {}
        return self._kept[page]

    def _file(self, page: str) -> Path:
        return self._folder / f"{page}.json"

    def save(self) -> None:
        for page in self._changed:
            write_whole(self._file(page), json.dumps(self._kept[page], ensure_ascii=False))
        self._changed.clear()


_caches: dict[Project, DrawingCache] = {}
_cache: DrawingCache | None = None


def begin(project: Project) -> States:
    """Start to remember. States are read once in a build, and taken to stay until its end."""
    global _cache
    _cache = _caches.setdefault(project, DrawingCache(project))
    _cache.states = States(project)
    return _cache.states


def end() -> None:
    """Write down what was drawn, and remember nothing from here on."""
    global _cache
    if _cache is not None:
        _cache.save()
    _cache = None


def remembered(
    page: str,
    name: str,
    state: Callable[[States], str],
    make: Callable[[], T],
    good: Callable[[T], bool] = lambda _: True,
) -> T:
    """What `make` returns, made once for a state. It has to go to JSON and back. What isn't `good` is made each time.

    `page`: where it is drawn, from docs/. `name`: what it is on that page.
    """
    cache = _cache
    if cache is None:
        return make()
    return cache.remembered(page, name, state(cache.states), make, good)
