"""A rule to take along: a zip with its files and with what they import, so that each of them runs by itself."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from harness.project import Project
from harness.reading.rules import Rule, rules

REQUIREMENTS = "sqlalchemy2.1.txt"
"""The lock of what snippets need, in environments/."""
THEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip, so that equal files give an equal zip."""


def archive(rule: Rule) -> str:
    """Where the zip of a rule is, from the root of the site."""
    return f"snippets/{rule.name}.zip"


def files(rule: Rule, project: Project) -> dict[str, Path]:
    """The programs of a rule's zip, by their names in it."""
    shared = [*project.snippets.glob("*.py"), *rule.folder.parent.glob("*.py")]
    own = {path.relative_to(rule.folder).as_posix(): path for path in [*rule.snippets, *rule.modules]}
    return {path.name: path for path in shared} | own


def requirements(project: Project) -> str:
    """The packages that snippets need, as pip reads them: the lock without its hashes. Empty if there is no lock."""
    lock = project.locks / REQUIREMENTS
    text = lock.read_text("utf-8") if lock.is_file() else ""
    return "".join(f"{line}\n" for line in re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==[^\\\n]*[^\\\s]", text, re.M))


def write(project: Project, site: Path) -> None:
    """The zips of all rules into a built site. One that is newer than its files is left alone."""
    needed = requirements(project)
    for rule in rules(project):
        target = site / archive(rule)
        found = files(rule, project)
        newest = max(path.stat().st_mtime_ns for path in found.values()) if found else 0
        if target.exists() and target.stat().st_mtime_ns >= newest:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, path in sorted(found.items()):
                packed.writestr(zipfile.ZipInfo(f"{rule.slug}/{name}", THEN), path.read_bytes())
            packed.writestr(zipfile.ZipInfo(f"{rule.slug}/requirements.txt", THEN), needed)
