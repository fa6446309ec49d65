"""What a snippet must not do, noticed while it does it: an audit hook, and a look at what it left changed.

It keeps order among careless snippets; it is no security sandbox. Code that sets out to break it, by ctypes or through the
interpreter's internals, can.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import os
import signal
import socket
import sqlite3
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import sqlalchemy
import sqlalchemy.engine
import sqlalchemy.orm

from harness.project import VERDICT
from harness.recording import postgresql_drivers
from harness.recording.forbidden import forbidden
from harness.recording.probes import PROBE

HARNESS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")

Complain = Callable[..., None]

WATCHED_MODULES = (
    "sqlalchemy.exc", "sqlalchemy.orm.session", "sqlalchemy.orm.query", "sqlalchemy.engine.base",
    "sqlalchemy.engine.result", "sqlalchemy.engine.cursor", "sqlalchemy.engine.default",
)  # fmt: skip
"""Where the classes live that decide what a page shows: replacing a part of one forges its evidence."""

CHANGES = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod", "os.utime",
    "shutil.rmtree",
)  # fmt: skip
NODES = ("mkfifo", "mknod")
"""Functions of `os` that make a file and that no audit event tells of."""
STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn")

STARTERS = ("popen_spawn_posix", "popen_spawn_win32", "popen_forkserver", "resource_tracker")
"""Modules of `multiprocessing` that start an interpreter: no audit event tells of that."""

_own_modules: list[str] = []
_namespaces: list[tuple[str, Any, dict[str, Any]]] = []
"""What a snippet must not change: a name for it, its namespace, and what that held before the fork."""


def prepare() -> None:
    """Know the harness's modules, and how the libraries look, before the fork."""
    _own_modules[:] = [name for name in sys.modules if name.partition(".")[0] == "harness"]
    modules = [sys.modules[name] for name in WATCHED_MODULES]
    kinds = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    watched: list[tuple[str, Any]] = [("builtins", builtins)]
    watched += [(f"sqlalchemy.{module}", sys.modules[f"sqlalchemy.{module}"]) for module in ("exc", "util.langhelpers")]
    watched += [(kind.__name__, kind) for kind in kinds if kind.__module__ in WATCHED_MODULES]
    _namespaces[:] = [
        (name, each, {key: value for key, value in vars(each).items() if callable(value) or hasattr(value, "__get__")})
        for name, each in watched
    ]


def is_stdlib(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] in sys.stdlib_module_names


class Filters(list[Any]):
    """`warnings.filters`, noticing a filter that hides warnings.

    `tell` gets the filter. `warnings.catch_warnings` copies the list by a slice, so a slice notices as well.
    """

    def __init__(self, filters: list[Any], tell: Callable[[tuple[Any, ...]], None]) -> None:
        super().__init__(filters)
        self.tell = tell

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        return Filters(found, self.tell) if isinstance(key, slice) else found

    def __setitem__(self, key: Any, value: Any) -> None:
        value = list(value) if isinstance(key, slice) else value
        self.tell_all(value if isinstance(key, slice) else [value])
        super().__setitem__(key, value)

    def insert(self, index: Any, item: Any) -> None:
        self.tell(item)
        super().insert(index, item)

    def extend(self, items: Any) -> None:
        items = list(items)
        self.tell_all(items)
        super().extend(items)

    def __iadd__(self, items: Any) -> Filters:
        self.extend(items)
        return self

    def tell_all(self, items: list[Any]) -> None:
        for item in items:
            self.tell(item)

    def append(self, item: Any) -> None:
        self.tell(item)
        super().append(item)


class Guard:
    """Watches one snippet. `complain(text, frame)` is told of each thing it must not do."""

    def __init__(self, complain: Complain, path: str, project: str, hosts: frozenset[str]) -> None:
        self.complain = complain
        self.path = path
        self.project = project
        self.hosts = set(hosts)
        self.scratch = os.path.join(os.path.realpath(os.getcwd()), "")
        self.others = os.path.join(os.path.dirname(self.scratch.rstrip(os.sep)), "snippet-")
        self.read: set[str] = set()
        self.active = False
        self.unfinished: list[str] = []
        """The names of tasks that `asyncio.run()` had to cancel at its end."""
        self.busy: set[int] = set()
        """The threads that are in a handler."""

    # While it runs

    def start(self) -> None:
        """Watch from here on."""
        for name in _own_modules:
            sys.modules.pop(name, None)  # so that an import of it is seen
        warnings.filters = Filters(warnings.filters, self.filtered)  # type: ignore[assignment,arg-type]
        self.pinned = dict(self.changeable())
        self.written = vars(type(sys.stdout))["write"]
        self.handlers: dict[str, Callable[[tuple[Any, ...]], None]] = (
            {
                "open": self.opened,
                "sqlite3.connect": self.connected_to_file,
                "sqlite3.connect/handle": self.connected_by,
                "sys._getframe": self.looked_at_frames,
                "sys._current_frames": self.looked_at_frames,
                "gc.get_objects": self.looked_at_frames,
                "gc.get_referrers": self.looked_at_frames,
                "gc.get_referents": self.looked_at_frames,
                "sys._current_exceptions": self.looked_at_frames,
                "sys.settrace": self.looked_at_frames,
                "sys.setprofile": self.looked_at_frames,
                "sys.monitoring.register_callback": self.looked_at_frames,
                "object.__getattr__": self.looked_inside,
                "object.__setattr__": self.changed_inside,
                "resource.setrlimit": self.raised_limits,
                "resource.prlimit": self.raised_limits,
                "socket.connect": self.connected,
                "socket.sendto": self.connected,
                "socket.bind": self.bound,
                "socket.getaddrinfo": self.resolved,
                "socket.gethostbyname": self.resolved,
                "os.kill": self.killed,
                "os.killpg": self.killed_group,
                "compile": self.compiled,
                "code.__new__": self.made_code,
                "import": self.imported,
            }
            | dict.fromkeys(CHANGES, self.changed)
            | dict.fromkeys(STARTS, self.started)
        )
        self.watch_tasks()
        for name in NODES:
            if hasattr(os, name):
                setattr(os, name, self.node_maker(getattr(os, name)))
        signal.signal = self.handler_setter(signal.signal)  # type: ignore[assignment]
        self.active = True
        sys.addaudithook(self.audit)

    def watch_tasks(self) -> None:
        """Note what `asyncio.run()` cancels when its main coroutine has ended: it says nothing of it."""
        runners = sys.modules.get("asyncio.runners")
        cancel = getattr(runners, "_cancel_all_tasks", None)
        if cancel is None:
            return

        def noted(loop: Any) -> None:
            tasks = sys.modules["asyncio.tasks"].all_tasks(loop)
            if sys.exc_info()[0] is not None:
                tasks = ()  # an exception ends the main coroutine, and with it what it waited for
            self.unfinished += sorted(task.get_name() for task in tasks)
            cancel(loop)

        runners._cancel_all_tasks = noted  # type: ignore[union-attr]

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        handler = self.handlers.get(event)
        if handler is None or not self.active:
            return
        thread = threading.get_ident()
        if thread not in self.busy:  # a handler does such things itself
            self.busy.add(thread)
            try:
                handler(arguments)
            finally:
                self.busy.discard(thread)

    def refuse(self, text: str) -> None:
        """Complain, and keep it from happening."""
        self.complain(text, sys._getframe(2))
        raise PermissionError(f"the snippet {text}")

    def opened(self, arguments: tuple[Any, ...]) -> None:
        name, mode, flags = arguments
        if not isinstance(name, str | bytes):
            return
        name = os.path.abspath(os.fsdecode(name))
        # From an open directory on, a path that is relative to it leads anywhere: no event tells to where.
        if mode is None and not self.may_write(name) and self.is_beside(sys._getframe(2)) and os.path.isdir(name):
            self.refuse(f"opens the directory {self.shown(name)}: a snippet writes into its working directory only")
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and not self.may_write(name):
            self.refuse(f"wrote to {self.shown(name)}: a snippet writes into its working directory only")
        if name.startswith(self.others) and not os.path.join(name, "").startswith(self.scratch):
            self.refuse(f"reads another snippet's data: {name}")
        if name.startswith(self.project) and "site-packages" not in name:
            if not writes and self.is_snippet(name) and self.is_beside(self.asking()):
                self.refuse(f"reads the source of a snippet: {self.shown(name)}")
            self.read.add(name)

    def is_snippet(self, name: str) -> bool:
        """Whether a file is this snippet, or has the name of one."""
        stem, suffix = os.path.splitext(os.path.basename(name))
        return name == self.path or (suffix == ".py" and VERDICT.match(stem) is not None)

    def asking(self) -> FrameType | None:
        """The frame that asked for what is audited now: the nearest whose code is not Python's own or the harness's."""
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and (is_stdlib(frame) or frame.f_code.co_filename.startswith(HARNESS)):
            frame = frame.f_back
        return frame

    def is_beside(self, frame: FrameType | None) -> bool:
        """Whether a frame runs the snippet, or a module in its folder."""
        return frame is not None and self.is_file_beside(frame.f_code.co_filename)

    def is_file_beside(self, name: str) -> bool:
        """Whether a file is the snippet, or a module in its folder."""
        folder = os.path.dirname(self.path)
        # A block of a page has nothing beside it: its folder is no rule's.
        return name == self.path or (self.path.endswith(".py") and name.startswith(os.path.join(folder, "")))

    def may_write(self, name: str) -> bool:
        return name == os.devnull or os.path.join(os.path.realpath(name), "").startswith(self.scratch)

    def shown(self, name: str) -> str:
        return name.removeprefix(self.project)

    def changed(self, arguments: tuple[Any, ...]) -> None:
        # Relative to an open directory: that was reached by a path which was looked at.
        at_directory = [
            each for each in arguments if isinstance(each, int) and each >= 0 and not isinstance(each, bool)
        ]
        for name in arguments[:2]:
            if isinstance(name, str | bytes) and not (at_directory and not os.path.isabs(name)):
                name = os.path.abspath(os.fsdecode(name))
                if not self.may_write(name):
                    self.refuse(f"changes {self.shown(name)}: a snippet writes into its working directory only")

    def connected_to_file(self, arguments: tuple[Any, ...]) -> None:
        name = os.fsdecode(arguments[0])
        if name.startswith("file:"):
            name = name.removeprefix("file:").partition("?")[0]
        if name not in ("", ":memory:") and not self.may_write(os.path.abspath(name)):
            self.refuse(f"opens the database {self.shown(name)}: a snippet writes into its working directory only")

    def connected_by(self, arguments: tuple[Any, ...]) -> None:
        if not isinstance(arguments[0], sqlite3.Connection):  # the watched class: `driver` put it there
            self.refuse("connects to the database past what counts its SQL")

    def started(self, arguments: tuple[Any, ...]) -> None:
        self.refuse(f"starts another program, which nothing watches: {arguments[0]}")

    def looked_at_frames(self, _: tuple[Any, ...]) -> None:
        """Libraries look at frames for their messages. A snippet would find those of the harness, by a module of Python too."""
        caller: FrameType | None = sys._getframe(2)
        through = {"inspect", "traceback"}
        while caller is not None and caller.f_globals.get("__name__") in through:
            caller = caller.f_back
        if self.is_beside(caller):
            self.refuse("looks at the frames and objects of what runs it")

    def looked_inside(self, arguments: tuple[Any, ...]) -> None:
        if arguments[1] in ("tb_frame", "gi_frame", "cr_frame", "ag_frame") and self.is_beside(sys._getframe(2)):
            self.refuse("looks at the frames and objects of what runs it")

    def changed_inside(self, arguments: tuple[Any, ...]) -> None:
        """The code or the defaults of a function are given another value: it is the same object, and does something else."""
        function = arguments[0]
        if self.is_beside(sys._getframe(2)):
            code = getattr(function, "__code__", None)
            if code is not None and not self.is_projects(code.co_filename):
                self.refuse(f"replaces a part of {function.__qualname__}(), which is not its own")

    def raised_limits(self, arguments: tuple[Any, ...]) -> None:
        self.refuse("raises its limits on memory and files")

    def node_maker(self, plain: Callable[..., None]) -> Callable[..., None]:
        """`os.mkfifo` or `os.mknod`, looking at the path first."""

        def make(path: Any, *arguments: Any, **options: Any) -> None:
            self.changed((path,))
            plain(path, *arguments, **options)

        return make

    def handler_setter(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        """`signal.signal`, for a snippet without handlers of its own: one is handed the frame that it interrupts."""

        def set_handler(number: int, handler: Any) -> Any:
            if callable(handler) and self.is_beside(sys._getframe(1)):
                self.refuse("handles a signal, and so sees what runs it")
            return plain(number, handler)

        return set_handler

    def reached(self, host: str) -> None:
        """A driver connects by native code to a server, a name or the folder of its socket."""
        if host not in self.hosts:
            self.refuse(f"reached for the network: {host}")

    def connected(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            if address[0] not in self.hosts:
                self.refuse(f"reached for the network: {address[0]}:{address[1]}")
        elif not isinstance(address, str) or not (
            os.path.dirname(address) in self.hosts or self.may_write(os.path.abspath(address))
        ):
            self.refuse(f"reached for a socket of the system: {address!r}")

    def bound(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):
            self.refuse(f"opens a server port: {address[0]}:{address[1]}")
        elif not (isinstance(address, str) and address[:1] != "\0" and self.may_write(os.path.abspath(address))):
            self.refuse(f"opens a socket of the system: {address!r}")

    def resolved(self, arguments: tuple[Any, ...]) -> None:
        host = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
        if host not in self.hosts:
            self.refuse(f"reached for the network: {host}")
        self.active = False  # what the database's name stands for may be connected to as well
        try:
            self.hosts |= {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
        except OSError:
            pass
        finally:
            self.active = True

    def killed(self, arguments: tuple[Any, ...]) -> None:
        pid = arguments[0]
        if pid <= 0 or os.getsid(pid) != os.getsid(0):
            self.refuse(f"sends a signal to process {pid}, which is not its own")

    def killed_group(self, arguments: tuple[Any, ...]) -> None:
        if arguments[0] not in (0, os.getpgid(0)):
            self.refuse(f"sends a signal to process group {arguments[0]}, which is not its own")

    def compiled(self, arguments: tuple[Any, ...]) -> None:
        name = arguments[1]
        if isinstance(name, bytes):
            name = os.fsdecode(name)
        if isinstance(name, str) and (name == self.path or os.path.exists(name)) and self.is_beside(sys._getframe(2)):
            self.refuse(f"compiles code under the name of a file: {self.shown(name)}")

    def made_code(self, arguments: tuple[Any, ...]) -> None:
        if arguments[1] == self.path:
            self.refuse("makes code under its own file's name")

    def imported(self, arguments: tuple[Any, ...]) -> None:
        top, _, rest = arguments[0].partition(".")
        if top == "harness":
            self.refuse("imports the harness that runs it")
        elif top == "multiprocessing" and rest in STARTERS:
            self.refuse(f"starts another program, which nothing watches: {arguments[0]}")
        elif arguments[0] in postgresql_drivers.CLASSES:
            postgresql_drivers.wrap(arguments[0])

    def filtered(self, item: tuple[Any, ...]) -> None:
        """A filter was added. Libraries may hide their own; a snippet may turn warnings into errors, not hide them."""
        action, _, category, *_ = item
        if action != "ignore" or issubclass(category, ResourceWarning) or not self.active:
            return
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and frame.f_globals.get("__name__") in ("warnings", "_py_warnings", __name__):
            frame = frame.f_back
        if frame is not None and self.is_projects(frame.f_code.co_filename):
            self.complain(f"hides warnings of {category.__name__}", frame)

    def is_projects(self, name: str) -> bool:
        return name == self.path or (name.startswith(self.project) and "site-packages" not in name)

    def is_projects_module(self, name: str) -> bool:
        """Whether an import finds the module beside the snippet, or among what the snippets share."""
        top = name.partition(".")[0]
        folders = (os.path.dirname(self.path), os.path.join(self.project, "snippets"))
        return any(os.path.exists(os.path.join(folder, end)) for folder in folders for end in (top, f"{top}.py"))

    def forbidden_beside(self) -> Iterator[tuple[str, int, str]]:
        """What the modules in the snippet's folder must not name: file, line, text."""
        folder = os.path.dirname(self.path)
        if not self.path.endswith(".py"):
            return
        for entry in sorted(os.listdir(folder)):
            stem, suffix = os.path.splitext(entry)
            name = os.path.join(folder, entry)
            if suffix == ".py" and not VERDICT.match(stem):
                with contextlib.suppress(OSError, SyntaxError, ValueError), open(name, "rb") as file:
                    for line, text in forbidden(ast.parse(file.read()), self.is_projects_module):
                        yield self.shown(name), line, text

    # When it has ended

    def changeable(self) -> Iterator[tuple[str, Any]]:
        """What a snippet finds and must leave as it is, by the name that a complaint gives it."""
        yield "print", builtins.print
        yield PROBE, getattr(builtins, PROBE, None)
        yield "sys.stdout", sys.stdout
        yield "sys.stderr", sys.stderr
        yield "sys.excepthook", sys.excepthook
        yield "threading.excepthook", threading.excepthook
        yield "sys.unraisablehook", sys.unraisablehook
        yield "warnings.showwarning", warnings.showwarning
        yield "warnings.warn", warnings.warn
        yield "warnings._showwarnmsg", getattr(warnings, "_showwarnmsg", None)
        yield "sqlalchemy.__version__", sqlalchemy.__version__
        yield "sqlite3.sqlite_version", sqlite3.sqlite_version
        yield "sqlite3.sqlite_version_info", sqlite3.sqlite_version_info
        yield "sys.version_info", sys.version_info

    def inspect(self) -> None:
        """Complain of what the snippet replaced, and of the tasks it left."""
        for name, value in self.changeable():
            if value is not self.pinned[name]:
                self.complain(f"replaced {name}")
        if not isinstance(warnings.filters, Filters):
            self.complain("replaced warnings.filters")
        for name, namespace, before in _namespaces:
            now = vars(namespace)
            for key, value in before.items():
                if now.get(key) is not value:
                    self.complain(f"replaced a part of what it shows: {name}.{key}")
        out = self.pinned["sys.stdout"]
        if vars(out).keys() - {"_write"} or vars(type(out))["write"] is not self.written:
            self.complain("replaced sys.stdout.write")
        for name in [*self.unfinished, *pending_tasks()]:
            self.complain(f"left an asyncio task pending: {name}")

    def stop(self) -> None:
        self.active = False


def pending_tasks() -> list[str]:
    """The names of asyncio tasks that did not end, where this Python tells."""
    tasks = sys.modules.get("asyncio.tasks")
    known = getattr(tasks, "_all_tasks", None) or getattr(tasks, "_scheduled_tasks", None) or ()
    return sorted(task.get_name() for task in list(known) if not task.done())
