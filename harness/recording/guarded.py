"""Record a snippet in a process of its own: the recording core with a guard around it.

`prepare` runs once, before the first fork; `record_guarded` runs once in each process. The guard is an audit hook and a
look at what was left at the end.
"""

from __future__ import annotations

import sys
from typing import Any

from harness.recording import postgresql_drivers, recorder
from harness.recording.guard import Handlers, files
from harness.recording.guard.files import Files
from harness.recording.guard.leftovers import Leftovers
from harness.recording.guard.network import Network
from harness.recording.guard.processes import Processes
from harness.recording.recorded import Recorded
from harness.recording.recorder import Recorder, record

THREAD_GRACE = 0.5
"""Seconds that threads have to end after the snippet's last line."""


def prepare(project: str) -> None:
    """Do what is the same for every snippet. `project` is the root folder, whose modules may be imported by now."""
    files.prepare(project)
    recorder.install()
    postgresql_drivers.install()


def record_guarded(
    path: str,
    source: str,
    project: str,
    *,
    hosts: frozenset[str] = frozenset(),
    thread_grace: float = THREAD_GRACE,
) -> Recorded:
    """Run a snippet as `python path` would, in this process, which is used up afterwards.

    `hosts` are the servers that it may connect to. What the snippet must not do is in the result's complaints.
    """
    return record(path, source, project=project, watchers=[Guard(hosts, thread_grace)])


class Guard:
    """Watches one run beside its recorder. A process has one guard in its life: an audit hook cannot be removed."""

    def __init__(self, hosts: frozenset[str], thread_grace: float) -> None:
        self._hosts = hosts
        self._thread_grace = thread_grace
        self._handlers: Handlers = {}

    def started(self, recorder: Recorder) -> None:
        """Watch from here on."""
        self._recorder = recorder
        self._files = Files(recorder.program, self._refuse)
        self._processes = Processes(self._refuse)
        network = Network(self._hosts, self._files, self._refuse)
        self._leftovers = Leftovers(recorder, self._thread_grace)
        self._leftovers.watch_tasks()
        recorder.sql.checks.append(self._files.check_sql)
        postgresql_drivers.before_connecting.append(network.check_host)
        handlers = self._files.handlers | network.handlers | self._processes.handlers
        self._handlers = handlers | {"import": self._imported}
        sys.addaudithook(self._audit)

    def ended(self) -> None:
        """Look for what was left behind, then let the exit handlers run while everything is still written down."""
        self._leftovers.look()
        self._recorder.sql.ended = True
        self._leftovers.run_exit_handlers()
        self._handlers = {}
        self._recorder.files |= self._files.used()

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        handler = self._handlers.get(event)
        if handler is not None:
            handler(arguments)

    def _imported(self, arguments: tuple[Any, ...]) -> None:
        self._processes.check_import(arguments[0])
        postgresql_drivers.wrap(arguments[0])

    def _refuse(self, text: str) -> None:
        """Complain, and keep it from happening."""
        self._recorder.complaints.add_here(text)
        raise PermissionError(f"the snippet {text}")
