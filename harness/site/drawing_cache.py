"""What was drawn for the site, kept under `.cache/drawn/`: a file for each drawing, with the state it was drawn from.

While MkDocs builds, drawings are remembered, from `begin` to `end`. Zensical, which calls no hooks, draws everything
each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from harness.cache import digest, keep, load
from harness.project import Project
from harness.site.build_state import BuildState

T = TypeVar("T")

_states: BuildState | None = None


def begin(project: Project) -> BuildState:
    """Start to remember. Files are read once in a build, and taken to stay as they are until its end."""
    global _states
    _states = BuildState(project)
    return _states


def end() -> None:
    """Remember nothing from here on."""
    global _states
    _states = None


def remembered(
    page: str,
    name: str,
    state: Callable[[BuildState], str],
    make: Callable[[], T],
    good: Callable[[T], bool] = lambda _: True,
) -> T:
    """What `make` returns, made once for a state. It has to go to JSON and back. What isn't `good` is made each time.

    `page`: where it is drawn, from docs/. `name`: what it is on that page.
    """
    if _states is None:
        return make()
    file = _states.project.cache.parent / "drawn" / page / f"{digest([name])[:16]}.json"
    key = state(_states)
    known: T | None = load(file, key)
    if known is not None:
        return known
    made = make()
    if good(made):
        keep(file, key, made)
    return made
