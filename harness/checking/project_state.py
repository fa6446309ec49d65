"""The state of the guide's files, as short texts: while a text stays the same, so does what is made from the files.

What passed before is kept by the state of a rule's folder; what was drawn, by the states of what it was drawn from.
A file is hashed again only if its modification time, size or inode has changed, so that a rebuild while the site is
served costs a `stat` for each file.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from harness.cache import digest, once_per_state
from harness.project import Project
from harness.running.environments import CannotRun, Target
from harness.running.interpreters import interpreter, own_interpreter
from harness.running.outcome_cache import database_fingerprint


class Contents(NamedTuple):
    """The files of a folder, and what stands for their names and bytes."""

    files: frozenset[str]
    digest: str


@once_per_state
def digest_of(path: str) -> str:
    """Stands for a file's bytes; empty if it can't be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def content(path: Path | str) -> str:
    """Stands for a file's name and bytes; empty if there is none."""
    known = digest_of(os.fspath(path))
    return f"{os.fspath(path)} {known}" if known else ""


def contents(folder: Path, rules: bool = True) -> Contents:
    """The files of a folder and of the folders in it. Without `rules`, of the latter only those named `_...`."""
    files: list[str] = []
    for place, folders, names in os.walk(folder):
        is_top = place == os.fspath(folder)
        folders[:] = sorted(
            name for name in folders if name != "__pycache__" and (rules or not is_top or name.startswith(("_", ".")))
        )
        files += [f"{place}/{name}" for name in sorted(names)]
    return Contents(frozenset(files), digest(content(file) or unreadable(file) for file in files))


def unreadable(file: str) -> str:
    """Never the same for a file that is there and can't be read; empty for a link to nowhere, as an editor leaves."""
    return os.urandom(16).hex() if os.path.exists(file) else ""


class ProjectState:
    """The states of a project in some environments. `code` stands for the code that uses them: see `cache.code_of`."""

    def __init__(self, project: Project, targets: tuple[Target, ...], code: str) -> None:
        self.project = project
        self._targets = targets
        self._code = code
        self._chapters: dict[Path, Contents] = {}

    @cached_property
    def shared(self) -> str:
        """What every rule depends on: code, settings, locks, interpreters, databases, modules that snippets share.

        Empty if an environment is missing, since nothing can be known then.
        """
        project = self.project
        try:
            runtimes = [f"{t} {interpreter(project, t).fingerprint} {database_fingerprint(t)}" for t in self._targets]
        except CannotRun:
            return ""
        files = [project.root / "pyproject.toml", *sorted(project.locks.glob("*.txt")), *self.modules]
        return digest([self._code, own_interpreter().fingerprint, *runtimes, *map(content, files)])

    @cached_property
    def modules(self) -> list[Path]:
        """The modules that all snippets share."""
        return sorted(self.project.snippets.glob("*.py"))

    def chapter(self, folder: Path) -> Contents:
        """What the rules of a chapter share: the files beside their folders."""
        if folder not in self._chapters:
            self._chapters[folder] = contents(folder, rules=False)
        return self._chapters[folder]

    def rule(self, folder: Path, its: Contents) -> str:
        """A rule whose folder has these contents; empty if an environment is missing."""
        return digest([self.shared, its.digest, self.chapter(folder.parent).digest]) if self.shared else ""
