"""The state of a folder of snippets: a text that stands for everything that checking or drawing it depends on.

That is the content of its files, of what its chapter shares, of what all snippets share (the modules in `snippets/`,
settings, locks, interpreters), and the code that checks or draws.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from harness.cache import digest
from harness.project import Project
from harness.running.environments import CannotRun, Target
from harness.running.interpreters import interpreter, own_interpreter
from harness.running.outcome_cache import database_fingerprint


class Contents(NamedTuple):
    """The files of a folder, and what stands for their names and content."""

    files: frozenset[str]
    digest: str


class FolderStates:
    """The states of a project's folders in some environments, for code that `code` stands for: see `cache.code_of`."""

    def __init__(self, project: Project, targets: tuple[Target, ...], code: str) -> None:
        self.project = project
        self.targets = targets
        self.code = code
        self._chapters: dict[Path, Contents] = {}

    def state(self, rule: Path, content: Contents) -> str:
        """The state of a rule's folder with this content; empty if an environment is missing: then nothing is known."""
        return digest([self.shared, content.digest, self.chapter(rule.parent).digest]) if self.shared else ""

    def chapter(self, chapter: Path) -> Contents:
        """What the rules of a chapter share: the files beside their folders."""
        if chapter not in self._chapters:
            self._chapters[chapter] = contents(chapter, rules=False)
        return self._chapters[chapter]

    @cached_property
    def shared(self) -> str:
        """The state of what all folders depend on; empty if an environment is missing."""
        project, root = self.project, self.project.root
        try:
            runtimes = [
                f"{target} {interpreter(project, target).fingerprint} {database_fingerprint(target)}"
                for target in self.targets
            ]
        except CannotRun:
            return ""
        files = [root / "pyproject.toml", *sorted(project.locks.glob("*.txt")), *self.modules]
        texts = [f"{file} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files if file.is_file()]
        # A module in the root may have the name of one beside a snippet.
        names = sorted(name for name in os.listdir(root) if not name.startswith("."))
        return digest([self.code, own_interpreter().fingerprint, *runtimes, *texts, *names])

    @cached_property
    def modules(self) -> list[Path]:
        """The modules that all snippets share."""
        return sorted(self.project.snippets.glob("*.py"))


def contents(folder: Path, rules: bool = True) -> Contents:
    """The files in a folder and its folders. Without `rules`, folders directly in it count only if named `_...`."""
    files, total = [], hashlib.sha256()
    waiting = [os.fspath(folder)]
    while waiting:
        place = waiting.pop()
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
            if entry.is_dir():
                is_rule = place == os.fspath(folder) and not entry.name.startswith(("_", "."))
                if entry.name != "__pycache__" and (rules or not is_rule):
                    waiting.append(entry.path)
                continue
            files.append(entry.path)
            try:
                content = Path(entry.path).read_bytes()
            except OSError:  # gone, or not for this user to read: never the same
                content = os.urandom(16)
            total.update(f"{entry.path} {len(content)}\n".encode())
            total.update(content)
    return Contents(frozenset(files), total.hexdigest())
