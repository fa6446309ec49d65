"""Record a snippet in a process of its own: the recording core, and around it a guard that keeps order.

`prepare` runs once, before the first fork; `record_guarded` runs once in each process. The guard is an audit hook that
keeps a snippet to its own process, folder and database, and a look at what was left at the end. It's meant for careless
snippets, and isn't a security sandbox: code that sets out to get past it can.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Sequence
from importlib.util import source_from_cache
from typing import Any

from harness.recording import postgresql_drivers, recorder
from harness.recording.leftovers import Leftovers
from harness.recording.program import HARNESS, in_project
from harness.recording.recorded import Recorded
from harness.recording.recorder import Recorder, record

THREAD_GRACE = 0.5
"""Seconds that threads have to end after the snippet's last line."""

CHANGES = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod", "os.utime",
    "shutil.rmtree",
)  # fmt: skip
OPENING = re.compile(r"\s*(ATTACH|VACUUM)\b", re.I)
"""Statements of SQLite that open or write a file."""
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn")
STARTER = "multiprocessing.popen_"
"""Modules of `multiprocessing` that start an interpreter, which has no audit event. Importing one is the sign."""

_shared: set[str] = set()
"""The project's files that were imported before the fork."""


def prepare(project: str) -> None:
    """Do what is the same for every snippet. `project` is the root folder, whose modules may be imported by now."""
    root = os.path.join(project, "")
    names = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    _shared.update(name for name in names if name and in_project(name, root))
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

    `hosts` are names, addresses, and folders of Unix sockets that it may connect to. What the snippet must not do is in
    the result's complaints.
    """
    return record(path, source, project=project, watchers=[Guard(hosts, thread_grace)])


class Guard:
    """Watches one run beside its recorder. A process has one guard in its life: an audit hook cannot be removed."""

    def __init__(self, hosts: frozenset[str], thread_grace: float) -> None:
        self._hosts = hosts | {address for host in hosts for address in addresses(host)}
        self._thread_grace = thread_grace
        self._folder = os.path.join(os.path.realpath(os.getcwd()), "")
        self._read: set[str] = set()
        self._handlers = dict.fromkeys(CHANGES, self._changed) | dict.fromkeys(STARTS, self._started) | {
            "open": self._opened,
            "sqlite3.connect": lambda arguments: self._check_database(arguments[0]),
            "socket.connect": self._connected,
            "socket.sendto": self._connected,
            "socket.bind": self._bound,
            "socket.getaddrinfo": self._resolved,
            "socket.gethostbyname": self._resolved,
            "os.fork": lambda _: self._refuse("forked a process, which nothing watches"),
            "import": self._imported,
        }  # fmt: skip
        """By the name of an audit event: what is called with the event's arguments, before the thing happens."""

    def started(self, recorder: Recorder) -> None:
        """Watch from here on."""
        self._recorder = recorder
        self._leftovers = Leftovers(recorder.complaints, self._thread_grace)
        recorder.sql.checks.append(self._check_sql)
        postgresql_drivers.before_connecting.append(self._check_host)
        sys.addaudithook(self._audit)

    def ended(self) -> None:
        """Look for what was left behind, then let the exit handlers run while everything is still written down."""
        self._leftovers.look()
        self._recorder.sql.ended = True
        self._leftovers.run_exit_handlers()
        self._handlers = {}
        self._recorder.files |= self._files()

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        handler = self._handlers.get(event)
        if handler is not None:
            handler(arguments)

    def _refuse(self, text: str) -> None:
        """Complain, and keep it from happening."""
        self._recorder.complaints.add_here(text)
        raise PermissionError(f"the snippet {text}")

    # Files: those that it writes are in its working directory, and its outcome depends on those that it reads

    def _may_write(self, name: str) -> bool:
        """Whether a path leads into the working directory that the snippet started in, or to nowhere."""
        return name == os.devnull or os.path.join(os.path.realpath(name), "").startswith(self._folder)

    def _files(self) -> set[str]:
        """The project's files that the run opened or found imported, without the snippet itself."""
        names = set(_shared)
        for name in self._read:
            try:
                names.add(source_from_cache(name) if name.endswith(".pyc") else name)
            except ValueError:  # not in a __pycache__
                continue
        path = self._recorder.program.path
        return {name for name in names if name != path and not name.startswith(HARNESS) and os.path.isfile(name)}

    def _check_sql(self, sql: str, sets: Sequence[Any]) -> None:
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
        if path not in ("", ":memory:"):
            self._check_path(path, "opens the database")

    def _opened(self, arguments: tuple[Any, ...]) -> None:
        name, _mode, flags = arguments
        if not isinstance(name, str | bytes):
            return
        path = os.path.abspath(os.fsdecode(name))
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self._check_path(path, "wrote to")
        if self._recorder.program.is_projects(path):
            self._read.add(path)

    def _changed(self, arguments: tuple[Any, ...]) -> None:
        # Beside the descriptor of an open directory, a path is relative to that: `shutil.rmtree` removes files so.
        relative = any(isinstance(n, int) and n >= 0 and not isinstance(n, bool) for n in arguments)
        for name in arguments[:2]:
            if isinstance(name, str | bytes) and not (relative and not os.path.isabs(name)):
                self._check_path(os.fsdecode(name), "changes")

    def _check_path(self, path: str, does: str) -> None:
        if not self._may_write(path):
            shown = os.path.abspath(path).removeprefix(self._recorder.program.project)
            self._refuse(f"{does} {shown}: a snippet writes into its working directory only")

    # Servers: its own database, and no other

    def _check_host(self, host: str) -> None:
        if host not in self._hosts:
            self._refuse(f"reached for the network: {host}")

    def _connected(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            if address[0] not in self._hosts:
                self._refuse(f"reached for the network: {address[0]}:{address[1]}")
        elif os.path.dirname(os.fsdecode(address)) not in self._hosts and not self._may_write(os.fsdecode(address)):
            self._refuse(f"reached for a socket of the system: {address!r}")

    def _bound(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            self._refuse(f"opens a server port: {address[0]}:{address[1]}")

    def _resolved(self, arguments: tuple[Any, ...]) -> None:
        self._check_host(arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0])

    # Other processes: nothing is counted or shown in those

    def _started(self, arguments: tuple[Any, ...]) -> None:
        self._refuse(f"starts another program, which nothing watches: {arguments[0]}")

    def _imported(self, arguments: tuple[Any, ...]) -> None:
        if arguments[0].startswith(STARTER):
            self._started(arguments)
        postgresql_drivers.wrap(arguments[0])


def addresses(host: str) -> set[str]:
    """The addresses of a server's name; none for the folder of a socket."""
    if os.path.isabs(host):
        return set()
    try:
        return {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return set()
