"""The guard of one process: an audit hook, and a look at what was left at the end."""

from __future__ import annotations

import sys
import threading
from typing import Any

from harness.recording import postgresql_drivers
from harness.recording.guard import Handlers
from harness.recording.guard.files import Files
from harness.recording.guard.leftovers import Leftovers
from harness.recording.guard.network import Network
from harness.recording.guard.processes import Processes
from harness.recording.recorder import Recorder


class Guard:
    """Watches one run beside its recorder. A process has one guard in its life: an audit hook cannot be removed.

    `hosts` are the servers that the snippet may connect to. `thread_grace` is how many seconds its threads have to end.
    """

    def __init__(self, hosts: frozenset[str], thread_grace: float) -> None:
        self._hosts = hosts
        self._thread_grace = thread_grace
        self._handlers: Handlers = {}
        self._active = False
        self._busy: set[int] = set()
        """The threads that are in a handler: it does itself what it watches for."""

    def started(self, recorder: Recorder) -> None:
        """Watch from here on."""
        self._recorder = recorder
        self._files = Files(recorder.program, self._refuse)
        network = Network(self._hosts, self._files, self._refuse)
        processes = Processes(self._refuse)

        def imported(arguments: tuple[Any, ...]) -> None:
            processes.check_import(arguments[0])
            postgresql_drivers.wrap(arguments[0])

        self._handlers = self._files.handlers | network.handlers | processes.handlers | {"import": imported}
        self._leftovers = Leftovers(recorder, self._thread_grace)
        self._leftovers.watch_tasks()
        recorder.sql.checks.append(self._files.check_sql)
        postgresql_drivers.before_connecting.append(network.check_host)
        self._active = True
        sys.addaudithook(self._audit)

    def ended(self) -> None:
        """Look for what was left behind, then let the exit handlers run while everything is still written down."""
        self._leftovers.look()
        self._recorder.sql.ended = True
        self._leftovers.run_exit_handlers()
        self._active = False
        self._recorder.files |= self._files.used()

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        handler = self._handlers.get(event) if self._active else None
        thread = threading.get_ident()
        if handler is not None and thread not in self._busy:
            self._busy.add(thread)
            try:
                handler(arguments)
            finally:
                self._busy.discard(thread)

    def _refuse(self, text: str) -> None:
        """Complain, and keep it from happening."""
        self._recorder.complaints.add_here(text)
        raise PermissionError(f"the snippet {text}")
