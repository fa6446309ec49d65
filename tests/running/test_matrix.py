"""The checks in every environment, and the Pythons that are downloaded for it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from harness.running import matrix, python_download
from harness.running.environments import own_minor, own_sqlalchemy
from harness.running.interpreters import EnvironmentMissing, downloads, find_python
from harness.running.python_download import download
from tests.conftest import write_project, write_snippet


@pytest.fixture(autouse=True)
def forget_pythons() -> None:
    find_python.cache_clear()


def test_it_says_what_it_runs_and_what_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path, 'environments = ["sqlite"]\npythons = ["3.99"]')
    project.locks.mkdir()
    (project.locks / "sqlalchemy2.1.txt").write_text(f"sqlalchemy=={own_sqlalchemy()}\n")
    write_snippet(project, "print(1)\n#> 2\n")

    def cannot(*_: object) -> str:
        raise EnvironmentMissing("Python 3.99 cannot be downloaded")

    monkeypatch.setattr(matrix, "download", cannot)
    monkeypatch.chdir(tmp_path)
    assert matrix.main(["-pharness.pytest_plugin"]) == 1
    output = capfd.readouterr().out
    assert "Python 3.99 cannot be downloaded" in output
    assert "1 of 2 environments:\n  sqlite: Python " in output
    assert "printed something else than expected" in output
    assert output.count("NOT RUN: python3.99-sqlalchemy2.1-sqlite: no Python 3.99 on this machine") == 2
    assert re.search(r"Checking: \d+ s\n", output)


def test_a_python_that_is_there_is_not_downloaded(tmp_path: Path) -> None:
    assert download(write_project(tmp_path), own_minor()) == find_python(own_minor())


def test_the_first_way_that_works_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_network(*_: object) -> None:
        raise subprocess.CalledProcessError(2, "uv", stderr="error: retried\n  no network\n")

    def unpacked(minor: str, folder: Path) -> None:
        python = folder / "usr" / "bin" / f"python{minor}"
        python.parent.mkdir(parents=True)
        python.write_text(f"#!/bin/sh\necho {minor}\n")
        python.chmod(0o755)

    project = write_project(tmp_path)
    monkeypatch.setattr(python_download, "_from_uv", without_network)
    monkeypatch.setattr(python_download, "_from_debian", unpacked)
    assert download(project, "3.99") == str(downloads(project) / "3.99" / "usr" / "bin" / "python3.99")


def test_why_a_python_cannot_be_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("PATH", str(tmp_path))
    project = write_project(tmp_path)
    with pytest.raises(
        EnvironmentMissing, match=r"(?s)Python 3.99 cannot be downloaded\n  uv: .+\n  Debian: .*apt-get"
    ):
        download(project, "3.99")
    assert not (downloads(project) / "3.99").exists()
