"""Environments by name, and the interpreters that serve them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy

from harness.project import Project
from harness.running import environments
from harness.running.environments import (
    DEFAULT,
    EnvironmentMissing,
    Target,
    expected,
    find_python,
    found,
    interpreter,
    matrix,
    named,
    recorded,
    targets,
)
from tests.conftest import write_project

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("sqlite", DEFAULT),
        ("postgresql", Target("postgresql")),
        ("sqlalchemy2.0-sqlite", Target("sqlite", "sqlalchemy2.0")),
        ("python3.12-sqlalchemy2.1-postgresql", Target("postgresql", "sqlalchemy2.1", "3.12")),
        ("python3.13-sqlite", Target("sqlite", "", "3.13")),
    ],
)
def test_name_and_back(name: str, target: Target) -> None:
    assert named(name) == target
    assert str(target) == name


@pytest.mark.parametrize("name", ["", "mysql", "sqlite-postgresql", "python3-sqlite", "postgresql-sqlalchemy2.0"])
def test_no_such_environment(name: str) -> None:
    with pytest.raises(ValueError, match=r"names no environment: write .* such as sqlalchemy2.0-sqlite"):
        named(name)


def test_a_project_without_any_has_the_default_one(tmp_path: Path) -> None:
    assert targets(write_project(tmp_path)) == (DEFAULT,)


def test_the_matrix_is_every_combination() -> None:
    project = Project.load(ROOT)
    names = [str(target) for target in matrix(project)]
    pythons = {*project.pythons, environments.own_minor()}
    assert len(names) == len(set(names)) == len(pythons) * 2 * 2
    assert set(project.environments) < set(names)
    assert {f"python{p}-sqlalchemy2.0-postgresql" for p in pythons - {environments.own_minor()}} < set(names)
    assert {each.sqlalchemy.rpartition(".")[0] for each in expected(project)} == {"2.0", "2.1"}


def test_the_record_holds_each_line_on_each_database_and_none_that_is_on_trial(tmp_path: Path) -> None:
    project = Project(tmp_path, environments=("sqlite", "postgresql"), pythons=("3.12",))
    project.locks.mkdir()
    for name, version in {"2.0": "2.0.1", "2.1": sqlalchemy.__version__, "99": "99.0b1"}.items():
        (project.locks / f"sqlalchemy{name}.txt").write_text(f"sqlalchemy=={version}\n")
    names = [str(target) for target in recorded(project)]
    assert names == ["sqlite", "postgresql", "sqlalchemy2.0-sqlite", "sqlalchemy2.0-postgresql"]
    assert "sqlalchemy99-sqlite" in {str(target) for target in matrix(project)}
    # A trial with nothing newer to try is the guide's own line under another name.
    (project.locks / "sqlalchemy99.txt").write_text(f"sqlalchemy=={sqlalchemy.__version__}\n")
    assert [str(target) for target in recorded(project)] == names
    assert len(set(matrix(project))) == len(matrix(project))


def test_each_line_locks_the_versions_of_the_guide() -> None:
    """What a line runs on differs from requirements.txt by SQLAlchemy alone."""

    def pinned(path: Path) -> dict[str, str]:
        lines = [
            line.partition(" ")[0] for line in path.read_text().splitlines() if "==" in line and line[0] not in "# "
        ]
        return dict(line.split("==") for line in lines)

    own = pinned(ROOT / "requirements.txt")
    for path in sorted((ROOT / "environments").glob("*.txt")):
        assert "--hash=sha256:" in path.read_text()
        other = {name: version for name, version in pinned(path).items() if own[name] != version}
        assert set(other) <= {"sqlalchemy"}


def test_a_python_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    project.locks.mkdir()
    (project.locks / "sqlalchemy2.1.txt").write_text("sqlalchemy==2.1.0\n")
    with pytest.raises(EnvironmentMissing, match=r"python3.99-sqlite: no Python 3.99 on this machine"):
        interpreter(project, named("python3.99-sqlite"))
    here, missing = found(project, (DEFAULT, named("python3.99-sqlite")))
    assert here == [DEFAULT]
    assert [why.partition(" (")[0] for why in missing] == ["python3.99-sqlite: no Python 3.99 on this machine"]


def test_a_line_without_a_lock_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissing, match="no file locks its packages in environments/; there is none"):
        interpreter(write_project(tmp_path), named("sqlalchemy1.3-sqlite"))


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
    assert find_python(environments.own_minor()) == sys.executable


def test_the_command_names_what_there_is() -> None:
    command = [sys.executable, "-m", "harness.running.environments"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.partition(":")[0] for line in told.splitlines()] == list(Project.load(ROOT).environments)
