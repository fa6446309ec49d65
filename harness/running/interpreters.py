"""The interpreters that serve the environments, each with its packages installed.

`environments/sqlalchemy2.0.txt` locks the packages of a line by hashes. A virtual environment of them is made under
`.cache/` when it is first needed. `python -m harness.running.interpreters` makes those of the checks, `--matrix` all.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.cache import digest, keep, load
from harness.outcome import Environment
from harness.project import Project
from harness.running.environments import CannotRun, Target, lines, lock, matrix, own_minor, targets, version_key

DESCRIBE = """
import json, platform, sqlite3, sys
print(json.dumps([sys.version, platform.python_version(), sqlite3.sqlite_version]))
"""
"""Asks an interpreter about itself."""

USABLE = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
"""Asks an interpreter whether it works: a shim may start nothing, and Debian's Python may not make environments."""


class EnvironmentMissing(CannotRun):
    """An environment cannot be had on this machine. The message says why, and what helps."""


@dataclass(frozen=True)
class Interpreter:
    """A Python with packages that can run a worker."""

    path: str
    python: str
    """Its version, `3.12.1`."""
    sqlalchemy: str
    sqlite: str
    fingerprint: str
    """Stands for the interpreter and every distribution installed beside it."""

    def environment(self, database: str, version: str = "") -> Environment:
        """The environment of an outcome on this interpreter. `version` is the database's; SQLite's is known."""
        return Environment(self.python, self.sqlalchemy, database, self.sqlite if database == "sqlite" else version)


@cache
def own_interpreter() -> Interpreter:
    """The Python that runs the harness."""
    installed = distributions({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    return _interpreter(sys.executable, sys.version, platform.python_version(), sqlite3.sqlite_version, installed)


@cache
def interpreter(project: Project, target: Target) -> Interpreter:
    """The Python that serves an environment, with its packages installed. Raises EnvironmentMissing."""
    return own_interpreter() if target.own else _made(project, target)


def available(project: Project, wanted: tuple[Target, ...]) -> tuple[list[Target], list[str]]:
    """The environments that this machine can serve, made side by side, and why it cannot serve the others."""

    def failure(target: Target) -> str:
        try:
            interpreter(project, target)
        except EnvironmentMissing as error:
            return str(error)
        return ""

    # Environments that differ in the database share an interpreter.
    distinct = list({(t.python, t.packages): t for t in reversed(wanted)}.values())
    with ThreadPoolExecutor(4) as threads:
        failures = dict(zip(distinct, threads.map(failure, distinct), strict=True))
    missing = {(target.python, target.packages): why for target, why in failures.items() if why}
    here = [target for target in wanted if (target.python, target.packages) not in missing]
    return here, sorted(missing.values())


def distributions(folders: Iterable[str]) -> list[str]:
    """The distributions in some folders of packages, with their versions: `sqlalchemy-2.1.0`."""
    names = {name for folder in folders for name in os.listdir(folder)}
    return sorted(name.removesuffix(".dist-info").lower() for name in names if name.endswith(".dist-info"))


def _interpreter(path: str, version: str, python: str, sqlite: str, installed: list[str]) -> Interpreter:
    library = next(name.removeprefix("sqlalchemy-") for name in installed if name.startswith("sqlalchemy-"))
    return Interpreter(path, python, library, sqlite, digest([version, sys.platform, sqlite, *installed]))


def _made(project: Project, target: Target) -> Interpreter:
    """The interpreter of a virtual environment, which is made unless it is there as its lock says."""
    if not project.locks.is_dir() or not lock(project, target).is_file():
        there = ", ".join(lines(project)) or "none"
        raise EnvironmentMissing(f"{target}: no file locks its packages in {project.locks.name}/; there is {there}")
    base = find_python(target.python, downloads(project)) if target.python else sys.executable
    if base is None:
        raise EnvironmentMissing(
            f"{target}: no Python {target.python} on this machine (looked on PATH and in pyenv's folder)\n"
            f"  try to download it: python -m harness.running.python_download {target.python}"
        )
    requirements = lock(project, target)
    folder = project.cache.parent / "environments" / f"python{target.python or own_minor()}-{requirements.stem}"
    key = digest([requirements.read_text("utf-8"), os.path.realpath(base)])
    facts = load(folder / "ready.json", key)
    if not facts or not Path(facts[0]).exists():
        python = str(_install(folder, base, requirements, str(target)))
        installed = distributions(map(str, folder.glob("lib/python*/site-packages")))
        facts = [python, *json.loads(_output([python, "-c", DESCRIBE], str(target))), installed]
        keep(folder / "ready.json", key, facts)
    return _interpreter(*facts)


def _install(folder: Path, base: str, requirements: Path, what: str) -> Path:
    """Make a virtual environment with the locked packages, by uv or, if that reaches no index, by pip."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _output([base, "-m", "venv", "--without-pip", str(folder)], what)
    python = folder / "bin" / "python"
    locked = ["--require-hashes", "--requirement", str(requirements)]
    try:
        _output([sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python), *locked], what)
    except EnvironmentMissing:
        _output([sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *locked], what)
    return python


def _output(command: list[str], what: str) -> str:
    """The output of a command. Raises EnvironmentMissing, with what the command said."""
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, capture_output=True, text=True, env=variables, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or f"status {done.returncode}").split("\n")
        raise EnvironmentMissing(
            f"{what}: its packages could not be installed: {' '.join(said[-3:])}\n  see why: {' '.join(command)}"
        )
    return done.stdout


def downloads(project: Project) -> Path:
    """Where downloaded Pythons are kept, each in a folder named `3.14`."""
    return project.cache.parent / "pythons"


@cache
def find_python(minor: str, downloaded: Path | None = None) -> str | None:
    """An interpreter of that version: this one, on PATH, in pyenv's folder, or downloaded. None if there is none."""
    if minor == own_minor():
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    on_path = [shutil.which(f"python{minor}", path=entry) for entry in os.get_exec_path()]
    installed = sorted(pyenv.glob(f"{minor}.*/bin/python"), key=lambda path: version_key(str(path)), reverse=True)
    if downloaded is not None:
        installed += downloaded.glob(f"{minor}/**/bin/python{minor}")
    for candidate in dict.fromkeys([*filter(None, on_path), *map(str, installed)]):
        done = subprocess.run([candidate, "-c", USABLE], capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip() == minor:
            return candidate
    return None


def main() -> None:
    """Make the environments, and say which there are and which cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m harness.running.interpreters", description=__doc__)
    parser.add_argument("--matrix", action="store_true", help="make those of every Python as well")
    wanted = parser.parse_args()
    project = Project.load(Path())
    here, missing = available(project, matrix(project) if wanted.matrix else targets(project))
    for target in here:
        print(f"{target}: {interpreter(project, target).environment(target.database)}")
    for why in missing:
        print(f"missing: {why}")
    sys.exit(bool(missing) and not wanted.matrix)


if __name__ == "__main__":
    main()
