"""What pages name, and the error for what doesn't exist."""

from __future__ import annotations

import re
from pathlib import Path

from harness.project import Project
from harness.reading import rules
from harness.reading.rules import Rule


class PageError(Exception):
    """A page asks for something that doesn't exist. The message says what, and what there is."""


def find_rule(name: str, project: Project) -> Rule:
    """The rule that a page names. Raises PageError."""
    found = rules.rule_named(project, name) if re.fullmatch(r"[\w./-]+", name) else None
    if found is None:
        raise PageError(f"there is no rule {name!r}{rules.nearest(project, name) or ' in snippets/'}")
    return found


def one_of(name: str, files: list[Path], what: str, where: str) -> Path:
    """The file whose stem an argument names. Raises PageError, which lists what there is."""
    found = next((path for path in files if path.stem == name), None)
    if found is None:
        there = ", ".join(path.stem for path in files)
        raise PageError(f"there is no {what} {name!r} in {where}; there is {there or 'none'}")
    return found
