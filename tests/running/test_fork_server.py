"""The process that snippets are forked from: how it starts, fails, and ends with what it runs."""

from __future__ import annotations

import os
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.project import Project
from harness.reading.snippet import Snippet
from harness.running.run import Worker, WorkerFailed, execute, run_all
from tests.conftest import write_project, write_snippet


def job(snippet: Snippet, project: Project, **changes: Any) -> dict[str, Any]:
    return {
        "path": str(snippet.path), "source": snippet.code, "root": str(project.root),
        "time_limit": project.time_limit, "hosts": [],
    } | changes  # fmt: skip


@pytest.fixture
def worker(project: Project) -> Iterator[Worker]:
    worker = Worker(project)
    yield worker
    worker.stop()


def until(condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true soon."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def printed(answer: dict[str, Any]) -> list[str]:
    return [line["text"] for line in answer["report"]["printed"]]


def test_runs_one_after_the_other(worker: Worker, project: Project) -> None:
    snippet = write_snippet(project, "import os\nprint(os.getpid(), os.getppid())\n")
    pids = [printed(worker.run(job(snippet, project)))[0].split() for _ in range(2)]
    assert pids[0][0] != pids[1][0]
    assert pids[0][1] == pids[1][1]


def test_without_fork_each_run_has_a_fresh_interpreter(project: Project) -> None:
    worker = Worker(project, fork=False)
    snippet = write_snippet(project, "import os\nprint(os.listdir())\nos.write(1, b'past')\n")
    try:
        answers = [worker.run(job(snippet, project)) for _ in range(2)]
    finally:
        worker.stop()
    assert [printed(answer) for answer in answers] == [["[]"], ["[]"]]
    assert answers[0]["complaints"] == ["wrote to standard output past Python: past"]


def test_without_fork_a_hang_ends(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harness.running.run.OVERDUE", 0.2)
    worker = Worker(project, fork=False)
    try:
        answer = worker.run(job(write_snippet(project, "while True: pass\n"), project, time_limit=0.3))
        assert answer["report"] is None
        assert "did not end in time" in answer["complaints"][0]
        assert printed(worker.run(job(write_snippet(project, "print('well')\n"), project))) == ["well"]
    finally:
        worker.stop()


def test_shared_module_that_cannot_be_imported(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'preload = ["shared"]')
    snippet = write_snippet(project, "x = 1\n")
    with pytest.raises(WorkerFailed, match=r"ModuleNotFoundError: No module named 'shared'"):
        execute(snippet, project)
    (project.snippets / "shared.py").write_text("x = 1\ny = int('a')\n")
    with pytest.raises(WorkerFailed) as failed:
        execute(snippet, project)
    wanted = (
        "snippets/shared.py:2: what all snippets share fails: ValueError: invalid literal for int() with base 10: 'a'"
    )
    assert str(failed.value) == wanted
    (project.snippets / "shared.py").write_text("x = (\n")
    with pytest.raises(WorkerFailed, match=r"SyntaxError: '\(' was never closed"):
        run_all([snippet], project)
    (project.snippets / "shared.py").write_text("x = 1\n")
    assert execute(snippet, project).complaints == []


def test_shared_module_that_exits(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'preload = ["shared"]')
    (project.snippets / "shared.py").write_text("import sys\nsys.exit(1)\n")
    with pytest.raises(WorkerFailed, match=r"snippets/shared.py:2: .*SystemExit: 1"):
        execute(write_snippet(project, "x = 1\n"), project)


def test_worker_that_is_killed_is_started_again(worker: Worker, project: Project) -> None:
    snippet = write_snippet(project, "print('well')\n")
    worker.run(job(snippet, project))
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    assert printed(worker.run(job(snippet, project))) == ["well"]


@pytest.mark.parametrize("way", ["stop", "kill"])
def test_snippet_ends_with_its_worker(worker: Worker, project: Project, tmp_path: Path, way: str) -> None:
    """Whoever interrupts a session must not leave a busy loop behind."""
    from threading import Thread

    beat = tmp_path / "pid"
    os.mkfifo(beat)
    snippet = write_snippet(project, "import os\nprint(os.getpid())\nos.kill(os.getpid(), 0)\nwhile True: pass\n")
    worker.run(job(write_snippet(project, "x = 1\n"), project))
    process = worker.process
    assert process is not None
    thread = Thread(target=worker.run, args=(job(snippet, project, time_limit=60),), daemon=True)
    thread.start()
    children: list[int] = []

    def started() -> bool:
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(entry.read_text().rpartition(")")[2].split()[1]) == process.pid:
                    children[:] = [int(entry.parent.name)]
            except OSError:
                continue
        return bool(children)

    assert until(started)
    getattr(process, "terminate" if way == "stop" else "kill")()
    thread.join(5)
    assert not thread.is_alive()
    assert until(lambda: not alive(children[0]))


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
    assert worker.run(job(snippet, project))["report"]["complaints"] == ["reached for the network: localhost"]


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
    worker = Worker(project)
    try:
        first, second = (worker.run(job(write_snippet(project, source), project)) for _ in range(2))
        folder = printed(
            worker.run(job(write_snippet(project, "from shared import folder\nprint(folder.name)\n"), project))
        )
    finally:
        worker.stop()
    assert printed(first) == printed(second) == ["0 0 1"]
    assert first["report"]["complaints"] == []
    os.rmdir(folder[0])
