"""Environments by name."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy

from harness.project import HARNESS, Project
from harness.running.environments import DEFAULT, Target, expected, matrix, named, own_minor, recorded, targets
from tests.conftest import write_project

ROOT = HARNESS.parent


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
    pythons = {*project.pythons, own_minor()}
    assert len(names) == len(set(names)) == len(pythons) * 2 * 2
    assert set(project.environments) < set(names)
    assert {f"python{p}-sqlalchemy2.0-postgresql" for p in pythons - {own_minor()}} < set(names)
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
