"""What a reader's browser loads is fetched again when the locks change, and not with the guide's own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.browser import runtime
from harness.project import Project
from tests.conftest import write_project


def test_only_a_lock_has_the_runtime_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path)
    folder = runtime.locks(project)
    folder.mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("")
    fetched: list[Path] = []

    def fetch(project: Project, folder: Path, target: Path) -> None:
        for name in ("npm", "wheels"):
            (folder / name).mkdir()
        fetched.append(target)

    monkeypatch.setattr(runtime, "fetch", fetch)
    for name, times in (("package.json", 1), ("first.py", 1), ("cannot_run.toml", 1), ("package-lock.json", 2)):
        (folder / name).write_text("value = 1\n")
        runtime.runtime(project)
        assert len(fetched) == times, name
