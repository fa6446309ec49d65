"""Execute one snippet in this process and write down what it does.

Runs in a process that exists for this one snippet. It watches from outside the snippet's code: SQLAlchemy's engine
events, the standard output, the warnings, and the exceptions that pass through the snippet's own frames. For the last it
executes the snippet with a probe in each `except`, `with` and function body; nothing else about the code changes.
"""

from __future__ import annotations

import ast
import atexit
import builtins
import io
import os
import re
import sqlite3
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Iterator
from typing import Any

from harness import statements

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,16}")
UUID_TEXT = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
PROBE = "__harness_probe__"
OUTPUT_LIMIT = 1_000_000
STATEMENT_LIMIT = 20_000


class TooMuch(BaseException):
    """Ends a snippet that would fill the memory with what it does. Not an Exception: a snippet cannot catch it by mistake."""


class Recorder:
    """Collects what one snippet does. `report()` gives it as the JSON form of an Outcome, less its environment."""

    def __init__(self, path: str, source: str, project: str) -> None:
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
        self.emitted: list[dict[str, Any]] = []
        self.complaints: list[str] = []
        self.uuids: dict[str, str] = {}
        self.read: set[str] = set()
        self.database: tuple[str, str] | None = None
        self.lock = threading.RLock()
        self.main_thread = threading.main_thread()

    # Where the snippet is

    def statement_at(self, line: int | None) -> int | None:
        if line is None or not 0 < line < len(self.line_table):
            return None
        return self.line_table[line]

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
        while frame is not None:
            yield frame
            frame = frame.f_back
        greenlet = sys.modules.get("greenlet")
        if greenlet is not None:
            parent = greenlet.getcurrent().parent
            while parent is not None:
                frame = parent.gr_frame
                while frame is not None:
                    yield frame
                    frame = frame.f_back
                parent = parent.parent
        if threading.current_thread() is not self.main_thread and self.main_thread.ident is not None:
            frame = sys._current_frames().get(self.main_thread.ident)
            while frame is not None:
                yield frame
                frame = frame.f_back

    # Output

    def write(self, text: str) -> None:
        with self.lock:
            under_way = self.under_way(sys._getframe(2))
            self.written += len(text)
            if self.written > OUTPUT_LIMIT:
                self.complain(f"printed more than {OUTPUT_LIMIT:,} characters")
                raise TooMuch
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

    def warn(self, message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
        with self.lock:
            frame = sys._getframe(1)
            while frame.f_back is not None and frame.f_code.co_filename == warnings.__file__:
                frame = frame.f_back
            under_way = self.under_way(frame)
            at = under_way[0] if under_way else None
            text = readable(str(message))
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
        if not isinstance(exception, Exception) or isinstance(exception, StopIteration | StopAsyncIteration):
            return
        self.note(exception)

    def note(self, exception: BaseException) -> dict[str, Any]:
        with self.lock:
            try:
                known = exception.__dict__.get(PROBE)
            except AttributeError:
                known = None
            if known is not None:
                return known
            at, by_hand = None, False
            for frame, line in traceback.walk_tb(exception.__traceback__):
                if frame.f_code.co_filename == self.path:
                    at = self.statement_at(line)
            last = exception.__traceback__
            while last is not None and last.tb_next is not None:
                last = last.tb_next
            if last is not None and self.is_own(last.tb_frame.f_code):
                by_hand = opcode_at(last.tb_frame.f_code, last.tb_lasti) == "RAISE_VARARGS"
            note = {
                "at": at, "name": class_name(type(exception)), "message": message_of(exception), "by_hand": by_hand,
                "caught": True, "chain": chain_of(exception), "times": 1,
            }  # fmt: skip
            try:
                exception.__dict__[PROBE] = note
            except AttributeError:
                pass
            self.exceptions.append(note)
            return note

    def is_own(self, code: types.CodeType) -> bool:
        """Whether the code is the project's own, not a library's."""
        name = code.co_filename
        return name == self.path or (name.startswith(self.project) and "site-packages" not in name)

    # SQL

    def watch_sql(self) -> None:
        from sqlalchemy import event
        from sqlalchemy.engine import Engine

        event.listen(Engine, "before_cursor_execute", self.before_cursor_execute, named=False)
        event.listen(Engine, "do_connect", self.do_connect)

    def before_cursor_execute(
        self, conn: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool
    ) -> None:
        # Rows batched into one INSERT come as "many" with one flat set of values.
        sets = parameters if many and parameters and isinstance(parameters[0], tuple | list | dict) else [parameters]
        record = self.emit(sql, sets, sys._getframe(1))
        if isinstance(cursor, WatchedCursor):
            cursor.record, cursor.announced = record, True
        if self.database is None:
            version = getattr(conn.dialect, "server_version_info", None) or ()
            if conn.dialect.name == "sqlite":
                version = sqlite3.sqlite_version_info
            self.database = conn.dialect.name, ".".join(str(part) for part in version)

    def do_connect(self, dialect: Any, connection_record: Any, cargs: Any, cparams: dict[str, Any]) -> None:
        """Give sqlite3 a cursor that counts rows and notices statements SQLAlchemy does not know of."""
        if dialect.driver == "pysqlite" and "factory" not in cparams:
            recorder = self

            class Connection(sqlite3.Connection):
                def cursor(self, factory: Any = None) -> Any:
                    cursor = super().cursor(WatchedCursor)
                    cursor.recorder = recorder
                    return cursor

            cparams["factory"] = Connection

    def emit(self, sql: str, sets: Any, frame: types.FrameType | None, raw: bool = False) -> dict[str, Any]:
        with self.lock:
            under_way = self.under_way(frame)
            record = {
                "at": under_way[0] if under_way else None, "within": under_way, "sql": sql, "sets": len(sets),
                "parameters": [self.parameters(one) for one in sets[:3]], "rows": None, "raw": raw,
            }  # fmt: skip
            self.emitted.append(record)
            if len(self.emitted) > STATEMENT_LIMIT:
                self.complain(f"emitted more than {STATEMENT_LIMIT:,} SQL statements")
                raise TooMuch
            return record

    def parameters(self, values: Any) -> str:
        """One set of parameters as text. Keys that differ in each run become `uuid-1`, `uuid-2` in order of appearance."""
        text = repr(values) if not isinstance(values, dict) or values else "()"
        text = UUID_TEXT.sub(
            lambda m: self.uuids.setdefault(m[0].replace("-", ""), f"uuid-{len(self.uuids) + 1}"), text
        )
        text = ADDRESS.sub("0x...", text)
        return text if len(text) <= 400 else text[:400] + "..."

    # The run

    def complain(self, text: str) -> None:
        self.complaints.append(text)

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            name, mode, flags = args
            if isinstance(name, str) and name.startswith(self.project) and "site-packages" not in name:
                writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
                if writes:
                    self.complain(
                        f"wrote to {name[len(self.project) :]}: a snippet writes into its working directory only"
                    )
                else:
                    self.read.add(name)
        elif event == "socket.connect":
            address = args[1]
            if isinstance(address, tuple) and address[0] not in self.hosts:
                self.complain(f"reached for the network: {address[0]}:{address[1]}")
                raise PermissionError(f"a snippet has no network: {address[0]}:{address[1]}")

    hosts: frozenset[str] = frozenset()
    """Where a snippet may connect to: the host of the database the environment names."""

    def execute(self) -> dict[str, Any] | None:
        """Run the snippet as `python snippet.py` would. Returns the note of the exception that ended it."""
        module = types.ModuleType("__main__")
        module.__file__ = self.path
        sys.modules["__main__"] = module
        sys.argv = [self.path]
        setattr(builtins, PROBE, Probe(self))
        code = compile(instrument(self.tree, self.numbered), self.path, "exec", dont_inherit=True)
        try:
            exec(code, module.__dict__)
        except TooMuch:
            return None
        except SystemExit as exit:
            self.complain(f"called sys.exit({exit.code!r})")
            return None
        except BaseException as exception:  # whatever ends a snippet is its outcome
            note = self.note(exception)
            note["caught"] = False
            return note
        return None

    def run(self) -> dict[str, Any]:
        out, err = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = io.StringIO()
        errors = sys.stderr
        sys.stdout = Output(self)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", ResourceWarning)
            warnings.showwarning = self.warn  # type: ignore[assignment]
            self.watch_sql()
            sys.addaudithook(self.audit)
            start = time.perf_counter()
            ended_by = self.execute()
            seconds = time.perf_counter() - start
            self.end()
        sys.stdout, sys.stderr = out, err
        if errors.getvalue().strip():
            self.complain(f"wrote to standard error: {shorten(ADDRESS.sub('0x...', errors.getvalue().strip()))}")
        return {
            "ended_by": ended_by,
            "caught": [note for note in self.exceptions if note is not ended_by],
            "warnings": list(self.warned.values()),
            "emitted": self.emitted,
            "printed": self.printed(),
            "ran": sorted(self.ran),
            "complaints": self.complaints,
            "complaint_at": None,
            "seconds": round(seconds, 6),
            "files": sorted(self.files()),
            "database": self.database,
        }

    def end(self) -> None:
        """Let the exit handlers run while everything is still written down, and look for what was left behind."""
        left = [t.name for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
        if left:
            deadline = time.monotonic() + 0.5
            for thread in threading.enumerate():
                if thread is not threading.main_thread() and not thread.daemon:
                    thread.join(max(0.0, deadline - time.monotonic()))
            left = [t.name for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
        if left and not any("ThreadPoolExecutor" in name for name in left):
            self.complain(f"left threads running: {', '.join(left)}")
        try:
            atexit._run_exitfuncs()
        except BaseException as exception:
            self.complain(f"failed at exit: {class_name(type(exception))}: {exception}")

    def files(self) -> set[str]:
        """The project's files this run depends on, its own left out."""
        from importlib.util import source_from_cache

        found = set()
        for name in self.read:
            if name.endswith(".pyc"):
                try:
                    name = source_from_cache(name)
                except ValueError:
                    continue
            found.add(name)
        for module in list(sys.modules.values()):
            name = getattr(module, "__file__", None)
            if isinstance(name, str) and name.startswith(self.project) and "site-packages" not in name:
                found.add(name)
        own = os.path.dirname(os.path.abspath(__file__))
        return {n for n in found if n != self.path and not n.startswith(own + os.sep) and os.path.isfile(n)}


class Probe:
    """What the probes in the snippet call."""

    Exception = Exception

    def __init__(self, recorder: Recorder) -> None:
        self.reached = recorder.ran.add
        self.passing = recorder.passing


class Output(io.TextIOBase):
    """The standard output of a snippet."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    encoding = "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._recorder.write(text)
        return len(text)


class WatchedCursor(sqlite3.Cursor):
    """A cursor that counts the rows it hands out, and reports what is executed on it unannounced."""

    recorder: Recorder
    record: dict[str, Any] | None = None
    announced = False

    def _count(self, rows: int) -> None:
        if self.record is not None:
            self.record["rows"] = (self.record["rows"] or 0) + rows

    def _unannounced(self, sql: str, sets: Any) -> None:
        if self.announced:
            self.announced = False
            return
        frame = sys._getframe(2)
        if frame.f_code.co_filename == self.recorder.path:
            self.record = self.recorder.emit(sql, sets, frame, raw=True)

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        self._unannounced(sql, [parameters])
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        parameters = list(parameters)
        self._unannounced(sql, parameters)
        return super().executemany(sql, parameters)

    def fetchone(self) -> Any:
        row = super().fetchone()
        self._count(row is not None)
        return row

    def fetchmany(self, size: int | None = None) -> Any:
        rows = super().fetchmany(self.arraysize if size is None else size)
        self._count(len(rows))
        return rows

    def fetchall(self) -> Any:
        rows = super().fetchall()
        self._count(len(rows))
        return rows

    def __next__(self) -> Any:
        row = super().__next__()
        self._count(1)
        return row


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
    return "\n".join(visible(line) for line in ADDRESS.sub("0x...", message)[:8000].split("\n"))


def chain_of(exception: BaseException) -> list[str]:
    """The exceptions behind this one, nearest first, as the interpreter's traceback would tell them."""
    chain: list[str] = []
    seen = {id(exception)}
    current: BaseException | None = exception
    while current is not None and len(chain) < 8:
        following = current.__cause__
        if following is None and not current.__suppress_context__:
            following = current.__context__
        if following is None or id(following) in seen:
            break
        seen.add(id(following))
        first, _, _ = message_of(following).partition("\n")
        chain.append(f"{class_name(type(following))}: {first}")
        current = following
    return chain


def opcode_at(code: types.CodeType, offset: int) -> str:
    import dis

    return dis.opname[code.co_code[offset]] if 0 <= offset < len(code.co_code) else ""


def visible(text: str) -> str:
    """`text` with escapes for what a comment cannot hold: a carriage return, an escape sequence, half a surrogate."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, limit: int = 400) -> str:
    return text if len(text) <= limit else text[:limit] + " ..."


def instrument(tree: ast.Module, numbered: list[tuple[ast.stmt, statements.Statement]]) -> ast.Module:
    """Add the probes to `tree`, in place: what was reached, and which exceptions pass.

    Each statement is preceded by a note that it was reached. Each handler starts with a look at what it handles; the
    bodies of `with` and of functions are wrapped so that what leaves them is seen, then goes on its way.
    """

    def call(method: str, *arguments: ast.expr) -> ast.stmt:
        probe = ast.Attribute(ast.Name(PROBE, ast.Load()), method, ast.Load())
        return ast.Expr(ast.Call(probe, list(arguments), []))

    def wrapped(body: list[ast.stmt], owner: ast.stmt) -> list[ast.stmt]:
        kind = ast.Attribute(ast.Name(PROBE, ast.Load()), "Exception", ast.Load())
        handler = ast.ExceptHandler(kind, None, [call("passing"), ast.Raise(None, None)])
        return [placed(ast.Try(body, [handler], [], []), owner)]

    def placed(node: ast.stmt, owner: ast.AST) -> ast.stmt:
        for each in ast.walk(node):
            if not hasattr(each, "lineno") and isinstance(each, ast.stmt | ast.expr | ast.excepthandler):
                each.lineno = each.end_lineno = owner.lineno  # type: ignore[attr-defined]
                each.col_offset = each.end_col_offset = owner.col_offset  # type: ignore[attr-defined]
        return node

    numbers = {node: statement.index for node, statement in numbered}

    def counted(block: list[ast.stmt], takes_docstring: bool) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for position, node in enumerate(block):
            is_docstring = (
                takes_docstring
                and position == 0
                and isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
            )
            is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
            if not is_docstring and not is_future:
                result.append(placed(call("reached", ast.Constant(numbers[node])), node))
            result.append(node)
        return result

    def visit(node: ast.AST) -> None:
        for block in list(statements.blocks(node)):
            for child in list(block):
                visit(child)
        takes_docstring = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for block in statements.blocks(node):
            block[:] = counted(block, takes_docstring and block is getattr(node, "body", None))
        if isinstance(node, ast.Try | ast.TryStar):
            for handler in node.handlers:
                handler.body.insert(0, placed(call("passing"), handler))
        elif isinstance(node, ast.With | ast.AsyncWith):
            node.body = wrapped(node.body, node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = [node.body[0]] if ast.get_docstring(node, clean=False) is not None else []
            rest = node.body[len(docstring) :]
            node.body = docstring + (wrapped(rest, node) if rest else [])

    visit(tree)
    return ast.fix_missing_locations(tree)
