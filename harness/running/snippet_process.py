"""What happens in the process of one snippet, from the fork to its end: limits, streams, the recording, the report."""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
import weakref
from typing import NoReturn

from sqlalchemy import util
from sqlalchemy.orm import session

from harness.recording.guard import THREAD_GRACE, record_guarded
from harness.recording.recorded import Recorded
from harness.running.forked_process import end_with_parent
from harness.running.job import Job

MEMORY_LIMIT = 2 << 30
FILE_LIMIT = 64 << 20
STREAM_LIMIT = 100_000
"""How many bytes that went past `print` are reported."""
GRACE = 0.2
"""Seconds before the time limit at which a snippet's position is written down."""


class Streams:
    """The standard output and error of a snippet's process: a file without a name each, used again for the next one."""

    def __init__(self) -> None:
        self.files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]  # noqa: SIM115

    def enter(self) -> None:
        """Make them this process's own. Its standard input is empty."""
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        for number, file in enumerate(self.files, 1):
            os.dup2(file.fileno(), number)

    def take(self) -> list[str]:
        """What was written to each since the last time."""
        texts = []
        for file in self.files:
            file.seek(0)
            texts.append(file.read(STREAM_LIMIT).decode("utf-8", "backslashreplace").strip())
            file.seek(0)
            file.truncate()
        return texts


def forget_exit_handlers() -> None:
    """Drop what was to be done when the process ends, and the count of sessions: a snippet has to start afresh.

    Done before the fork: after it, some five hundred pages of memory would be copied to let the objects go.
    """
    atexit._clear()
    weakref.finalize._registry.clear()  # type: ignore[attr-defined]  # no public way to clear it
    weakref.finalize._registered_with_atexit = False  # type: ignore[attr-defined]
    session._new_sessionid = util.counter()


def run_and_exit(job: Job, scratch: str, streams: Streams, pipe: int, parent: int) -> NoReturn:
    """Run the job in this process, which was forked for it, write a report to the pipe, and end the process.

    Nothing that the parent has opened is cleaned up. The report is one line of JSON.
    """
    exit = os._exit
    status = 1
    try:
        end_with_parent(parent)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _enter(scratch, streams)
        os.closerange(3, pipe)
        os.closerange(pipe + 1, os.sysconf("SC_OPEN_MAX"))
        _report_os_exit()
        report = json.dumps(_record(job).to_json()).encode()
        with os.fdopen(pipe, "wb") as out:
            out.write(report + b"\n")
        status = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        exit(status)


def _enter(scratch: str, streams: Streams) -> None:
    """Give this process a group, limits, a working directory and standard streams of its own."""
    with contextlib.suppress(OSError):
        os.setsid()
    os.chdir(scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    streams.enter()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _report_os_exit() -> None:
    """Have `os._exit` write down its line first. In a process that the snippet forks, it just exits."""
    exit, own = os._exit, os.getpid()

    def reported(status: int) -> NoReturn:
        if os.getpid() == own:
            with contextlib.suppress(Exception):
                faulthandler.dump_traceback(2, all_threads=False)
        exit(status)

    os._exit = reported


def _record(job: Job) -> Recorded:
    faulthandler.enable(2, all_threads=False)
    faulthandler.dump_traceback_later(max(job.time_limit - GRACE, 0.05), exit=False, file=2)
    os.environ |= job.variables
    grace = max(THREAD_GRACE, job.time_limit / 5)
    recorded = record_guarded(job.path, job.source, job.root, hosts=frozenset(job.hosts), thread_grace=grace)
    faulthandler.cancel_dump_traceback_later()
    return recorded
