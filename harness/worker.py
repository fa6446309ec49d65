"""The process that snippets are forked from: `python -m harness.worker ROOT [MODULE ...]`.

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
import os
import re
import select
import shutil
import signal
import sys
import tempfile
import time
from typing import Any, BinaryIO

from harness.record import ADDRESS, Recorder, shorten

MEMORY_LIMIT = 4 << 30
FILE_LIMIT = 64 << 20
GRACE = 0.2
"""Seconds before the time limit at which a snippet's position is written down."""


def warm() -> None:
    """Use the ORM once, so that what it memoizes at first use is there before the first fork."""
    from sqlalchemy import Integer, create_engine, select
    from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

    class Base(DeclarativeBase):
        pass

    class Warm(Base):
        __tablename__ = "warm"
        id = mapped_column(Integer, primary_key=True)

    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Warm())
        session.commit()
        session.scalars(select(Warm)).all()
    Base.registry.dispose()
    engine.dispose()


def enter(job: dict[str, Any], scratch: str) -> None:
    """Turn this process into the snippet's: its own group, limits, working directory and standard streams."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()
    os.chdir(scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    atexit._clear()
    for number, name in ((0, os.devnull), (1, scratch + ".out"), (2, scratch + ".err")):
        file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(file, number)
        os.close(file)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def record(job: dict[str, Any]) -> dict[str, Any]:
    """Run the job's snippet in this process."""
    faulthandler.enable(all_threads=False)
    faulthandler.dump_traceback_later(max(job["time_limit"] - GRACE, 0.05), exit=False)
    sys.path.insert(0, os.path.dirname(job["path"]))
    recorder = Recorder(job["path"], job["source"], job["root"])
    recorder.hosts = frozenset(job["hosts"])
    report = recorder.run()
    faulthandler.cancel_dump_traceback_later()
    return report


def child(job: dict[str, Any], scratch: str, pipe: int) -> None:
    """The forked process. Never returns: nothing of the parent is cleaned up twice."""
    status = 1
    try:
        enter(job, scratch)
        report = json.dumps(record(job)).encode()
        with os.fdopen(pipe, "wb") as out:
            out.write(b"%d\n" % len(report) + report)
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


def await_report(pid: int, pipe: int, limit: float) -> tuple[bytes, int | None]:
    """What the process wrote to `pipe`, and how it ended: its wait status, or None where it had to be killed."""
    deadline = time.monotonic() + limit
    received, whole, status = b"", None, None
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe], [], [], min(left, 0.05))
        if ready:
            piece = os.read(pipe, 1 << 16)
            received += piece
            if whole is None and b"\n" in received:
                head, _, received = received.partition(b"\n")
                whole = int(head)
            if not piece or (whole is not None and len(received) >= whole):
                done, status = wait(pid, deadline)
                return received, status if done else None
        else:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return received, status
    return received, None


def wait(pid: int, deadline: float) -> tuple[int, int]:
    """Wait for the end of `pid` until `deadline`."""
    pause = 0.0002
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done or time.monotonic() > deadline:
            return done, status
        time.sleep(pause)
        pause = min(pause * 2, 0.01)


def fork(job: dict[str, Any], scratch: str) -> dict[str, Any]:
    """Run the job in a process forked from this one, and clean up after it."""
    incoming, outgoing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(incoming)
        child(job, scratch, outgoing)
    os.close(outgoing)
    received, status = await_report(pid, incoming, job["time_limit"])
    os.close(incoming)
    complaints = []
    left_behind = False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
        left_behind = status is not None
    if status is None:
        os.waitpid(pid, 0)
    report = None
    with contextlib.suppress(ValueError):
        report = json.loads(received)
    if status is None:
        complaints.append(f"did not end within {job['time_limit']:g} seconds")
        report = None
    elif os.WIFSIGNALED(status):
        complaints.append(f"was killed by {signal.Signals(os.WTERMSIG(status)).name}")
        report = None
    elif report is None:
        complaints.append(f"ended its process with status {os.WEXITSTATUS(status)} before its last line")
    if left_behind:
        complaints.append("left a process of its own running")
    return finish(report, complaints, job["path"], scratch)


def finish(report: dict[str, Any] | None, complaints: list[str], path: str, scratch: str) -> dict[str, Any]:
    """The answer to a job: the report, or why there is none, with what went past `print` to the file descriptors."""
    answer: dict[str, Any] = {"report": report, "complaints": complaints, "line": None}
    for stream, name in ((scratch + ".out", "output"), (scratch + ".err", "error")):
        with open(stream, "rb") as file:
            text = file.read(100_000).decode("utf-8", "backslashreplace").strip()
        if report is None and name == "error":
            lines = [int(n) for n in re.findall(rf'File "{re.escape(path)}", line (\d+)', text)]
            answer["line"] = lines[0] if lines else None
            text = "" if lines or "most recent call first" in text else text
        if text:
            complaints.append(f"wrote to standard {name} past Python: {shorten(ADDRESS.sub('0x...', text))}")
    return answer


def answer(job: dict[str, Any]) -> dict[str, Any]:
    scratch = tempfile.mkdtemp(prefix="snippet-")
    try:
        if hasattr(os, "fork") and job.get("fork", True):
            return fork(job, scratch)
        streams = os.dup(1), os.dup(2)
        enter(job, scratch)
        report = record(job)
        os.dup2(streams[0], 1)
        os.dup2(streams[1], 2)
        return finish(report, [], job["path"], scratch)
    finally:
        os.chdir(job["root"])
        shutil.rmtree(scratch, ignore_errors=True)
        for name in (scratch + ".out", scratch + ".err"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)


def versions() -> dict[str, str]:
    import platform

    import sqlalchemy

    return {"python": platform.python_version(), "sqlalchemy": sqlalchemy.__version__}


def main(arguments: list[str], requests: BinaryIO, answers: BinaryIO) -> None:
    root, *preload = arguments
    sys.dont_write_bytecode = True
    sys.path[:0] = [os.path.join(root, "snippets")]
    failure = None
    warm()
    try:
        for name in preload:
            importlib.import_module(name)
    except Exception as error:
        import traceback

        failure = "".join(traceback.format_exception_only(error)).strip()
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(root) and "site-packages" not in frame.filename:
                failure = f"{frame.filename[len(root) + 1 :]}:{frame.lineno}: what all snippets share fails: {failure}"
                break
    hello = {"versions": versions(), "failure": failure}
    answers.write(json.dumps(hello).encode() + b"\n")
    answers.flush()
    gc.collect()
    gc.freeze()
    for line in requests:
        answers.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    own_in, own_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    main(sys.argv[1:], own_in, own_out)
