"""What passed before: a check whose dependencies are unchanged passes again, and no snippet is read for it.

A folder of snippets has a file under `.cache/passed/`, valid for one state of the folder. An item that passed did so
with certain outcomes, and passes as long as their files in the cache are the same. What failed is never kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from harness.cache import Stamp, digest, keep, load, stamp
from harness.checking.project_state import ProjectState, contents
from harness.project import Project
from harness.running.environments import Target
from harness.running.worker import CONDITIONS


@dataclass
class Record:
    """What is known about a folder in one state."""

    sound: bool = False
    """Nothing is wrong with the folder as a whole."""
    databases: dict[str, list[str]] = field(default_factory=dict)
    """Which databases a snippet runs on, by its file's name."""
    passed: dict[str, dict[str, Stamp]] = field(default_factory=dict)
    """By item: the files of the outcomes that it passed with."""


class PassedChecks:
    """What passed in the folders of a project, in some environments. `code` stands for the code that checks: `code_of`.

    With `trusting`, what passed before counts. Otherwise everything is checked again, and kept.
    """

    def __init__(self, project: Project, targets: tuple[Target, ...], code: str, trusting: bool = True) -> None:
        self.project = project
        self.trusting = trusting
        # A module in the project's root may have the name of one beside a snippet.
        names = sorted(name for name in os.listdir(project.root) if not name.startswith("."))
        self.state = ProjectState(project, targets, digest([code, *names]))
        selection = digest([*map(str, targets), os.environ.get(CONDITIONS, "")])[:12]
        self.place = project.cache.parent / "passed" / selection
        self._folders: dict[Path, Folder] = {}

    def of(self, path: Path) -> Folder:
        """What is known about a rule's folder."""
        if path not in self._folders:
            self._folders[path] = Folder(self, path)
        return self._folders[path]

    def save(self) -> None:
        """Keep what this session found out."""
        for folder in self._folders.values():
            folder.save()


class Folder:
    """A folder of snippets: what is known about it, and what this session finds out."""

    def __init__(self, checks: PassedChecks, path: Path) -> None:
        self._checks = checks
        self._path = path
        self._contents = contents(path)
        self._state = checks.state.rule(path, self._contents)
        self._file = checks.place / f"{path.relative_to(checks.project.snippets).as_posix()}.json"
        self.known = self._stored() if checks.trusting else Record()
        self.found = Record()
        self._checked: set[str] = set()

    def _stored(self) -> Record:
        try:
            return Record(**load(self._file, self._state) or {})
        except TypeError:
            return Record()

    def passed(self, item: str) -> bool:
        """Whether an item passed with the outcomes that are in the cache now."""
        outcomes = self.known.passed.get(item)
        cache = self._checks.project.cache
        return outcomes is not None and all(stamp(f"{cache}/{name}") == known for name, known in outcomes.items())

    def note(self, item: str, passed: bool, outcomes: dict[str, Stamp], read: Iterable[str] = ()) -> None:
        """Remember how an item went, with which outcomes, and which of the project's files these had read.

        If one of these files isn't covered by the folder's state, such as another rule's, nothing is kept.
        """
        self._checked.add(item)
        state, root = self._checks.state, self._checks.project.root
        covered = self._contents.files | state.chapter(self._path.parent).files | set(map(str, state.modules))
        if passed and all(str(root / name) in covered for name in read):
            self.found.passed[item] = outcomes

    def save(self) -> None:
        """Keep what was found out, unless the folder has changed meanwhile. What failed is forgotten."""
        nothing_new = self.found == Record() and not self._checked & self.known.passed.keys()
        if nothing_new or not self._state or contents(self._path) != self._contents:
            return
        known = self._stored()  # by now another process may have kept some
        passed = {item: outcomes for item, outcomes in known.passed.items() if item not in self._checked}
        sound = known.sound or self.found.sound
        merged = Record(sound, known.databases | self.found.databases, passed | self.found.passed)
        if merged != known:
            keep(self._file, self._state, asdict(merged))
