"""The interpreters that serve the environments: found, made, or said to be missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from harness.project import HARNESS, Project
from harness.running.environments import DEFAULT, named, own_minor
from harness.running.interpreters import EnvironmentMissing, available, distributions, find_python, interpreter
from tests.conftest import write_project

ROOT = HARNESS.parent


def test_a_python_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    project.locks.mkdir()
    (project.locks / "sqlalchemy2.1.txt").write_text("sqlalchemy==2.1.0\n")
    with pytest.raises(EnvironmentMissing, match=r"python3.99-sqlite: no Python 3.99 on this machine"):
        interpreter(project, named("python3.99-sqlite"))
    here, missing = available(project, (DEFAULT, named("python3.99-sqlite")))
    assert here == [DEFAULT]
    assert [why.partition(" (")[0] for why in missing] == ["python3.99-sqlite: no Python 3.99 on this machine"]


def test_a_line_without_a_lock_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissing, match="no file locks its packages in environments/; there is none"):
        interpreter(write_project(tmp_path), named("sqlalchemy1.3-sqlite"))


@pytest.mark.slow
def test_packages_that_cannot_be_had_are_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    project = write_project(tmp_path)
    project.locks.mkdir()
    (project.locks / "sqlalchemy9.9.txt").write_text(f"sqlalchemy==9.9.9 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(
        EnvironmentMissing, match=r"(?s)sqlalchemy9.9-sqlite: its packages could not be.*see why: .*pip"
    ):
        interpreter(project, named("sqlalchemy9.9-sqlite"))


def test_a_shim_that_starts_nothing_is_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "python3.99"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert find_python("3.99") is None
    assert find_python(own_minor()) == sys.executable


def test_a_downloaded_python_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "3.99" / "usr" / "bin" / "python3.99"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 3.99\n")
    python.chmod(0o755)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert find_python("3.99", tmp_path) == str(python)


def test_the_distributions_in_a_folder(tmp_path: Path) -> None:
    for name in ("a-1.dist-info", "A.pth", "b"):
        (tmp_path / name).mkdir()
    assert distributions([str(tmp_path)]) == ["a-1"]


def test_the_command_names_what_there_is() -> None:
    command = [sys.executable, "-m", "harness.running.interpreters"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.partition(":")[0] for line in told.splitlines()] == list(Project.load(ROOT).environments)
