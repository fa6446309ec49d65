"""The environments that a project's snippets run in, by name.

An environment is named by its parts, the database last: `python3.12-sqlalchemy2.0-postgresql`. A part that is left out
is that of the Python that runs the harness: `sqlite` is this interpreter with its own packages.
"""

from __future__ import annotations

import importlib.metadata
import platform
import re
import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from harness.outcome import Environment
from harness.project import Project

DATABASES = ("sqlite", "postgresql")
DATABASE_URL = "GUIDE_DATABASE_URL"
"""Names the PostgreSQL server whose databases the runs get, and for a snippet that is run by hand its database."""
NAME = re.compile(r"(?:(?P<python>python\d+\.\d+)-)?(?:(?P<packages>(?!python)[a-z]+\d[\d.]*)-)?(?P<database>[a-z]+)$")
PINNED = re.compile(r"^sqlalchemy==(\S+)", re.M)


class CannotRun(Exception):
    """Nothing can be run: an interpreter, a package or a database is missing. The message says why, and what helps."""


@dataclass(frozen=True)
class Target:
    """An environment by name, whether it can be had on this machine or not."""

    database: str = "sqlite"
    packages: str = ""
    """The stem of a file in `environments/`; empty for the packages beside the harness."""
    python: str = ""
    """`3.12`; empty for the Python that runs the harness."""

    def __str__(self) -> str:
        parts = [f"python{self.python}" if self.python else "", self.packages, self.database]
        return "-".join(part for part in parts if part)

    @property
    def own(self) -> bool:
        """Whether the harness's own interpreter and packages serve it."""
        return not self.packages and not self.python


DEFAULT = Target()


def named(name: str) -> Target:
    """The environment of a name. Raises ValueError."""
    match = NAME.match(name)
    if match is None or match["database"] not in DATABASES:
        raise ValueError(
            f"{name!r} names no environment: write [pythonX.Y-][sqlalchemyX.Y-]{{{'|'.join(DATABASES)}}},"
            " such as sqlalchemy2.0-sqlite"
        )
    return Target(match["database"], match["packages"] or "", (match["python"] or "").removeprefix("python"))


def targets(project: Project) -> tuple[Target, ...]:
    """The environments that the checks run in, the default one first."""
    return tuple(named(name) for name in project.environments) or (DEFAULT,)


def matrix(project: Project) -> tuple[Target, ...]:
    """Every environment: each Python with each line of packages on each database of the checks."""
    databases = dict.fromkeys(target.database for target in targets(project))
    own = own_sqlalchemy()
    found = [
        # What this interpreter serves with its own packages has the plain name, and shares outcomes with the checks.
        Target(
            database,
            "" if python == own_minor() and pinned(project.locks / f"{packages}.txt") == own else packages,
            "" if python == own_minor() else python,
        )
        for python in dict.fromkeys([own_minor(), *project.pythons])
        for packages in lines(project)
        for database in databases
    ]
    return tuple(dict.fromkeys(found))


def recorded(project: Project) -> tuple[Target, ...]:
    """What the record holds and a reader chooses among: with this Python, every line of packages on every database.

    A line that is newer than the guide's own packages is on trial: it is held against the record, and no part of it.
    """
    from packaging.version import Version  # which takes longer to import than everything else here

    own = Version(own_sqlalchemy())
    older = {each for each in lines(project) if Version(pinned(project.locks / f"{each}.txt") or "0") <= own}
    here = [t for t in matrix(project) if not t.python and (not t.packages or t.packages in older)]
    return tuple(dict.fromkeys([*targets(project), *here]))


def own_minor() -> str:
    """The Python that runs the harness, as `3.11`."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


@cache
def own_sqlalchemy() -> str:
    """The version of the SQLAlchemy beside the harness, which takes longer to import than to look up."""
    return importlib.metadata.version("sqlalchemy")


def pinned(file: Path) -> str:
    """The version of SQLAlchemy that a lock names."""
    return _pinned(file.read_text("utf-8"))


@lru_cache(16)
def _pinned(text: str) -> str:
    match = PINNED.search(text)
    return match[1] if match else ""


def lines(project: Project) -> list[str]:
    """The locked lines of packages, newest first."""
    found = sorted(project.locks.glob("*.txt"), key=lambda path: version_key(path.stem), reverse=True)
    return [path.stem for path in found]


def version_key(name: str) -> list[int]:
    """What a name sorts by: the numbers in it."""
    return [int(number) for number in re.findall(r"\d+", name)]


def first_target(databases: tuple[str, ...], project: Project) -> Target:
    """The environment that a page shows a snippet from: the project's first on one of these databases.

    The default one if there is none: the outcome then says what is wrong.
    """
    return next((target for target in targets(project) if target.database in databases), DEFAULT)


def foreseen(project: Project, target: Target) -> Environment:
    """What an environment consists of by its lock, with nothing made or started."""
    version = pinned(lock(project, target)) if target.packages else own_sqlalchemy()
    return Environment(target.python or platform.python_version(), version, target.database, "")


def expected(project: Project) -> list[Environment]:
    """What the matrix consists of, for qualifiers that would never apply."""
    return [foreseen(project, target) for target in matrix(project) or targets(project)]


def lock(project: Project, target: Target) -> Path:
    return project.locks / f"{target.packages or lines(project)[0]}.txt"
