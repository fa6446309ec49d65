"""The process that snippets are forked from: `python -m harness.running.fork_server ROOT [MODULE ...]`.

It imports what every snippet needs once, then reads one job per line from its standard input and answers each with a
line on its standard output. It is a program of its own, so that it has one thread, and the environment, hash seed and
Python that it was started with. It contains mistakes; it isn't a security sandbox.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import logging
import os
import re
import shutil
import signal
import sys
import tempfile
import traceback
from types import FrameType
from typing import BinaryIO

from harness.recording import conditions
from harness.recording.guard import prepare
from harness.recording.probes import line_of
from harness.recording.program import in_project
from harness.recording.readable import ADDRESS, shorten, visible
from harness.recording.recorded import Recorded
from harness.running.forked_process import await_report, end_all
from harness.running.job import Answer, Job
from harness.running.snippet_process import Streams, forget_exit_handlers, run_and_exit

WARM_URL = "GUIDE_WARM_URL"
"""An environment variable: the database to use once before the first fork. Nothing is left behind in it."""

TRACEBACK = "most recent call first"
"""What marks a traceback of `faulthandler`."""

IN_MEMORY = "/dev/shm"
"""Where Linux keeps files in memory. A database there takes a fifth of a run's time less than one on a disk."""

running = 0
"""The process that runs a snippet now, or 0."""


def warm(url: str) -> None:
    """Use the ORM and the driver once: what they memoize at first use is then there before the first fork."""
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


def import_shared(root: str, names: list[str]) -> str | None:
    """Import what all snippets share. Returns what is wrong with it, as a person reads it, or None."""
    try:
        for name in names:
            importlib.import_module(name)
    except BaseException as error:  # a module may also call sys.exit
        failure = "".join(traceback.format_exception_only(error)).strip()
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if in_project(frame.filename, os.path.join(root, "")):
                place = f"{frame.filename[len(root) + 1 :]}:{frame.lineno}"
                return f"{place}: what all snippets share fails: {failure}"
        return failure
    return None


def answer(job: Job, streams: Streams) -> Answer:
    """Run the job in a process forked from this one and in a folder of its own, and clean up after it."""
    global running
    scratch = tempfile.mkdtemp(prefix="snippet-", dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None)
    try:
        incoming, outgoing = os.pipe()
        own = os.getpid()
        pid = running = os.fork()
        if pid == 0:
            os.close(incoming)
            run_and_exit(job, scratch, streams, outgoing, own)
        os.close(outgoing)
        report, status = await_report(pid, incoming, job.time_limit)
        left_behind = end_all(pid, ended=status is not None)
        running = 0
        os.close(incoming)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    recorded, complaints = None, list[str]()
    with contextlib.suppress(ValueError):  # not whole, or in other words: a snippet may write to every descriptor
        recorded = Recorded.from_json(json.loads(report))
    if status is None:
        complaints.append(f"did not end within {job.time_limit:g} seconds")
    elif os.WIFSIGNALED(status):
        complaints.append(f"was killed by {signal.Signals(os.WTERMSIG(status)).name}")
    elif recorded is None:
        complaints.append(f"ended its process with status {os.WEXITSTATUS(status)} before its last line")
    if left_behind and status is not None:
        complaints.append("left a process of its own running")
    return with_streams(Answer(recorded, complaints), job.path, streams)


def with_streams(answer: Answer, path: str, streams: Streams) -> Answer:
    """The answer with what the snippet's process wrote past `print`, to its file descriptors."""
    output, error = streams.take()
    if answer.recorded is None:
        lines = [line_of(int(number)) for number in re.findall(rf'File "{re.escape(path)}", line (\d+)', error)]
        answer.line = lines[0] if lines else None
        error = "" if lines or TRACEBACK in error else error
    elif TRACEBACK in error:
        error = ""  # the time limit was near
    for text, name in ((output, "output"), (error, "error")):
        if text:
            text = shorten(ADDRESS.sub("0x...", visible(text)))
            answer.complaints.append(f"wrote to standard {name} past Python: {text}")
    return answer


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End, together with the snippet that is running."""
    if running:
        end_all(running, ended=False)
    os._exit(0)


def main(root: str, shared: list[str], requests: BinaryIO, answers: BinaryIO) -> None:
    """Get ready, say so, and answer requests until they end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads the answers decides when to end
    sys.dont_write_bytecode = True
    sys.path[:0] = [os.path.join(root, "snippets")]
    warm(os.environ.pop(WARM_URL, "sqlite://"))
    failure = import_shared(root, shared)
    streams = Streams()
    prepare(root)
    forget_exit_handlers()
    gc.collect()
    gc.freeze()
    answers.write(json.dumps({"failure": failure}).encode() + b"\n")
    answers.flush()
    signal.signal(signal.SIGTERM, stop)
    if os.environ.pop("GUIDE_CONDITIONS", "") == "other":  # which a snippet must not see
        conditions.change()
    for line in requests:
        result = answer(Job(**json.loads(line)), streams)
        answers.write(json.dumps(result.to_json()).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    own_in, own_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    main(sys.argv[1], sys.argv[2:], own_in, own_out)
