"""The files that a snippet writes, which must be in its working directory, and those that its outcome depends on."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from importlib.util import source_from_cache
from typing import Any

from harness.recording.guard import Handlers, Refuse
from harness.recording.program import HARNESS, Program, in_project

CHANGES = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod", "os.utime",
    "shutil.rmtree",
)  # fmt: skip
OPENING = re.compile(r"\s*(ATTACH|VACUUM)\b", re.I)
"""Statements of SQLite that open or write a file."""
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")

_shared: set[str] = set()
"""The project's files that were imported before the fork."""


def prepare(project: str) -> None:
    """Find out once which files of the project all snippets share. Going through all modules is slow."""
    root = os.path.join(project, "")
    names = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    _shared.update(name for name in names if name and in_project(name, root))


class Files:
    """The files of one run."""

    def __init__(self, program: Program, refuse: Refuse) -> None:
        self._program = program
        self._refuse = refuse
        self._folder = os.path.join(os.path.realpath(os.getcwd()), "")
        self._read: set[str] = set()
        self.handlers: Handlers = dict.fromkeys(CHANGES, self._changed) | {
            "open": self._opened, "sqlite3.connect": lambda arguments: self._check_database(arguments[0]),
        }  # fmt: skip

    def may_write(self, name: str) -> bool:
        """Whether a path leads into the working directory that the snippet started in, or to nowhere."""
        return name == os.devnull or os.path.join(os.path.realpath(name), "").startswith(self._folder)

    def used(self) -> set[str]:
        """The project's files that the run opened or found imported, without the snippet itself."""
        names = set(_shared)
        for name in self._read:
            try:
                names.add(source_from_cache(name) if name.endswith(".pyc") else name)
            except ValueError:  # not in a __pycache__
                continue
        return {n for n in names if n != self._program.path and not n.startswith(HARNESS) and os.path.isfile(n)}

    def check_sql(self, sql: str, sets: Sequence[Any]) -> None:
        """Look at the files that a statement of SQLite opens."""
        if OPENING.match(sql):
            quoted = [text for pair in QUOTED.findall(sql) for text in pair]
            given = [value for one in sets for value in (one.values() if isinstance(one, dict) else one)]
            for name in [*quoted, *given]:
                self._check_database(name)

    def _check_database(self, name: Any) -> None:
        if not isinstance(name, str | bytes | os.PathLike):
            return
        path = os.fsdecode(name)
        if path.startswith("file:"):
            path = path.removeprefix("file:").partition("?")[0]
        if path not in ("", ":memory:") and not self.may_write(path):
            self._refuse(f"opens the database {self._shown(path)}: a snippet writes into its working directory only")

    def _opened(self, arguments: tuple[Any, ...]) -> None:
        name, _mode, flags = arguments
        if not isinstance(name, str | bytes):
            return
        path = os.path.abspath(os.fsdecode(name))
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and not self.may_write(path):
            self._refuse(f"wrote to {self._shown(path)}: a snippet writes into its working directory only")
        if self._program.is_projects(path):
            self._read.add(path)

    def _changed(self, arguments: tuple[Any, ...]) -> None:
        # Beside the descriptor of an open directory, a path is relative to that: `shutil.rmtree` removes files so.
        relative = any(isinstance(n, int) and n >= 0 and not isinstance(n, bool) for n in arguments)
        for name in arguments[:2]:
            if isinstance(name, str | bytes) and not (relative and not os.path.isabs(name)):
                path = os.path.abspath(os.fsdecode(name))
                if not self.may_write(path):
                    self._refuse(f"changes {self._shown(path)}: a snippet writes into its working directory only")

    def _shown(self, path: str) -> str:
        return os.path.abspath(path).removeprefix(self._program.project)
