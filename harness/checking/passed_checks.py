"""What passed before, with all that it depended on: a check of what has not changed since reads no snippet again.

A folder of snippets has a record under `.cache/verdicts/`. It holds for one state of the folder: the content of its files, of
what its chapter shares, and of what all share (the modules in `snippets/`, the harness, settings, locks, interpreters). An item that passed did
so with certain outcomes, and is known to pass as long as their files in the cache are the ones it passed with. What fails is
never kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from harness.cache import digest, write_whole
from harness.project import HARNESS, Project
from harness.running.environments import CannotRun, Target
from harness.running.interpreters import interpreter, own_interpreter
from harness.running.outcome_cache import database_fingerprint
from harness.running.worker import CONDITIONS

Stamp = list[int]
"""Time, size and number of a file: another file, or another content, has another."""


@dataclass
class Record:
    """What is known of a folder in one state."""

    state: str = ""
    sound: bool = False
    """Nothing is wrong with the folder as a whole."""
    databases: dict[str, list[str]] = field(default_factory=dict)
    """Which databases a snippet runs on, by the file's name."""
    passed: dict[str, dict[str, Stamp]] = field(default_factory=dict)
    """By item: the outcomes' files that it passed with."""


class Folder:
    """A folder of snippets: what is known of it, and what this session finds out."""

    def __init__(self, verdicts: Verdicts, path: Path) -> None:
        self.verdicts = verdicts
        self.path = path
        self.stamps, content = contents(path)
        self.beside, content_beside = verdicts.beside(path.parent)
        self.state = digest([verdicts.shared, content, content_beside]) if verdicts.shared else ""
        self.known = self._stored() if verdicts.trusting else Record(self.state)
        self.found = Record(self.state)
        self.checked: set[str] = set()

    @cached_property
    def file(self) -> Path:
        name = self.path.relative_to(self.verdicts.project.snippets).as_posix()
        return self.verdicts.project.cache.parent / "verdicts" / self.verdicts.selection / f"{name}.json"

    def _stored(self) -> Record:
        try:
            record = Record(**json.loads(self.file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return Record(self.state)
        return record if self.state and record.state == self.state else Record(self.state)

    def passed(self, item: str) -> bool:
        """Whether an item passed with the outcomes that are in the cache now."""
        outcomes = self.known.passed.get(item)
        cache = self.verdicts.project.cache
        return outcomes is not None and all(stamp(f"{cache}/{name}") == known for name, known in outcomes.items())

    def note(self, item: str, passed: bool, outcomes: dict[str, Stamp], read: Iterable[str] = ()) -> None:
        """Remember how an item was decided, by which outcomes, and which of the project's files these had read.

        An outcome that depends on another rule's file is none that the state of this folder can vouch for.
        """
        self.checked.add(item)
        if passed and all(name in self.covered for name in read):
            self.found.passed[item] = outcomes

    @cached_property
    def covered(self) -> set[str]:
        """The files of the project that the state is of, by path from the root."""
        root = len(str(self.verdicts.project.root)) + 1
        return self.verdicts.shared_files | {path[root:] for path in [*self.stamps, *self.beside]}

    def save(self) -> None:
        """Write down what was found out, unless the folder has changed meanwhile. What failed is forgotten."""
        nothing_new = self.found == Record(self.state) and not self.checked & self.known.passed.keys()
        if nothing_new or not self.state or contents(self.path)[0] != self.stamps:
            return
        if contents(self.path.parent, rules=False)[0] != self.beside:
            return
        known = self._stored()
        kept = {item: outcomes for item, outcomes in known.passed.items() if item not in self.checked}
        merged = Record(
            self.state,
            known.sound or self.found.sound,
            known.databases | self.found.databases,
            kept | self.found.passed,
        )
        if merged != known:
            write_whole(self.file, json.dumps(asdict(merged)))


class Verdicts:
    """The folders of a project, checked in some environments."""

    def __init__(self, project: Project, targets: tuple[Target, ...], trusting: bool = True) -> None:
        """`trusting`: what is on record counts; otherwise it is only written anew."""
        self.project = project
        self.targets = targets
        self.trusting = trusting
        self.folders: dict[Path, Folder] = {}
        self.chapters: dict[Path, tuple[dict[str, Stamp | None], str]] = {}
        self.selection = digest([*map(str, targets), os.environ.get(CONDITIONS, "")])[:12]

    @cached_property
    def shared(self) -> str:
        """The state of all that every folder's checks depend on. Empty where an environment is missing: nothing is known then."""
        return self._shared()

    def _shared(self) -> str:
        try:
            runtimes = [
                f"{target} {interpreter(self.project, target).fingerprint} {database_fingerprint(target)}"
                for target in self.targets
            ]
        except CannotRun:
            return ""
        root = self.project.root
        files = [
            *sorted(HARNESS.rglob("*.py")),
            root / "pyproject.toml",
            *sorted(self.project.locks.glob("*.txt")),
            *sorted(self.project.snippets.glob("*.py")),
        ]
        # A module that an import could find in place of a rule's own.
        beside = sorted(name for name in os.listdir(root) if not name.startswith("."))
        contents = [f"{file} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files if file.is_file()]
        return digest([own_interpreter().fingerprint, os.environ.get(CONDITIONS, ""), *runtimes, *beside, *contents])

    @cached_property
    def shared_files(self) -> set[str]:
        """The project's files that `shared` covers, by path from the root."""
        return {self.project.relative(path) for path in self.project.snippets.glob("*.py")}

    def beside(self, chapter: Path) -> tuple[dict[str, Stamp | None], str]:
        """What the rules of a chapter share: the files beside their folders."""
        if chapter not in self.chapters:
            self.chapters[chapter] = contents(chapter, rules=False)
        return self.chapters[chapter]

    def of(self, path: Path) -> Folder:
        if path not in self.folders:
            self.folders[path] = Folder(self, path)
        return self.folders[path]

    def save(self) -> None:
        """Keep what this session found out, unless what all share has changed meanwhile."""
        if any(folder.checked for folder in self.folders.values()) and self._shared() == self.shared:
            for folder in self.folders.values():
                folder.save()


def contents(folder: Path, rules: bool = True) -> tuple[dict[str, Stamp | None], str]:
    """The files of a folder with their stamps, and a digest of their names and content; `rules`: those of all folders in it.

    A folder in it is a rule's unless its name starts with `_` or a dot.
    """
    stamps, total = {}, hashlib.sha256()
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.is_dir():
                is_rule = os.path.dirname(entry.path) == os.fspath(folder) and not entry.name.startswith(("_", "."))
                if entry.name != "__pycache__" and (rules or not is_rule):
                    waiting.append(entry.path)
                continue
            stamps[entry.path] = stamp(entry.path)
            try:
                with open(entry.path, "rb") as file:
                    content = file.read()
            except OSError:  # gone, or not for this user to read: never the same
                content = os.urandom(16)
            total.update(f"{entry.path} {len(content)}\n".encode())
            total.update(content)
    return stamps, total.hexdigest()


def stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return [found.st_mtime_ns, found.st_size, found.st_ino]
