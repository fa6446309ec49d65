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


@pytest.fixture(scope="module")
def worker(shared_project: Project) -> Iterator[Worker]:
    """One for all: where it has ended, it is started again."""
    worker = Worker(shared_project, DEFAULT)
    yield worker
    worker.stop()


def printed(answer: Answer) -> list[str]:
    assert answer.recorded is not None, answer
    return [line.text for line in answer.recorded.printed]


def complaints(answer: Answer) -> list[str]:
    return answer.complaints + (answer.recorded.complaints if answer.recorded else [])


def test_runs_one_after_the_other(worker: Worker, shared_project: Project) -> None:
    snippet = write_snippet(shared_project, "import os\nprint(os.getpid(), os.getppid())\n")
    pids = [printed(worker.run(job(snippet, shared_project)))[0].split() for _ in range(2)]
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
    (project.snippets / "shared.py").write_text("import sys\nsys.exit(1)\n")
    with pytest.raises(CannotRun, match=r"snippets/shared.py:2: .*SystemExit: 1"):
        execute(snippet, project)
    (project.snippets / "shared.py").write_text("x = (\n")
    with pytest.raises(CannotRun, match=r"SyntaxError: '\(' was never closed"):
        run_all([snippet], project)
    (project.snippets / "shared.py").write_text("x = 1\n")
    assert execute(snippet, project).complaints == []


def test_worker_that_is_killed_is_started_again(worker: Worker, shared_project: Project) -> None:
    snippet = write_snippet(shared_project, "print('well')\n")
    worker.run(job(snippet, shared_project))
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    assert printed(worker.run(job(snippet, shared_project))) == ["well"]


@pytest.mark.parametrize("way", ["terminate", "kill"])
def test_snippet_ends_with_its_worker(worker: Worker, shared_project: Project, way: str) -> None:
    """An interrupted session must not leave a busy loop behind."""
    worker.run(job(write_snippet(shared_project, "x = 1\n"), shared_project))
    assert worker.process is not None
    process = psutil.Process(worker.process.pid)
    endless = job(write_snippet(shared_project, "while True: pass\n"), shared_project, time_limit=60)
    thread = Thread(target=worker.run, args=(endless,), daemon=True)
    thread.start()
    assert until(lambda: bool(process.children()))
    (snippet,) = process.children()
    getattr(process, way)()
    thread.join()
    assert until(lambda: not snippet.is_running() or snippet.status() == psutil.STATUS_ZOMBIE)


def test_a_process_that_a_snippet_leaves_behind(worker: Worker, shared_project: Project) -> None:
    source = "import ctypes\nctypes.CDLL(None).fork() or ctypes.CDLL(None).pause()\n"
    answer = worker.run(job(write_snippet(shared_project, source), shared_project))
    assert "left a process of its own running" in complaints(answer)
    assert printed(worker.run(job(write_snippet(shared_project, "print('well')\n"), shared_project))) == ["well"]


def test_working_directories_are_removed(worker: Worker, shared_project: Project) -> None:
    snippet = write_snippet(shared_project, "import os\nopen('x', 'w').close()\nprint(os.getcwd())\n")
    folder = Path(printed(worker.run(job(snippet, shared_project)))[0])
    assert not folder.exists()


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
