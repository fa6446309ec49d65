"""Other processes: nothing is counted or shown in those that a snippet starts, and the others are not its own."""

from __future__ import annotations

import os
from typing import Any

from harness.recording.guard import Handlers, Refuse

STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile")
FORKS = ("os.fork", "os.forkpty")
STARTERS = ("popen_spawn_posix", "popen_spawn_win32", "popen_forkserver", "resource_tracker")
"""Modules of `multiprocessing` that start an interpreter, which has no audit event. Importing one is the sign."""


class Processes:
    """Refuses to start processes, and to signal those of others."""

    def __init__(self, refuse: Refuse) -> None:
        self._refuse = refuse
        self.handlers: Handlers = dict.fromkeys(STARTS, self._started) | dict.fromkeys(FORKS, self._forked)
        self.handlers |= {"os.kill": self._signals, "os.killpg": self._signals_group}

    def check_import(self, module: str) -> None:
        """Refuse a module that starts a process."""
        package, _, rest = module.partition(".")
        if package == "multiprocessing" and rest in STARTERS:
            self._started((module,))

    def _started(self, arguments: tuple[Any, ...]) -> None:
        self._refuse(f"starts another program, which nothing watches: {arguments[0]}")

    def _forked(self, _arguments: tuple[Any, ...]) -> None:
        self._refuse("forked a process, which nothing watches")

    def _signals(self, arguments: tuple[Any, ...]) -> None:
        if arguments[0] != os.getpid():
            self._refuse(f"sends a signal to process {arguments[0]}, which is not its own")

    def _signals_group(self, arguments: tuple[Any, ...]) -> None:
        if arguments[0] not in (0, os.getpgid(0)):
            self._refuse(f"sends a signal to process group {arguments[0]}, which is not its own")
