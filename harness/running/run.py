"""Snippet in, outcome out. The tests and the site both call `outcome_of`; nothing else runs a snippet."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.cache import code_of, digest, fingerprint, keep, load
from harness.outcome import Outcome
from harness.project import HARNESS, VERDICT, Project
from harness.reading.snippet import Snippet
from harness.running.environments import (
    DATABASE_URL,
    DEFAULT,
    EnvironmentMissing,
    Interpreter,
    Target,
    interpreter,
    own_interpreter,
)

if TYPE_CHECKING:
    # Imported where it is used: its drivers take longer to import than a check from cache takes.
    from harness.running import postgresql

OVERDUE = 3.0
"""Seconds past a snippet's time limit at which its worker is given up."""


CONDITIONS = "GUIDE_CONDITIONS"
"""Set to `other`, it has snippets run under conditions on which nothing may depend: see OTHER_CONDITIONS."""

OTHER_CONDITIONS = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", CONDITIONS: "other"}
"""Another hash seed, time zone and locale. The worker adds what is no variable: see `conditions`."""


class WorkerFailed(Exception):
    """The worker could not start, or died, or has no interpreter or database: nothing can be run."""


class Worker:
    """One `harness.running.fork_server` process. `run` may be called from any thread; calls queue."""

    def __init__(self, project: Project, fork: bool = True, target: Target = DEFAULT) -> None:
        self.project = project
        self.target = target
        self.fork = fork and hasattr(os, "fork")
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.preloaded: str | None = None

    def _start(self) -> subprocess.Popen[bytes]:
        kept = ("PATH", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        home = HARNESS.parent
        environment |= {
            "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(home),
        }  # fmt: skip
        if self.target.database == "postgresql":
            from harness.running import postgresql

            environment["GUIDE_WARM_URL"] = postgresql.server().url_of(postgresql.server().url.database or "postgres")
        if os.environ.get(CONDITIONS) == "other":
            environment |= OTHER_CONDITIONS
        command = [
            found_interpreter(self.project, self.target).path,
            "-m",
            "harness.running.fork_server",
            str(self.project.root),
            *self.project.preload,
        ]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=self.project.root
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        failure = json.loads(line)["failure"] if line else "the worker process did not start"
        if failure:
            end(process)
            raise WorkerFailed(failure)
        return process

    def run(self, job: dict[str, Any]) -> dict[str, Any]:
        """Run one job. Raises WorkerFailed where no process can be started."""
        with self.lock:
            self._start_where_needed()
            line = self._ask(job)
            if not line:
                self._stop()
                complaint = "ended the process that it was started from, or did not end in time"
                return {"report": None, "complaints": [complaint], "line": None}
            answer: dict[str, Any] = json.loads(line)
            return answer

    def _start_where_needed(self) -> None:
        """Have a process with the shared modules as they are now; without fork, one that has run nothing yet."""
        shared = preloaded_fingerprint(self.project)
        if self.process is not None:
            stale = not self.fork or shared != self.preloaded
            if stale or self.process.poll() is not None:
                self._stop()
        if self.process is None:
            self.process, self.preloaded = self._start(), shared

    def _ask(self, job: dict[str, Any]) -> bytes:
        """The worker's answer, empty where it gave none. The worker keeps the time limit; this is for one that cannot."""
        process = self.process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        overdue = threading.Timer(job["time_limit"] + OVERDUE, process.kill)
        overdue.daemon = True
        overdue.start()
        try:
            process.stdin.write(json.dumps(job | {"fork": self.fork}).encode() + b"\n")
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

    def stop(self) -> None:
        with self.lock:
            self._stop()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a worker, which ends the snippet it is running."""
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


class Pool:
    """As many workers as there are processors, started when they are first needed."""

    def __init__(self, project: Project, target: Target = DEFAULT) -> None:
        self.project = project
        self.size = usable_processors()
        self.free = [Worker(project, target=target) for _ in range(self.size)]
        self.all = list(self.free)
        self.condition = threading.Condition()

    def run(self, job: dict[str, Any]) -> dict[str, Any]:
        with self.condition:
            while not self.free:
                self.condition.wait()
            worker = self.free.pop()
        try:
            return worker.run(job)
        finally:
            with self.condition:
                self.free.append(worker)
                self.condition.notify()

    def stop(self) -> None:
        for worker in self.all:
            worker.stop()


def usable_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pool_for(project: Project, target: Target = DEFAULT) -> Pool:
    """The one pool for a project's runs in an environment."""
    with _pools_lock:
        if (project, target) not in _pools:
            _pools[project, target] = Pool(project, target)
        return _pools[project, target]


_pools: dict[tuple[Project, Target], Pool] = {}
_pools_lock = threading.Lock()


@atexit.register
def stop_workers() -> None:
    """End every worker process. They start again when they are next needed."""
    for pool in _pools.values():
        pool.stop()


# What an outcome depends on


def preloaded_fingerprint(project: Project) -> str:
    files = [project.snippets / (name.replace(".", "/") + ".py") for name in project.preload]
    return " ".join(fingerprint(file) for file in files)


def found_interpreter(project: Project, target: Target) -> Interpreter:
    """The Python that serves an environment. Raises WorkerFailed."""
    try:
        return interpreter(project, target)
    except EnvironmentMissing as error:
        raise WorkerFailed(str(error)) from None


def database_fingerprint(target: Target) -> str:
    """What is known of the database before it is started: its package, or the URL that the user gave."""
    return "" if target.database == "sqlite" else os.environ.get(DATABASE_URL) or own_interpreter().fingerprint


def key_of(snippet: Snippet, project: Project, target: Target = DEFAULT) -> str:
    """What a cached outcome is filed under: everything it depends on that is known before the run."""
    parts = [
        code_of("harness.running.run"),
        found_interpreter(project, target).fingerprint,
        database_fingerprint(target),
        os.environ.get(CONDITIONS, ""),
        str(project.time_limit),
        preloaded_fingerprint(project),
        project.relative(snippet.path),
        snippet.dump,
    ]
    if snippet.path.suffix == ".py":
        for file in sorted(snippet.path.parent.rglob("*")):
            # Another snippet counts only where the run reads it, and that is among the outcome's files.
            other = file.suffix == ".py" and file.parent == snippet.path.parent and VERDICT.match(file.stem)
            if file.is_file() and not other and "__pycache__" not in file.parts:
                parts.append(f"{file.relative_to(snippet.path.parent)} {fingerprint(file)}")
    return digest(parts)


def cache_file(snippet: Snippet, project: Project, target: Target = DEFAULT) -> Path:
    """One file a snippet, interpreter and database: a newer outcome replaces the older."""
    python = found_interpreter(project, target)
    folder = f"python{'.'.join(python.python.split('.')[:2])}-sqlalchemy{python.sqlalchemy}-{target.database}"
    folder += f"-{os.environ[CONDITIONS]}" if os.environ.get(CONDITIONS) else ""
    return project.cache / folder / f"{project.relative(snippet.path)}.{snippet.first_line}.json"


def cached(snippet: Snippet, project: Project, target: Target = DEFAULT) -> Outcome | None:
    """The stored outcome, where all that it depends on is unchanged. Raises WorkerFailed."""
    try:
        outcome = Outcome.from_json(load(cache_file(snippet, project, target), key_of(snippet, project, target)))
    except (ValueError, KeyError, TypeError):
        return None
    for name, known in outcome.files.items():
        if fingerprint(project.root / name) != known:
            return None
    return outcome


def store(snippet: Snippet, project: Project, outcome: Outcome, target: Target = DEFAULT) -> None:
    keep(cache_file(snippet, project, target), key_of(snippet, project, target), outcome.to_json())


# Running


def execute(snippet: Snippet, project: Project, target: Target = DEFAULT) -> Outcome:
    """Run the snippet now, in a process of its own. Raises WorkerFailed where no process or database can be had."""
    if target.database == "sqlite":
        return run_on(snippet, project, target, None, "")
    from harness.running import postgresql

    try:
        server = postgresql.server()
        database = server.take()
        try:
            return run_on(snippet, project, target, server, database)
        finally:
            server.give_back(database)
    except postgresql.DatabaseFailed as error:
        raise WorkerFailed(str(error)) from None


def run_on(
    snippet: Snippet, project: Project, target: Target, server: postgresql.Server | None, database: str
) -> Outcome:
    """Run the snippet on a database of the server, or on SQLite where there is none. Raises WorkerFailed."""
    answer = pool_for(project, target).run(
        {
            "path": str(snippet.path),
            "source": snippet.code,
            "root": str(project.root),
            "time_limit": project.time_limit,
            "hosts": server.hosts if server else [],
            "variables": {DATABASE_URL: server.url_of(database)} if server else {},
        }
    )
    report = answer["report"]
    environment = found_interpreter(project, target).environment(target.database, server.version if server else "")
    if report is None:
        outcome = Outcome(environment, complaints=answer["complaints"])
        outcome.complaint_at = snippet.statement_at(answer["line"])
        return outcome
    used = report.pop("database")
    report["complaints"] += answer["complaints"]
    if used and used[0] != target.database:
        report["complaints"].append(f"used {used[0]} in the environment {target}")
    report["files"] = {project.relative(Path(name)): fingerprint(Path(name)) for name in report["files"]}
    return Outcome.from_json(report | {"environment": vars(environment)})


def outcome_of(snippet: Snippet, project: Project, target: Target = DEFAULT, *, fresh: bool = False) -> Outcome:
    """What the snippet does: from the cache, or from a run where it is not there or `fresh` is asked for.

    An outcome with complaints (it hung, it crashed) is never kept: the next call runs the snippet again.
    Raises WorkerFailed.
    """
    if not fresh:
        found = cached(snippet, project, target)
        if found is not None:
            return found
    outcome = execute(snippet, project, target)
    if not outcome.complaints:
        store(snippet, project, outcome, target)
    return outcome


def run_each(
    snippets: Iterable[Snippet], project: Project, target: Target = DEFAULT, *, fresh: bool = False
) -> Iterator[tuple[Snippet, Outcome]]:
    """The outcomes of many snippets, as many runs at a time as there are processors, in the order given.

    None is held once it is given away. Raises WorkerFailed.
    """
    # One thread more than there are workers: while it stores an outcome, which waits for the disk, all of them run.
    with ThreadPoolExecutor(pool_for(project, target).size + 1) as threads:
        yield from threads.map(lambda each: (each, outcome_of(each, project, target, fresh=fresh)), snippets)


def run_all(
    snippets: Iterable[Snippet], project: Project, target: Target = DEFAULT, *, fresh: bool = False
) -> list[tuple[Snippet, Outcome]]:
    """The outcomes of many snippets, all at once. Raises WorkerFailed."""
    return list(run_each(snippets, project, target, fresh=fresh))
