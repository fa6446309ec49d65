"""What drawings are made from, as short texts: while a text stays the same, so does what it stands for.

Contents are hashed again only if a file's modification time, size or inode has changed, so that a rebuild while the
site is served costs a `stat` for each file.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path

from harness.cache import code_of, digest
from harness.project import Project
from harness.reading.pages import pages, rule_titles
from harness.reading.rules import Rule, rules
from harness.running.environments import CannotRun, targets
from harness.running.interpreters import interpreter, own_interpreter
from harness.running.outcome_cache import database_fingerprint

_hashes: dict[str, tuple[tuple[int, int, int], str]] = {}


def content(path: Path | str) -> str:
    """Stands for a file's name and bytes; empty if there is none."""
    key = os.fspath(path)
    try:
        stat = os.stat(key)
        stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        known = _hashes.get(key)
        if known is None or known[0] != stamp:
            with open(key, "rb") as file:
                known = _hashes[key] = (stamp, hashlib.sha256(file.read()).hexdigest())
    except OSError:
        return ""
    return f"{key} {known[1]}"


def contents(folder: Path) -> str:
    """Stands for the files of a folder and of the folders in it."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [content(f"{place}/{name}") for name in sorted(names)]
    return digest(found)


class States:
    """The project as it is while one build lasts. Each state is computed when it is first asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.pages: dict[str, str] = {}
        """The states of pages, by name, as `page_state` computes them."""
        self.values: dict[str, str] = {}
        """What values are computed from, by their text, as `values.reads` has it."""
        self._rules: dict[Rule, str] = {}
        self._chapters: dict[Path, str] = {}

    @cached_property
    def shared(self) -> str:
        """What every drawing is made from: the harness, the environments, and what all snippets share.

        Changes with every build if an environment is missing, since nothing can be known then.
        """
        first = {target.database: target for target in reversed(targets(self.project))}.values()
        try:
            ran = [f"{t} {interpreter(self.project, t).fingerprint} {database_fingerprint(t)}" for t in first]
        except CannotRun:
            ran = [os.urandom(16).hex()]
        root = self.project.root
        files = [root / "pyproject.toml", *sorted(self.project.locks.glob("*.txt"))]
        files += sorted(self.project.snippets.glob("*.py"))
        return digest([code_of("harness.site.extension"), own_interpreter().fingerprint, *ran, *map(content, files)])

    def rule(self, rule: Rule) -> str:
        """A rule: its folder, what its chapter shares, and what its snippets did in other environments."""
        if rule not in self._rules:
            self._rules[rule] = digest([self.shared, contents(rule.folder), self._chapter(rule.folder.parent)])
        return self._rules[rule]

    def _chapter(self, folder: Path) -> str:
        if folder not in self._chapters:
            beside = [content(path) for path in sorted(folder.iterdir()) if path.is_file()]
            records = self.project.root / "outcomes"
            recorded = [content(records / place / f"{folder.name}.txt") for place in ("", "types")]
            self._chapters[folder] = digest([*beside, *recorded])
        return self._chapters[folder]

    @cached_property
    def rules(self) -> str:
        """All rules."""
        return digest([self.shared, *map(self.rule, rules(self.project))])

    @cached_property
    def titles(self) -> str:
        """The pages that draw rules: their order, titles and descriptions."""
        return digest(f"{name} {title}" for name, title in rule_titles(self.project).items())

    @cached_property
    def guide(self) -> str:
        """All rules and all pages."""
        return digest([self.rules, self.titles, *(content(page.path) for page in pages(self.project))])
