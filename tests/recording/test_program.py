"""What belongs to a program, and what to its interpreter and packages."""

from __future__ import annotations

import pytest

from harness.recording.program import in_project


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("/guide/snippets/domain.py", True),
        ("/guide/.cache/pythons/3.14/lib/python3.14/json/__init__.py", False),
        ("/guide/.venv/lib/python3.11/site-packages/sqlalchemy/__init__.py", False),
        ("/guide/env/lib/python3.11/site-packages/sqlalchemy/__init__.py", False),
        ("/elsewhere/domain.py", False),
    ],
)
def test_which_files_are_the_projects(file: str, expected: bool) -> None:
    assert in_project(file, "/guide/") is expected
