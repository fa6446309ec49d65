"""The site while it is being written: which pages a change has made stale, and what the author sees in the terminal.

`make serve` runs `mkdocs serve --dirty`, which asks each page whether it was modified. Here a page is, if anything
that it is made from has changed since it was drawn (`page_state`), its place in the menu included.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from harness.cache import digest
from harness.checking.checked_rule import checked_rules
from harness.checking.project_state import content, contents
from harness.drawing import labs
from harness.project import Project
from harness.reading import lab_text
from harness.reading.pages import reading_order
from harness.running import transcripts
from harness.running.environments import CannotRun
from harness.site.build_state import BuildState
from harness.site.directives import page_state
from harness.site.directives.files import checked_transcript
from harness.text import counted

SERVING = "GUIDE_SERVING"
"""Set by `make serve`: an error is drawn into its page and printed in the terminal, and doesn't end the server."""

PROGRESS_SECONDS = 5.0


def is_serving() -> bool:
    return bool(os.environ.get(SERVING))


class ServedSite:
    """What the pages of this process looked like when they were drawn."""

    def __init__(self) -> None:
        self.stale: set[str] = set()
        """The pages that this build draws, from docs/."""
        self.failed: set[str] = set()
        """Those of them with something wrong. They are drawn, and reported, with every build."""
        self._states: dict[str, str] = {}
        self._drawn_as: dict[str, str] = {}
        self._done = 0
        self._started = self._reported = 0.0

    def begin(self, project: Project, states: BuildState) -> None:
        """Find out what is stale."""
        self._started = self._reported = time.monotonic()
        self._states = served_states(project, states)
        self.stale = {name for name, state in self._states.items() if self._drawn_as.get(name) != state}
        self.failed = set()
        self._done = 0
        if not self._drawn_as:
            say(f"Drawing {counted(len(self.stale), 'page')}. Snippets run before, the first time and after changes.")
            with suppress(CannotRun):  # each page says why
                checked_rules(project)  # all at once, on all processors
                say(f"  ran the snippets ({self._seconds})")
            # Pages are drawn on one processor: another has time for these.
            Thread(target=check_transcripts, args=[project], daemon=True).start()

    def drew(self, page: str) -> None:
        """Count a page, and say how far the build is if it takes long."""
        self._done += 1
        if time.monotonic() - self._reported > PROGRESS_SECONDS:
            self._reported = time.monotonic()
            say(f"  {self._done} of {counted(len(self.stale), 'page')} ({self._seconds})")

    def end(self, project: Project, address: str) -> None:
        """Remember how the pages were drawn, and say that they are. Labs run now, behind the server."""
        if any(labs.stored(path, project) is None for path in lab_text.labs(project)):
            labs.run_behind(project)
        if not self._drawn_as:
            say(f"Ready: {address} ({self._seconds}). Pages redraw as you edit them, their snippets, or the harness.")
        elif self.stale:
            some = ", ".join(sorted(self.stale)[:3])
            rest = f" and {len(self.stale) - 3} more" if len(self.stale) > 3 else ""
            say(f"Redrawn: {some}{rest} ({self._seconds})")
        self._drawn_as = {name: state for name, state in self._states.items() if name not in self.failed}

    @property
    def _seconds(self) -> str:
        return f"{time.monotonic() - self._started:.1f} s"


def check_transcripts(project: Project) -> None:
    for path in transcripts.transcripts(project):
        checked_transcript(path, project)


def served_states(project: Project, states: BuildState) -> dict[str, str]:
    """By page, what it and the menu around it are made from."""
    order = reading_order(project)
    theme = digest([content(project.root / "mkdocs.yml"), contents(project.root / "theme").digest])
    found = {}
    for at, page in enumerate(order):
        near = [each for each in order if each.folder in ("", page.folder)] + order[max(at - 1, 0) : at + 2]
        menu = [f"{each.name} {each.front_matter.get('title')} {each.title}" for each in near]
        found[page.name] = digest([theme, page_state(page, states), *menu])
    return found


def guarded(build: Callable[[], None]) -> Callable[[], None]:
    """A build that doesn't stop the server: after an exception MkDocs would answer no request until the next build."""

    def builder() -> None:
        try:
            build()
        except Exception as error:
            say(f"The site was not redrawn: {type(error).__name__}: {error}")

    return builder


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


served = ServedSite()
"""The site that this process serves."""
