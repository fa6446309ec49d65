"""The environments that a project's snippets are shown in, and the interpreters that run them.

An environment is named by its parts, `python3.12-sqlalchemy2.0-postgresql`. The database stands last. A part that is left
out is the one of the Python that runs the harness: `sqlite` is this interpreter with its own packages.

`environments/sqlalchemy2.0.txt` locks the packages of a line by hashes. A virtual environment of them lies under `.cache/`
and is made when it is first needed: `python -m harness.running.environments` makes those of the checks, `... --matrix` all.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from packaging.version import Version

from harness.outcome import Environment
from harness.project import Project

DATABASES = ("sqlite", "postgresql")
DATABASE_URL = "GUIDE_DATABASE_URL"
"""Names the PostgreSQL server whose databases the runs get, and for a snippet that is run by hand its database."""
NAME = re.compile(r"(?:(?P<python>python\d+\.\d+)-)?(?:(?P<packages>(?!python)[a-z]+\d[\d.]*)-)?(?P<database>[a-z]+)$")
PINNED = re.compile(r"^sqlalchemy==(\S+)", re.M)
DESCRIBE = """
import importlib.metadata, json, platform, sqlite3, sys
packages = sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions())
print(json.dumps([sys.version, platform.python_version(), sqlite3.sqlite_version, packages]))
"""


class EnvironmentMissing(Exception):
    """An environment cannot be had on this machine. The message says why, and what helps."""


@dataclass(frozen=True)
class Target:
    """An environment by name, before anybody has looked for it."""

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
        # What this interpreter serves with its own packages has the plain name, and shares its outcomes with the checks.
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
    own = Version(own_sqlalchemy())
    older = {each for each in lines(project) if Version(pinned(project.locks / f"{each}.txt") or "0") <= own}
    here = [t for t in matrix(project) if not t.python and (not t.packages or t.packages in older)]
    return tuple(dict.fromkeys([*targets(project), *here]))


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


def foreseen(project: Project, target: Target) -> Environment:
    """What an environment consists of by its lock, with nothing made or started."""
    version = pinned(lock(project, target)) if target.packages else own_sqlalchemy()
    return Environment(target.python or platform.python_version(), version, target.database, "")


def expected(project: Project) -> list[Environment]:
    """What the matrix consists of, for qualifiers that would never apply."""
    return [foreseen(project, target) for target in matrix(project) or targets(project)]


def lock(project: Project, target: Target) -> Path:
    return project.locks / f"{target.packages or lines(project)[0]}.txt"


# Interpreters


@dataclass(frozen=True)
class Interpreter:
    """A Python with packages that can run a worker."""

    path: str
    python: str
    """Its version, `3.12.1`."""
    sqlalchemy: str
    sqlite: str
    fingerprint: str
    """The interpreter, and every distribution installed beside it."""

    def environment(self, database: str, version: str = "") -> Environment:
        """What an outcome belongs to that this interpreter has brought about."""
        return Environment(self.python, self.sqlalchemy, database, self.sqlite if database == "sqlite" else version)


def described(path: str, version: str, python: str, sqlite: str, packages: list[str]) -> Interpreter:
    library = next(p.partition("==")[2] for p in packages if p.lower().startswith("sqlalchemy=="))
    text = "\n".join([version, sys.platform, sqlite, *packages])
    return Interpreter(path, python, library, sqlite, hashlib.sha256(text.encode()).hexdigest()[:32])


@cache
def own_interpreter() -> Interpreter:
    packages = sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions())
    return described(sys.executable, sys.version, platform.python_version(), sqlite3.sqlite_version, packages)


@cache
def interpreter(project: Project, target: Target) -> Interpreter:
    """The Python that serves an environment, with its packages installed. Raises EnvironmentMissing."""
    return own_interpreter() if target.own else build(project, target)


def folder(project: Project, target: Target) -> Path:
    """Where an environment's packages lie."""
    return project.cache.parent / "environments" / f"python{target.python or own_minor()}-{lock(project, target).stem}"


def own_minor() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def build(project: Project, target: Target) -> Interpreter:
    """Make the virtual environment, unless it is there as its lock says. Raises EnvironmentMissing."""
    if not project.locks.is_dir() or not lock(project, target).is_file():
        there = ", ".join(lines(project)) or "none"
        raise EnvironmentMissing(f"{target}: no file locks its packages in {project.locks.name}/; there is {there}")
    base = find_python(target.python) if target.python else sys.executable
    if base is None:
        raise EnvironmentMissing(
            f"{target}: no Python {target.python} on this machine (looked on PATH and in pyenv's folder)"
        )
    place = folder(project, target)
    ready = place / "ready.json"
    content = lock(project, target).read_bytes() + os.path.realpath(base).encode()
    stamp = hashlib.sha256(content).hexdigest()
    try:
        stored = json.loads(ready.read_text("utf-8"))
        if stored["stamp"] == stamp and Path(stored["facts"][0]).exists():
            return described(*stored["facts"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    python = str(install(place, base, lock(project, target), str(target)))
    told = json.loads(run([python, "-c", DESCRIBE], str(target)))
    facts = [python, told[0], told[1], told[2], told[3]]
    ready.write_text(json.dumps({"stamp": stamp, "facts": facts}), "utf-8")
    return described(*facts)


def install(place: Path, base: str, requirements: Path, what: str) -> Path:
    """A new virtual environment with the locked packages: by uv, and where that reaches no index by pip as it is set up."""
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    run([base, "-m", "venv", "--without-pip", str(place)], what)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    locked = ["--require-hashes", "--requirement", str(requirements)]
    try:
        run([sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python), *locked], what)
    except EnvironmentMissing:
        run([sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *locked], what)
    return python


def run(command: list[str], what: str) -> str:
    """The output of a command. Raises EnvironmentMissing, with what the command said."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, capture_output=True, text=True, env=clean, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or f"status {done.returncode}").split("\n")
        raise EnvironmentMissing(
            f"{what}: its packages could not be installed: {' '.join(said[-3:])}\n  see why: {' '.join(command)}"
        )
    return done.stdout


@cache
def find_python(minor: str) -> str | None:
    """An interpreter of that version: this one, on PATH, or in pyenv's folder. None where there is none."""
    if minor == own_minor():
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    installed = sorted(pyenv.glob(f"{minor}.*/bin/python"), key=lambda path: version_key(str(path)), reverse=True)
    on_path = [shutil.which(f"python{minor}", path=entry) for entry in os.get_exec_path()]
    for candidate in dict.fromkeys([*(each for each in on_path if each), *map(str, installed)]):
        # A shim of pyenv may stand for a version that is not there; a Debian without python3-venv makes no environments.
        test = "import sys, venv, ensurepip; print(sys.version_info[:2])"
        done = subprocess.run([candidate, "-c", test], capture_output=True, text=True, check=False)
        wanted = tuple(int(number) for number in minor.split("."))
        if done.returncode == 0 and done.stdout.strip() == str(wanted):
            return candidate
    return None


def found(project: Project, wanted: tuple[Target, ...]) -> tuple[list[Target], list[str]]:
    """The environments that this machine can serve, made side by side, and why it cannot serve the others."""

    def attempt(target: Target) -> str:
        try:
            interpreter(project, target)
        except EnvironmentMissing as error:
            return str(error)
        return ""

    # One database's environment serves the other's as well: make each once.
    first = list({(t.python, t.packages): t for t in reversed(wanted)}.values())
    with ThreadPoolExecutor(4) as threads:
        failures = dict(zip(first, threads.map(attempt, first), strict=True))
    missing = {(t.python, t.packages): why for t, why in failures.items() if why}
    here = [target for target in wanted if (target.python, target.packages) not in missing]
    return here, sorted(missing.values())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m harness.running.environments", description=__doc__)
    parser.add_argument("--matrix", action="store_true", help="make those of every Python as well")
    wanted = parser.parse_args()
    project = Project.load(Path())
    here, missing = found(project, matrix(project) if wanted.matrix else targets(project))
    for target in here:
        print(f"{target}: {interpreter(project, target).environment(target.database)}")
    for why in missing:
        print(f"missing: {why}")
    sys.exit(bool(missing) and not wanted.matrix)


if __name__ == "__main__":
    main()
