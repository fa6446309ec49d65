"""The zip of a rule: each of its programs runs where it is unpacked."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.rules import Rule
from harness.site import downloads
from tests.conftest import ROOT, python

GUIDE = Project.load(ROOT)


@pytest.mark.parametrize("name", ["loading/n_plus_one", "circular/import_cycle"])
def test_a_program_of_the_zip_runs_by_itself(tmp_path: Path, name: str) -> None:
    rule = Rule(GUIDE.snippets / name)
    project = Project(tmp_path)
    for file in [*GUIDE.snippets.glob("*.py"), *(path for path in rule.folder.rglob("*.py"))]:
        copy = project.snippets / file.relative_to(GUIDE.snippets)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    site = tmp_path / "site"
    downloads.write(project, site)
    with zipfile.ZipFile(site / downloads.archive(rule)) as packed:
        assert f"{rule.slug}/domain.py" in packed.namelist()
        packed.extractall(tmp_path / "elsewhere")
    program = "import runpy, sys; sys.path[:0] = ['.']; runpy.run_path('do.py')"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    ran = python("-I", "-c", program, cwd=tmp_path / "elsewhere" / rule.slug, env=environment)
    assert ran.returncode == 0, ran.stderr


def test_the_zip_names_the_packages_that_its_programs_need() -> None:
    lines = downloads.requirements(GUIDE).splitlines()
    assert [line for line in lines if line.lower().startswith("sqlalchemy")]
    assert not [line for line in lines if "hash" in line or line.endswith("\\")]
