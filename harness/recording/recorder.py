"""Execute one snippet in this process and write down what it does.

Runs in a process that exists for this one snippet. It watches from outside the snippet's code: SQLAlchemy's engine
events, the standard output, the warnings, and the exceptions that pass through the snippet's own frames. For the last it
executes the snippet with a probe in each `except`, `with` and function body; nothing else about the code changes.
"""

from __future__ import annotations

import ast
import atexit
import builtins
import dis
import io
import os
import re
import sys
import threading
import traceback
import types
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from importlib.machinery import SourceFileLoader
from importlib.util import source_from_cache
from time import monotonic, perf_counter
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from harness.reading import statements
from harness.recording import guard, postgresql_drivers, sqlite_driver, swallowed_errors
from harness.recording.forbidden import forbidden
from harness.recording.guard import Guard
from harness.recording.probes import PROBE, PROBE_LINE, instrument, instrument_beside, line_of

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,16}")
ANONYMOUS = re.compile(r"%\(\d{6,} (\w+)\)s")
"""A parameter that SQLAlchemy names after an object's address."""
UUID_TEXT = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
RAISING = re.compile(r"\bRAISE\b", re.I)
"""In a trigger or a function of SQL, what makes an error by hand."""
OUTPUT_LIMIT = 1_000_000
STATEMENT_LIMIT = 20_000
TAKEN = "__harness_taken__"
"""Where an error keeps the note of it that is told unless it passes through the snippet."""
CHAIN_LIMIT = 8
HARNESS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")
FORKED = "forked a process that "
"""How a process that the snippet forked begins what it tells of itself, on its standard error."""
THROWS = ("RAISE_VARARGS", "YIELD_VALUE", "SEND", "RESUME")
"""Instructions at which an exception comes from the code itself: a `raise`, or one thrown into its generator."""


class TooMuch(BaseException):
    """Ends a snippet that would fill the memory with what it does. Not an Exception: a snippet cannot catch it by mistake."""


class Recorder:
    """Collects what one snippet does. `run()` gives it as the JSON form of an Outcome, less its environment."""

    def __init__(self, path: str, source: str, project: str, hosts: frozenset[str] = frozenset()) -> None:
        self.path = path
        self.project = os.path.join(project, "")
        self.tree = ast.parse(source, path)
        self.numbered = statements.number(self.tree)
        self.line_table = statements.by_line([s for _, s in self.numbered], source.count("\n") + 1)
        self.ran: set[int] = set()
        self.writes: list[tuple[int | None, str]] = []
        self.written = 0
        self.warned: dict[tuple[Any, ...], dict[str, Any]] = {}
        self.exceptions: list[dict[str, Any]] = []
        self.kept: list[dict[str, Any]] = []
        """Notes of the errors of other libraries that somebody else took, and that did not pass through the snippet yet."""
        self.emitted: list[dict[str, Any]] = []
        self.complaints: dict[str, int | None] = {}
        self.uuids: dict[str, str] = {}
        self.database: tuple[str, str] | None = None
        self.lock = threading.RLock()
        self.main_thread = threading.main_thread()
        self.pid = os.getpid()
        self.announced: Counter[str] = Counter()
        """SQL that an engine's event told of and an adapter has still to hand to its driver."""
        self.sent_by_events = 0
        """How much SQL an engine's event told of that a driver for PostgreSQL has still to send."""
        self.own_functions = False
        """Whether the project defined a function of SQLite's SQL: what it raises comes back as the driver's error."""
        self.executing: dict[int, dict[str, Any]] = {}
        """What the cursors execute that no class of the harness watches, by their ids."""
        self.ending = False
        self.guard = Guard(self.complain, path, self.project, hosts)

    # Where the snippet is

    def statement_at(self, line: int | None) -> int | None:
        """The innermost statement at a line of the snippet or of a probe in it."""
        line = 0 if line is None else line_of(line)
        return self.line_table[line] if 0 < line < len(self.line_table) else None

    def under_way(self, frame: types.FrameType | None) -> list[int]:
        """The snippet's statements on the stack, innermost first: through greenlets, and from a thread to its main one."""
        found = []
        for each in self._frames(frame):
            if each.f_code.co_filename == self.path:
                at = self.statement_at(each.f_lineno)
                if at is not None:
                    found.append(at)
        return found

    def _frames(self, frame: types.FrameType | None) -> Iterator[types.FrameType]:
        yield from outward(frame)
        greenlet = sys.modules.get("greenlet")
        parent = greenlet.getcurrent().parent if greenlet is not None else None
        while parent is not None:
            yield from outward(parent.gr_frame)
            parent = parent.parent
        if threading.current_thread() is not self.main_thread and self.main_thread.ident is not None:
            yield from outward(sys._current_frames().get(self.main_thread.ident))

    # Output

    def write(self, text: str) -> None:
        with self.lock:
            under_way = self.under_way(sys._getframe(2))
            self.written += len(text)
            if self.written > OUTPUT_LIMIT:
                self.complain(f"printed more than {OUTPUT_LIMIT:,} characters", sys._getframe(2))
                raise TooMuch
            self.alone("printed")
            self.writes.append((under_way[0] if under_way else None, text))

    def printed(self) -> list[dict[str, Any]]:
        """The output in lines, each put down to the statement that wrote it."""
        lines: list[dict[str, Any]] = []
        pending: tuple[int | None, str] | None = None
        for at, text in self.writes:
            if pending is not None and pending[0] != at:
                lines.append({"at": pending[0], "text": pending[1]})
                pending = None
            text = (pending[1] if pending else "") + text
            *whole, rest = text.split("\n")
            lines += [{"at": at, "text": line} for line in whole]
            pending = (at, rest) if rest else None
        if pending is not None:
            lines.append({"at": pending[0], "text": pending[1]})
        for line in lines:
            line["text"] = visible(ADDRESS.sub("0x...", line["text"]))
        return lines

    # Warnings and exceptions

    def watch_warnings(self) -> None:
        """Note every warning that passes the filters, whoever shows or collects it afterwards."""
        shown = warnings._showwarnmsg  # type: ignore[attr-defined]
        by_default = warnings._showwarnmsg_impl, warnings.showwarning  # type: ignore[attr-defined]

        def note(message: warnings.WarningMessage) -> None:
            self.warn(message.message, message.category)
            if (warnings._showwarnmsg_impl, warnings.showwarning) != by_default:  # type: ignore[attr-defined]
                shown(message)

        warnings._showwarnmsg = note  # type: ignore[attr-defined]

    def warn(self, message: Warning | str, category: type[Warning]) -> None:
        with self.lock:
            frame = sys._getframe(2)
            while frame.f_back is not None and frame.f_code.co_filename == warnings.__file__:
                frame = frame.f_back
            under_way = self.under_way(frame)
            at = under_way[0] if under_way else None
            text = self.readable(str(message))
            known = self.warned.get((at, category, text))
            if known:
                known["times"] += 1
                return
            self.warned[at, category, text] = {
                "at": at, "name": class_name(category), "message": text, "caught": False, "chain": [], "times": 1,
                "by_hand": self.is_own(frame.f_code),
            }  # fmt: skip

    def passing(self) -> None:
        """Called by the probes: note the exception that is passing through the snippet, once."""
        exception = sys.exc_info()[1]
        if isinstance(exception, Exception) and not isinstance(exception, StopIteration | StopAsyncIteration):
            self.note(exception)

    def passing_group(self) -> None:
        """Called in an `except*`: note what the group holds, since that is what the handler speaks of."""
        group = sys.exc_info()[1]
        if isinstance(group, BaseExceptionGroup):
            at = self.passed(group)
            for exception in leaves(group):
                self.note(exception, at)

    def passed(self, exception: BaseException) -> int | None:
        """The innermost statement of the snippet that an exception passed through."""
        at = None
        for frame, line in traceback.walk_tb(exception.__traceback__):
            if frame.f_code.co_filename == self.path and line < PROBE_LINE:
                at = self.statement_at(line)
        return at

    def note(self, exception: BaseException, otherwise: int | None = None) -> dict[str, Any]:
        """Write an exception down, once. `otherwise` is its statement where it passed through none."""
        with self.lock:
            known = exception.__dict__.get(PROBE)
            if known:
                return known
            at = self.passed(exception)
            for each in behind(exception):
                each.__dict__.setdefault(PROBE, {})  # told with the exception that it led to
                self.told(each)
            self.told(exception)
            note = self.described(exception, otherwise if at is None else at)
            exception.__dict__[PROBE] = note
            self.exceptions.append(note)
            return note

    def described(self, exception: BaseException, at: int | None) -> dict[str, Any]:
        """The note of an exception, in the JSON form of a Raised."""
        return {
            "at": at, "name": class_name(type(exception)), "message": self.readable(message_of(exception)),
            "by_hand": self.by_hand(exception), "caught": True, "chain": chain_of(exception), "times": 1,
        }  # fmt: skip

    def taken(self) -> None:
        """Called by the probes in the modules beside the snippet: somebody there handles an exception."""
        exception = sys.exc_info()[1]
        frame = sys._getframe(1)
        for each in leaves(exception) if isinstance(exception, BaseExceptionGroup) else [exception]:
            self.keep(each, frame)

    def keep(self, exception: BaseException | None, frame: types.FrameType) -> None:
        """Note another library's error that a helper or a future took. It is told unless it passes through the snippet.

        SQLAlchemy's errors tell of themselves (`escapes`); Python's own and the project's are the helper's business.
        """
        if not isinstance(exception, Exception) or isinstance(exception, SQLAlchemyError):
            return
        home = type(exception).__module__
        file = getattr(sys.modules.get(home), "__file__", None)
        if home.partition(".")[0] in (*sys.stdlib_module_names, "__main__") or (file and self.guard.is_projects(file)):
            return
        with self.lock:
            if not exception.__dict__.keys() & {PROBE, TAKEN}:
                under_way = self.under_way(frame)
                note = exception.__dict__[TAKEN] = self.described(exception, under_way[0] if under_way else None)
                self.kept.append(note)

    def told(self, exception: BaseException) -> None:
        """An error passed through the snippet, or led to one that did: that tells of it."""
        note = exception.__dict__.pop(TAKEN, None)
        if note is not None:
            self.kept = [each for each in self.kept if each is not note]

    def made(self, error: Exception, maker: types.FrameType | None) -> None:
        """The library's error was made: note where the snippet was, and whether its own code made it."""
        under_way = self.under_way(maker)
        package = sqlite_driver.package_of(maker) if maker is not None else ""
        by_hand = maker is None or self.is_own(maker.f_code) or package in (*sys.stdlib_module_names, "__main__")
        error.__dict__[swallowed_errors.BORN] = (under_way[0] if under_way else None, by_hand)

    def gone(self, error: Exception) -> None:
        """The library's error went: note it where somebody else took it, and it never passed through the snippet."""
        if PROBE not in error.__dict__ and swallowed_errors.escaped(error):
            self.note(error, error.__dict__[swallowed_errors.BORN][0])

    def by_hand(self, exception: BaseException) -> bool:
        """Whether the project's own code made and raised the exception, whatever its class is.

        What the project raises itself ends in a `raise` or an `assert` of its own, or comes from a future or a generator
        that it was put into. An error that a library raises has a frame of a library in its traceback.
        """
        if exception.__dict__.get(swallowed_errors.BORN, (None, False))[1]:
            return True
        of_driver = exception.orig if isinstance(exception, DBAPIError) else None
        if (
            of_driver is not None
            and of_driver is exception.__cause__
            and is_drivers(of_driver)
            and self.by_hand(of_driver)
        ):
            return True  # the library wraps what the project gives out as the driver's
        if is_drivers(of_driver or exception) and self.told_to_fail(str(of_driver or exception)):
            return True
        if self.has_borrowed(exception.__traceback__) or self.validated_by_hand(exception):
            return True
        frames = list(traceback.walk_tb(exception.__traceback__))
        if not frames:
            return False
        last, _ = frames[-1]
        library = any(self.is_library(frame) for frame, _ in frames)
        if last.f_globals.get("__name__") == "unittest.mock":
            return True
        if self.is_own(last.f_code) or sqlite_driver.package_of(last) == "__main__":
            place = innermost(exception.__traceback__)
            if opcode_at(last.f_code, place.tb_lasti) not in THROWS:
                return False
            # A library that wraps an error gives its own the traceback of what it wraps.
            return not (library and raised_there(exception.__cause__, place))
        package = type(exception).__module__.partition(".")[0]
        return not library and package not in sys.stdlib_module_names

    def validated_by_hand(self, exception: BaseException) -> bool:
        """Whether all that pydantic found wrong is what a validator of the project's own raised."""
        if type(exception).__module__.partition(".")[0] != "pydantic_core" or not hasattr(exception, "errors"):
            return False
        causes = [each.get("ctx", {}).get("error") for each in exception.errors(include_input=False)]
        return all(isinstance(each, Exception) and self.by_hand(each) for each in causes)

    def told_to_fail(self, message: str) -> bool:
        """Whether a driver's error is one that the project's own SQL made: by a function of its own, or a `RAISE` in a trigger."""
        text = message.partition("\n")[0]
        raising = any(RAISING.search(each["sql"]) and text in each["sql"] for each in self.emitted)
        return raising or (self.own_functions and text.startswith("user-defined "))

    def has_borrowed(self, place: types.TracebackType | None) -> bool:
        """Whether a `raise` of the snippet gave a new exception another one's traceback. One raised again is known by now."""
        while place is not None and place.tb_next is not None:
            frame = place.tb_frame
            if frame is place.tb_next.tb_frame and frame.f_code.co_filename == self.path:
                return opcode_at(frame.f_code, place.tb_lasti) == "RAISE_VARARGS"
            place = place.tb_next
        return False

    def is_library(self, frame: types.FrameType) -> bool:
        """Whether a frame runs code that is neither the project's, the harness's nor Python's own."""
        package = sqlite_driver.package_of(frame)
        return (
            package not in sys.stdlib_module_names
            and package not in ("__main__", "harness")
            and not self.is_own(frame.f_code)
        )

    def is_own(self, code: types.CodeType) -> bool:
        """Whether the code is the project's own, not a library's."""
        return self.guard.is_projects(code.co_filename) and not code.co_filename.startswith(HARNESS)

    # SQL

    def before_cursor_execute(self, conn: Any, cursor: Any, sql: str, parameters: Any, many: bool) -> None:
        # Rows batched into one INSERT come as "many" with one flat set of values.
        batched = many and isinstance(parameters, list | tuple) and parameters
        sets = parameters if batched and isinstance(parameters[0], tuple | list | dict) else [parameters]
        record = self.emit(sql, sets, sys._getframe(2))
        if isinstance(cursor, sqlite_driver.WatchedCursor):
            cursor.record, cursor.announced = record, True
        else:
            self.announced[sql] += 1
            self.sent_by_events += 1
            self.executing[id(cursor)] = record
        if self.database is None:
            version = getattr(conn.dialect, "server_version_info", None) or ()
            self.database = conn.dialect.name, ".".join(str(part) for part in version)

    def emit(self, sql: str, sets: Any, frame: types.FrameType | None, raw: bool = False) -> dict[str, Any]:
        with self.lock:
            self.alone("emitted SQL")
            if self.ending:
                self.complain(f"emitted SQL after its last line: {shorten(' '.join(sql.split()), 80)}", frame)
            under_way = self.under_way(frame)
            record = {
                "at": under_way[0] if under_way else None, "within": under_way, "sql": sql, "sets": len(sets),
                "parameters": [self.parameters(one) for one in sets[:3]], "rows": None, "raw": raw,
            }  # fmt: skip
            self.emitted.append(record)
            if len(self.emitted) > STATEMENT_LIMIT:
                self.complain(f"emitted more than {STATEMENT_LIMIT:,} SQL statements", frame)
                raise TooMuch
            return record

    def name_uuids(self, text: str) -> str:
        """`text` with a name for each UUID."""
        return UUID_TEXT.sub(
            lambda m: self.uuids.setdefault(m[0].replace("-", ""), f"uuid-{len(self.uuids) + 1}"), text
        )

    def readable(self, message: str) -> str:
        """A message that is the same in every run and on every machine."""
        return readable(self.name_uuids(message.replace(self.project, "")))

    def parameters(self, values: Any) -> str:
        """One set of parameters as text. Keys that differ in each run become `uuid-1`, `uuid-2` in order of appearance."""
        text = repr(values) if not isinstance(values, dict) or values else "()"
        text = self.name_uuids(text)
        text = ADDRESS.sub("0x...", text)
        return text if len(text) <= 400 else text[:400] + "..."

    # The run

    def complain(self, text: str, frame: types.FrameType | None = None) -> None:
        """Note what a snippet must not do, with the statement under way in `frame`."""
        under_way = self.under_way(frame)
        self.complaints.setdefault(text, under_way[0] if under_way else None)

    def alone(self, what: str) -> None:
        """In a process that the snippet forked, nothing is written down: say so where the harness reads it."""
        if os.getpid() != self.pid:
            os.write(2, f"{FORKED}{what}, which is not counted\n".encode())

    def execute(self) -> dict[str, Any] | None:
        """Run the snippet as `python snippet.py` would. Returns the note of the exception that ended it."""
        module = types.ModuleType("__main__")
        module.__file__ = self.path
        sys.modules["__main__"] = module
        sys.argv = [self.path]
        code = compile(instrument(self.tree, self.numbered), self.path, "exec", dont_inherit=True)
        self.watch_modules_beside()
        self.guard.start()
        try:
            exec(code, module.__dict__)
        except TooMuch:
            return None
        except SystemExit as exit:
            self.complaints.setdefault(f"called sys.exit({exit.code!r})", self.passed(exit))
            return None
        except BaseException as exception:  # whatever ends a snippet is its outcome
            note = self.note(exception)
            note["caught"] = False
            return note
        finally:
            if "print" in module.__dict__:
                self.complaints.setdefault("replaced print", None)
        return None

    def watch_modules_beside(self) -> None:
        """Put probes into the modules of the snippet's folder as they are imported."""
        plain = SourceFileLoader.get_code

        def get_code(loader: Any, name: str) -> Any:
            path = loader.get_filename(name)
            if not self.guard.is_file_beside(path):
                return plain(loader, name)
            tree = ast.parse(loader.get_data(path), path)
            return compile(instrument_beside(tree), path, "exec", dont_inherit=True)

        SourceFileLoader.get_code = get_code  # type: ignore[method-assign]

    def run(self) -> dict[str, Any]:
        """Execute the snippet and report what it did."""
        for line, text in forbidden(self.tree, self.guard.is_projects_module):
            self.complaints.setdefault(text, self.statement_at(line))
        for name, line, text in self.guard.forbidden_beside():
            self.complaints.setdefault(f"{text}, in {name}:{line}", None)
        if self.complaints:
            return self.report(None, 0.0)
        out, err = sys.stdout, sys.stderr
        errors = io.StringIO()
        sys.stdout, sys.stderr = Output(self.write), errors
        setattr(builtins, PROBE, Probe(self))
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", ResourceWarning)
        self.watch_warnings()
        sqlite_driver.watch(self)
        swallowed_errors.watch(self.made, self.gone)
        start = perf_counter()
        ended_by = self.execute()
        seconds = perf_counter() - start
        self.end()
        self.guard.stop()
        sys.stdout, sys.stderr = out, err
        text = errors.getvalue().strip()
        if text:
            self.complain(f"wrote to standard error: {shorten(ADDRESS.sub('0x...', text))}")
        return self.report(ended_by, seconds)

    def report(self, ended_by: dict[str, Any] | None, seconds: float) -> dict[str, Any]:
        """What was written down, as the JSON form of an Outcome."""
        with self.lock:
            return {
                "ended_by": ended_by,
                "caught": [note for note in [*self.exceptions, *self.kept] if note is not ended_by],
                "warnings": list(self.warned.values()),
                "emitted": list(self.emitted),
                "printed": self.printed(),
                "ran": sorted(self.ran),
                "complaints": list(self.complaints),
                "complaint_at": next((at for at in self.complaints.values() if at is not None), None),
                "seconds": round(seconds, 6),
                "files": sorted(self.files()),
                "database": self.database,
            }

    def end(self) -> None:
        """Let the exit handlers run while everything is still written down, and look for what was left behind."""
        if os.getpid() != self.pid:
            os.write(2, f"{FORKED}went on with the snippet: end it with os._exit()\n".encode())
            os._exit(1)
        self.guard.inspect()
        if not event.contains(Engine, "before_cursor_execute", announce):
            self.complain("removed the listener that counts its SQL")
        self.join_threads()
        for error in swallowed_errors.stop():
            self.gone(error)
        self.ending = True
        try:
            atexit._run_exitfuncs()
        except BaseException as exception:  # what an exit handler raises is no reason to lose the report
            self.complain(f"failed at exit: {class_name(type(exception))}: {exception}")
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()

    thread_grace = 0.5

    def join_threads(self) -> None:
        """Give threads a moment to end, as the end of a program would, and complain of those that do not."""
        own = threading.main_thread()
        if threading.active_count() > 1:
            closer = threading.Thread(target=close_executors, daemon=True)
            closer.start()
            deadline = monotonic() + self.thread_grace
            for thread in threading.enumerate():
                if thread is not own:
                    thread.join(max(0.0, deadline - monotonic()))
            left = [thread for thread in threading.enumerate() if thread not in (own, closer)]
            if left:
                frame = sys._current_frames().get(left[0].ident or 0)
                self.complain(f"left threads running: {', '.join(thread.name for thread in left)}", frame)

    def files(self) -> set[str]:
        """The project's files this run depends on, its own left out: what it opened, and what it found imported."""
        found = set(_shared)
        for name in self.guard.read:
            if name.endswith(".pyc"):
                try:
                    name = source_from_cache(name)
                except ValueError:
                    continue
            found.add(name)
        return {n for n in found if n != self.path and not n.startswith(HARNESS) and os.path.isfile(n)}


_shared: list[str] = []
"""The project's files that were imported before the fork."""


def prepare(project: str) -> None:
    """Do what is the same for every snippet, once, before the first fork. Going through all modules there is slow."""
    root = os.path.join(project, "")
    for module in list(sys.modules.values()):
        name = getattr(module, "__file__", None)
        if isinstance(name, str) and name.startswith(root) and "site-packages" not in name:
            _shared.append(name)
    event.listen(Engine, "before_cursor_execute", announce, named=False)
    event.listen(Engine, "after_cursor_execute", fetched, named=False)
    watch_futures()
    swallowed_errors.prepare()
    guard.prepare()
    postgresql_drivers.prepare()


def watch_futures() -> None:
    """Let the futures of Python's executors tell of the errors they are given: nobody may ever ask for their result."""
    plain = Future.set_exception

    def set_exception(self: Future[Any], exception: BaseException | None) -> None:
        watcher = sqlite_driver.watcher()
        giver = sys._getframe(1)  # libraries hand errors to each other by futures as well
        if isinstance(watcher, Recorder) and sqlite_driver.package_of(giver) == Future.__module__.partition(".")[0]:
            watcher.keep(exception, giver)
        plain(self, exception)

    Future.set_exception = set_exception  # type: ignore[method-assign]


def announce(conn: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
    """The engines' event, for the snippet that runs in this process."""
    watcher = sqlite_driver.watcher()
    if isinstance(watcher, Recorder):
        watcher.before_cursor_execute(conn, cursor, sql, parameters, many)


def fetched(conn: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
    """The engines' event after it: by then a driver for PostgreSQL has fetched what a query returns, and says how many rows.

    Rows of a cursor on the server's side are fetched later, and not counted.
    """
    watcher = sqlite_driver.watcher()
    record = watcher.executing.pop(id(cursor), None) if isinstance(watcher, Recorder) else None
    if record and conn.dialect.name == "postgresql" and cursor.description and cursor.rowcount >= 0:
        record["rows"] = cursor.rowcount


class Probe:
    """What the probes in the snippet call."""

    Exception = Exception

    def __init__(self, recorder: Recorder) -> None:
        self.reached = recorder.ran.add
        self.passing = recorder.passing
        self.passing_group = recorder.passing_group
        self.taken = recorder.taken


class Output(io.TextIOBase):
    """The standard output of a snippet."""

    encoding = "utf-8"

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._write(text)
        return len(text)


def is_drivers(error: BaseException) -> bool:
    """Whether an error's class is one of a database's driver."""
    return type(error).__module__.partition(".")[0] in ("sqlite3", "psycopg", "asyncpg", "aiosqlite")


def outward(frame: types.FrameType | None) -> Iterator[types.FrameType]:
    """A frame and those that called it."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def close_executors() -> None:
    """Let idle thread pools end, as the interpreter does before its exit handlers."""
    for call in reversed(getattr(threading, "_threading_atexits", [])):
        call()


def leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    """The exceptions in a group and in the groups within it."""
    for each in group.exceptions:
        if isinstance(each, BaseExceptionGroup):
            yield from leaves(each)
        else:
            yield each


def innermost(place: types.TracebackType | None) -> types.TracebackType:
    """The last entry of a traceback: where the exception was raised."""
    assert place is not None
    while place.tb_next is not None:
        place = place.tb_next
    return place


def raised_there(exception: BaseException | None, place: types.TracebackType) -> bool:
    """Whether `exception` was raised by the very instruction that `place` stands at."""
    if exception is None or exception.__traceback__ is None:
        return False
    its = innermost(exception.__traceback__)
    return its.tb_frame is place.tb_frame and its.tb_lasti == place.tb_lasti


def class_name(kind: type) -> str:
    """`module.qualname`, as a traceback gives it: without the module for a built-in."""
    if kind.__module__ == "builtins":
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


def message_of(exception: BaseException) -> str:
    try:
        text = str(exception)
    except Exception as error:
        return f"<no message: str() raised {class_name(type(error))}>"
    return readable(text)


def readable(message: str) -> str:
    """A message for people and comparison: no memory addresses, no control characters within a line."""
    text = ADDRESS.sub("0x...", ANONYMOUS.sub(r"%(0x... \1)s", message))
    return "\n".join(visible(line) for line in text[:8000].split("\n"))


def behind(exception: BaseException) -> Iterator[BaseException]:
    """The exceptions behind this one, by what a `raise` stated and by what was being handled."""
    waiting, seen = [exception], {id(exception)}
    while waiting:
        current = waiting.pop()
        for each in (current.__cause__, current.__context__):
            if each is not None and id(each) not in seen:
                seen.add(id(each))
                waiting.append(each)
                yield each


def chain_of(exception: BaseException) -> list[str]:
    """The exceptions behind this one, nearest first, as the interpreter's traceback would tell them."""
    chain: list[str] = []
    seen = {id(exception)}
    full = isinstance(exception, RecursionError)  # and the probes on its way met the same limit
    current: BaseException | None = exception
    while current is not None and len(chain) < CHAIN_LIMIT:
        following = current.__cause__
        if following is None and not current.__suppress_context__:
            following = current.__context__
        if following is None or id(following) in seen:
            break
        seen.add(id(following))
        if not (full and isinstance(following, RecursionError)):
            first, _, _ = message_of(following).partition("\n")
            chain.append(f"{class_name(type(following))}: {first}")
        current = following
    return chain


def opcode_at(code: types.CodeType, offset: int) -> str:
    return dis.opname[code.co_code[offset]] if 0 <= offset < len(code.co_code) else ""


def visible(text: str) -> str:
    """`text` with escapes for what a comment cannot hold: a carriage return, an escape sequence, half a surrogate."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, limit: int = 400) -> str:
    return text if len(text) <= limit else text[:limit] + " ..."
