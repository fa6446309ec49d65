"""One `harness.running.fork_server` process, started, asked and ended from here."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Iterable

from harness.cache import digest, fingerprint
from harness.project import HARNESS, Project
from harness.running.environments import CannotRun, Target
from harness.running.interpreters import interpreter
from harness.running.job import Answer, Job

OVERDUE = 3.0
"""Seconds past a snippet's time limit after which its worker is killed."""

CONDITIONS = "GUIDE_CONDITIONS"
"""An environment variable. Set to `other`, it has snippets run under conditions that must make no difference."""

OTHER_CONDITIONS = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", CONDITIONS: "other"}
"""Another hash seed, time zone and locale. `harness.recording.conditions` changes what no variable can."""

USUAL_CONDITIONS = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}

INHERITED = ("PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV")
"""The environment variables of this process that a snippet also has."""

WARM_URL = "GUIDE_WARM_URL"
"""An environment variable: the database that a worker uses once before it forks the first snippet."""


def check_conditions(targets: Iterable[Target]) -> None:
    """Raises ValueError if the variable has another value, or one of the environments cannot have these conditions."""
    conditions = os.environ.get(CONDITIONS, "")
    if conditions not in ("", "other"):
        raise ValueError(f"{CONDITIONS} is {conditions!r}\n  set it to 'other', or unset it")
    if conditions and any(target.database != "sqlite" for target in targets):
        raise ValueError(f"{CONDITIONS}={conditions} is for SQLite only\n  add --environment sqlite")


class Worker:
    """Runs one job at a time. Its methods may be called from any thread; calls queue."""

    def __init__(self, project: Project, target: Target) -> None:
        self.project = project
        self.target = target
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.imported = ""
        """Stands for the shared modules as the process has imported them."""

    def run(self, job: Job) -> Answer:
        """Run a job. Raises CannotRun if no process can be started."""
        with self.lock:
            line = self._ask(self._started(), job)
            if not line:
                self._stop()
                return Answer(None, ["ended the process that it was started from, or did not end in time"])
            return Answer.from_json(json.loads(line))

    def stop(self) -> None:
        """End the process. The next job starts another."""
        with self.lock:
            self._stop()

    def _started(self) -> subprocess.Popen[bytes]:
        """A process that has imported the shared modules as they are now."""
        shared = digest(map(fingerprint, self.project.shared_modules))
        if self.process is not None and (shared != self.imported or self.process.poll() is not None):
            self._stop()
        if self.process is None:
            self.process, self.imported = self._start(), shared
        return self.process

    def _start(self) -> subprocess.Popen[bytes]:
        variables = {name: os.environ[name] for name in INHERITED if name in os.environ}
        variables |= USUAL_CONDITIONS | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(HARNESS.parent)}
        if self.target.database == "postgresql":
            from harness.running import postgresql

            variables[WARM_URL] = postgresql.server().administrative_url
        if os.environ.get(CONDITIONS) == "other":
            variables |= OTHER_CONDITIONS
        python = interpreter(self.project, self.target).path
        process = subprocess.Popen(
            [python, "-m", "harness.running.fork_server", str(self.project.root), *self.project.preload],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables, cwd=self.project.root,
        )  # fmt: skip
        assert process.stdout is not None
        line = process.stdout.readline()
        failure = json.loads(line)["failure"] if line else "the worker process did not start"
        if failure:
            end(process)
            raise CannotRun(failure)
        return process

    def _ask(self, process: subprocess.Popen[bytes], job: Job) -> bytes:
        """The answer as a line, empty if there is none. The worker enforces the time limit; if it can't, this does."""
        assert process.stdin is not None
        assert process.stdout is not None
        overdue = threading.Timer(job.time_limit + OVERDUE, process.kill)
        overdue.daemon = True
        overdue.start()
        try:
            process.stdin.write(json.dumps(job.to_json()).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            return line if line.endswith(b"\n") else b""
        except OSError:
            return b""
        finally:
            overdue.cancel()

    def _stop(self) -> None:
        if self.process is not None:
            end(self.process)
            self.process = None


def end(process: subprocess.Popen[bytes]) -> None:
    """End a worker process, which ends the snippet it is running."""
    process.terminate()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
