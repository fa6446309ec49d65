"""The process that snippets are forked from: `python -m harness.running.fork_server ROOT [MODULE ...]`.

It imports what every snippet needs once, then reads a job a line from its standard input and answers a line on its
standard output. It is started as a program of its own, so it has one thread, the environment and hash seed it was given,
and could be any Python that has SQLAlchemy. Where `os.fork` is missing it runs one job in itself and ends.

It keeps order among snippets that run wild; it is not a security sandbox.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import gc
import importlib
import json
import logging
import marshal
import os
import re
import select
import shutil
import signal
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator
from typing import Any, BinaryIO

from sqlalchemy import util
from sqlalchemy.orm import session

from harness.recording import conditions
from harness.recording.guarded import THREAD_GRACE, prepare, record_guarded
from harness.recording.probes import line_of
from harness.recording.readable import ADDRESS, shorten, visible

try:
    import ctypes

    _prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
except (ImportError, OSError, AttributeError):
    _prctl = None

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36

MEMORY_LIMIT = 2 << 30
FILE_LIMIT = 64 << 20
REPORT_LIMIT = 256 << 20
STREAM_LIMIT = 100_000
WARM_URL = "GUIDE_WARM_URL"
"""Names the database that the template process uses once. Nothing of it is left behind."""
GRACE = 0.2
"""Seconds before the time limit at which a snippet's position is written down."""


def warm(url: str) -> None:
    """Use the ORM and the driver once, so that what they memoize at first use is there before the first fork."""
    from sqlalchemy import Integer, create_engine, select
    from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

    class Base(DeclarativeBase):
        pass

    class Warm(Base):
        __tablename__ = "warm"
        __table_args__ = ({"prefixes": ["TEMPORARY"]},)
        id = mapped_column(Integer, primary_key=True)

    # psycopg logs the error that it has raised already, once more, where it ends the pipeline of an executemany.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    engine = create_engine(url)
    with engine.connect() as connection, Session(connection) as session:
        Base.metadata.create_all(connection)
        session.add(Warm())
        session.commit()
        session.scalars(select(Warm)).all()
    Base.registry.dispose()
    engine.dispose()


class Streams:
    """Where the standard output and error of a snippet's process go: one file each, without a name, used again."""

    def __init__(self) -> None:
        self.files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]  # noqa: SIM115

    def enter(self) -> None:
        """Put them in place of this process's own; there is nothing to read on the standard input."""
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        for number, file in enumerate(self.files, 1):
            os.dup2(file.fileno(), number)

    def take(self) -> list[str]:
        """What was written to each since the last time."""
        found = []
        for file in self.files:
            if os.fstat(file.fileno()).st_size:
                file.seek(0)
                found.append(file.read(STREAM_LIMIT).decode("utf-8", "backslashreplace").strip())
                file.seek(0)
                file.truncate()
            else:
                found.append("")
        return found


def enter(scratch: str, streams: Streams) -> None:
    """Turn this process into the snippet's: its own group, limits, working directory and standard streams."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()
    os.chdir(scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    streams.enter()
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def forget() -> None:
    """Forget what this process was to do at its end, and how many sessions it had: a snippet starts afresh.

    Done before the fork: after it, some five hundred pages of memory would be copied to let the objects go.
    """
    atexit._clear()
    weakref.finalize._registry.clear()  # type: ignore[attr-defined]
    weakref.finalize._registered_with_atexit = False  # type: ignore[attr-defined]
    session._new_sessionid = util.counter()


def tell_where_it_exits() -> None:
    """Let `os._exit` name its line first. A process that the snippet forks may call it as it is."""
    exit = os._exit
    own = os.getpid()

    def told(status: int) -> None:
        if os.getpid() == own:
            with contextlib.suppress(Exception):
                faulthandler.dump_traceback(2, all_threads=False)
        exit(status)

    os._exit = told  # type: ignore[assignment]


def record(job: dict[str, Any]) -> dict[str, Any]:
    """Run the job's snippet in this process."""
    faulthandler.enable(2, all_threads=False)
    faulthandler.dump_traceback_later(max(job["time_limit"] - GRACE, 0.05), exit=False, file=2)
    os.environ |= job.get("variables", {})
    grace = max(THREAD_GRACE, job["time_limit"] / 5)
    recorded = record_guarded(
        job["path"], job["source"], job["root"], hosts=frozenset(job["hosts"]), thread_grace=grace
    )
    faulthandler.cancel_dump_traceback_later()
    return recorded.to_json()


def child(job: dict[str, Any], scratch: str, streams: Streams, pipe: int, secret: bytes) -> None:
    """The forked process. Never returns: nothing of the parent is cleaned up twice."""
    exit = os._exit
    status = 1
    try:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        enter(scratch, streams)
        os.closerange(3, pipe)
        os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX"))
        tell_where_it_exits()
        # A snippet can replace what a module of Python's is written in: this one is not written in it.
        dumps = marshal.dumps
        report = dumps(record(job))
        with os.fdopen(pipe, "wb") as out:
            out.write(secret + b"%d\n" % len(report) + report)
        status = 0
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode())
    finally:
        exit(status)


def await_report(pid: int, pipe: int, limit: float) -> tuple[bytes, int | None]:
    """What the process wrote to `pipe`, and how it ended: its wait status, or None where it had to be killed.

    Others may hold the pipe open, so its end is no sign: the end of the process is.
    """
    deadline = time.monotonic() + limit
    received = bytearray()
    with ending_of(pid) as ending:
        waiting = [pipe, *ending]
        while (left := deadline - time.monotonic()) > 0 and len(received) < REPORT_LIMIT:
            ready, _, _ = select.select(waiting, [], [], left if ending else min(left, 0.005))
            if pipe in ready:
                piece = os.read(pipe, 1 << 20)
                received += piece
                if piece:
                    continue
                waiting.remove(pipe)
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return bytes(received), status
    return b"", None


@contextlib.contextmanager
def ending_of(pid: int) -> Iterator[list[int]]:
    """A file descriptor that can be read when the process has ended, where the system has such; else nothing."""
    try:
        file = os.pidfd_open(pid)
    except (AttributeError, OSError):
        yield []
        return
    try:
        yield [file]
    finally:
        os.close(file)


def fork(job: dict[str, Any], scratch: str, streams: Streams) -> dict[str, Any]:
    """Run the job in a process forked from this one, and clean up after it."""
    global running
    incoming, outgoing = os.pipe()
    secret = os.urandom(16).hex().encode()
    pid = running = os.fork()
    if pid == 0:
        os.close(incoming)
        child(job, scratch, streams, outgoing, secret)
    os.close(outgoing)
    received, status = await_report(pid, incoming, job["time_limit"])
    left_behind = end_all(pid, ended=status is not None)
    running = 0
    os.close(incoming)
    report, complaints = None, []
    if status is None:
        complaints.append(f"did not end within {job['time_limit']:g} seconds")
    elif os.WIFSIGNALED(status):
        complaints.append(f"was killed by {signal.Signals(os.WTERMSIG(status)).name}")
    else:
        report = opened(received, secret)
        if report is None:
            complaints.append(f"ended its process with status {os.WEXITSTATUS(status)} before its last line")
    if left_behind and status is not None:
        complaints.append("left a process of its own running")
    return finish(report, complaints, job["path"], streams)


def opened(received: bytes, secret: bytes) -> dict[str, Any] | None:
    """The report, if it is whole and by the recorder: nothing else knows the secret that it starts with."""
    head, _, body = received.partition(b"\n")
    if not head.startswith(secret) or head != secret + b"%d" % len(body):
        return None
    report: dict[str, Any] = marshal.loads(body)
    return report


def end_all(pid: int, ended: bool) -> bool:
    """Kill what is left of the process `pid` and of all that it started. Returns whether there was any."""
    found = False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
        found = True
    if not ended:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # its group may not be its own yet
        os.waitpid(pid, 0)
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        # A process that left the group is this one's child now, since this one adopts orphans.
        try:
            done, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if not done:
            found = True
            for stray in children():
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(stray, signal.SIGKILL)
            time.sleep(0.001)
    return found


def children() -> list[int]:
    """The processes whose parent this one is, as /proc tells."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat") as file:
                if int(file.read().rpartition(")")[2].split()[1]) == os.getpid():
                    found.append(int(name))
    return found


running = 0
"""The process that runs a snippet now, or 0."""


def stop(*_: Any) -> None:
    """End with the snippet that is running: whoever ends this process wants neither."""
    if running:
        end_all(running, ended=False)
    os._exit(0)


def prctl(option: int, value: int) -> None:
    """Set an option of this process, where the system has them."""
    if _prctl is not None:
        _prctl(option, value, 0, 0, 0)


def finish(report: dict[str, Any] | None, complaints: list[str], path: str, streams: Streams) -> dict[str, Any]:
    """The answer to a job: the report, or why there is none, with what went past `print` to the file descriptors."""
    answer: dict[str, Any] = {"report": report, "complaints": complaints, "line": None}
    output, error = streams.take()
    if report is None:
        lines = [line_of(int(n)) for n in re.findall(rf'File "{re.escape(path)}", line (\d+)', error)]
        answer["line"] = lines[0] if lines else None
        error = "" if lines or "most recent call first" in error else error
    elif "most recent call first" in error:
        error = ""  # the time limit was near
    for text, name in ((output, "output"), (error, "error")):
        if text:
            complaints.append(f"wrote to standard {name} past Python: {shorten(ADDRESS.sub('0x...', visible(text)))}")
    return answer


def answer(job: dict[str, Any], streams: Streams) -> dict[str, Any]:
    scratch = tempfile.mkdtemp(prefix="snippet-")
    try:
        if job["fork"] and hasattr(os, "fork"):
            return fork(job, scratch, streams)
        kept = os.dup(1), os.dup(2)
        enter(scratch, streams)
        report = record(job)
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        return finish(report, [], job["path"], streams)
    finally:
        os.chdir(job["root"])
        shutil.rmtree(scratch, ignore_errors=True)


def main(arguments: list[str], requests: BinaryIO, answers: BinaryIO) -> None:
    root, *preload = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever reads the answers decides when to end
    sys.dont_write_bytecode = True
    sys.path[:0] = [os.path.join(root, "snippets")]
    failure = None
    warm(os.environ.pop(WARM_URL, "sqlite://"))
    try:
        for name in preload:
            importlib.import_module(name)
    except BaseException as error:  # a module may also call sys.exit
        import traceback

        failure = "".join(traceback.format_exception_only(error)).strip()
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(root) and "site-packages" not in frame.filename:
                failure = f"{frame.filename[len(root) + 1 :]}:{frame.lineno}: what all snippets share fails: {failure}"
                break
    streams = Streams()
    prepare(root)
    forget()
    gc.collect()
    gc.freeze()
    answers.write(json.dumps({"failure": failure}).encode() + b"\n")
    answers.flush()
    signal.signal(signal.SIGTERM, stop)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    if os.environ.pop("GUIDE_CONDITIONS", "") == "other":  # a snippet is not told
        conditions.change()
    for line in requests:
        answers.write(json.dumps(answer(json.loads(line), streams)).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    own_in, own_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    main(sys.argv[1:], own_in, own_out)
