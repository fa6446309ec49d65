"""The process that snippets are forked from: how it starts, fails, and ends with what it runs."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import psutil
import pytest

from harness.project import Project
from harness.reading.snippet import Snippet
from harness.running.environments import DEFAULT, CannotRun
from harness.running.job import Answer, Job
from harness.running.run import execute, run_all
from harness.running.worker import Worker
from tests.conftest import until, write_project, write_snippet


def job(snippet: Snippet, project: Project, **changes: Any) -> Job:
    settings: dict[str, Any] = {"time_limit": project.time_limit} | changes
    return Job(str(snippet.path), snippet.code, str(project.root), **settings)


@pytest.fixture
def worker(project: Project) -> Iterator[Worker]:
    worker = Worker(project, DEFAULT)
    yield worker
    worker.stop()


def printed(answer: Answer) -> list[str]:
    assert answer.recorded is not None, answer
    return [line.text for line in answer.recorded.printed]


def complaints(answer: Answer) -> list[str]:
    return answer.complaints + (answer.recorded.complaints if answer.recorded else [])


def test_runs_one_after_the_other(worker: Worker, project: Project) -> None:
    snippet = write_snippet(project, "import os\nprint(os.getpid(), os.getppid())\n")
    pids = [printed(worker.run(job(snippet, project)))[0].split() for _ in range(2)]
    assert pids[0][0] != pids[1][0]
    assert pids[0][1] == pids[1][1]


def test_shared_module_that_cannot_be_imported(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'preload = ["shared"]')
    snippet = write_snippet(project, "x = 1\n")
    with pytest.raises(CannotRun, match=r"ModuleNotFoundError: No module named 'shared'"):
        execute(snippet, project)
    (project.snippets / "shared.py").write_text("x = 1\ny = int('a')\n")
    with pytest.raises(CannotRun) as failed:
        execute(snippet, project)
    wanted = (
        "snippets/shared.py:2: what all snippets share fails: ValueError: invalid literal for int() with base 10: 'a'"
    )
    assert str(failed.value) == wanted
    (project.snippets / "shared.py").write_text("x = (\n")
    with pytest.raises(CannotRun, match=r"SyntaxError: '\(' was never closed"):
        run_all([snippet], project)
    (project.snippets / "shared.py").write_text("x = 1\n")
    assert execute(snippet, project).complaints == []


def test_shared_module_that_exits(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'preload = ["shared"]')
    (project.snippets / "shared.py").write_text("import sys\nsys.exit(1)\n")
    with pytest.raises(CannotRun, match=r"snippets/shared.py:2: .*SystemExit: 1"):
        execute(write_snippet(project, "x = 1\n"), project)


def test_worker_that_is_killed_is_started_again(worker: Worker, project: Project) -> None:
    snippet = write_snippet(project, "print('well')\n")
    worker.run(job(snippet, project))
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    assert printed(worker.run(job(snippet, project))) == ["well"]


@pytest.mark.parametrize("way", ["terminate", "kill"])
def test_snippet_ends_with_its_worker(worker: Worker, project: Project, way: str) -> None:
    """An interrupted session must not leave a busy loop behind."""
    worker.run(job(write_snippet(project, "x = 1\n"), project))
    assert worker.process is not None
    process = psutil.Process(worker.process.pid)
    endless = job(write_snippet(project, "while True: pass\n"), project, time_limit=60)
    thread = Thread(target=worker.run, args=(endless,), daemon=True)
    thread.start()
    assert until(lambda: bool(process.children()))
    (snippet,) = process.children()
    getattr(process, way)()
    thread.join()
    assert until(lambda: not snippet.is_running() or snippet.status() == psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("import os\nos.write(1, b'past')\n", "wrote to standard output past Python: past"),
        ("import os\nx = 1\nos._exit(3)\n", "ended its process with status 3 before its last line"),
        ("import os\nx = 1\nos.kill(os.getpid(), 9)\n", "was killed by SIGKILL"),
        ("import ctypes\nctypes.CDLL(None).fork() or ctypes.CDLL(None).pause()\n", "left a process of its own running"),
    ],
    ids=["writes past print", "exits", "is killed", "leaves a fork"],
)
def test_what_only_the_parent_can_see(worker: Worker, project: Project, source: str, complaint: str) -> None:
    answer = worker.run(job(write_snippet(project, source), project))
    assert complaint in complaints(answer)
    assert printed(worker.run(job(write_snippet(project, "print('well')\n"), project))) == ["well"]


def test_the_line_at_which_a_snippet_hangs(worker: Worker, project: Project) -> None:
    answer = worker.run(job(write_snippet(project, "x = 1\nwhile True:\n    pass\n"), project, time_limit=2))
    assert (answer.recorded, answer.complaints) == (None, ["did not end within 2 seconds"])
    assert answer.line in (2, 3)


def test_working_directories_are_removed(worker: Worker, project: Project) -> None:
    snippet = write_snippet(project, "import os\nopen('x', 'w').close()\nprint(os.getcwd())\n")
    folder = Path(printed(worker.run(job(snippet, project)))[0])
    assert not folder.exists()


def test_database_host_may_be_reached(worker: Worker, project: Project) -> None:
    source = """
        import socket
        try:
            socket.create_connection(("localhost", 1))
        except ConnectionRefusedError:
            print("tried")
    """
    snippet = write_snippet(project, source)
    assert printed(worker.run(job(snippet, project, hosts=["localhost"]))) == ["tried"]
    assert complaints(worker.run(job(snippet, project))) == ["reached for the network: localhost"]


def test_nothing_of_the_template_process_is_left_to_a_snippet(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'preload = ["shared"]')
    shared = """
        import atexit, tempfile
        from sqlalchemy.orm import Session

        folder = tempfile.TemporaryDirectory()
        atexit.register(print, "the template's end")
        Session()
    """
    (project.snippets / "shared.py").write_text(textwrap.dedent(shared))
    source = """
        import atexit, weakref
        from sqlalchemy.orm import Session
        from shared import folder

        print(atexit._ncallbacks(), len(weakref.finalize._registry), Session().hash_key)
    """
    worker = Worker(project, DEFAULT)
    try:
        first, second = (worker.run(job(write_snippet(project, source), project)) for _ in range(2))
        folder = printed(
            worker.run(job(write_snippet(project, "from shared import folder\nprint(folder.name)\n"), project))
        )
    finally:
        worker.stop()
    assert printed(first) == printed(second) == ["0 0 1"]
    assert complaints(first) == []
    os.rmdir(folder[0])
