"""The archives that a reader's browser unpacks: installed packages as pure Python, and the project itself.

The packages are those of this environment, so what a reader runs has the versions that the pages were drawn with. What
they have compiled is left out: each falls back to Python. pydantic-core can't; it comes as a wheel for WebAssembly.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from harness.project import Project

CORE = ("aiosqlite", "jinja2", "packaging", "pygments", "sqlalchemy", "sqlparse", "tzdata")
"""What every run needs: SQLAlchemy, and what draws."""
MORE = ("alembic", "fastapi", "httpx2", "pydantic", "pytest")
"""What some snippets import. What both need comes with them."""
WITHOUT = ("greenlet", "httpx2-jsfetch", "pydantic-core")
"""What has a stand-in in the browser, or comes as a wheel."""
MARKERS = {"extra": "", "python_version": "3.14", "python_full_version": "3.14.2"}
"""What requirements are evaluated for, on this platform: on `emscripten`, httpx2 leaves out what Starlette needs."""
COMPILED = (".so", ".pyd", ".pyi", ".pyx", ".pxd", ".c", ".exe")
LEXERS = re.compile(r"pygments/lexers/(?!(?:__init__|_mapping|_\w+_builtins|diff|python|shell|sql)\.py)")
UNUSED = re.compile(r"sqlalchemy/testing/|(?:^|/)__pycache__/|\.\./|/RECORD$")
PARTS = ("pyproject.toml", "environments/browser/first.py", "harness", "snippets")
"""The project's files and folders that the browser needs."""
KINDS = (".py", ".jinja", ".mako", ".ini", ".toml")
THEN = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that equal files give an equal archive."""


def distributions(names: Iterable[str]) -> list[metadata.Distribution]:
    """The installed packages of these names and all that they require, sorted. Raises PackageNotFoundError."""
    found: dict[str, metadata.Distribution] = {}
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found or name in WITHOUT:
            continue
        found[name] = metadata.distribution(name)
        for text in found[name].requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate(MARKERS):
                waiting.append(requirement.name)
    return [found[name] for name in sorted(found)]


def package_files(packages: Iterable[metadata.Distribution]) -> Iterator[tuple[str, Path]]:
    """The files of packages that a browser can use, with their names from the folder of packages."""
    for package in packages:
        for file in sorted(package.files or (), key=str):
            name = file.as_posix()
            if not (name.endswith(COMPILED) or UNUSED.search(name) or LEXERS.match(name)):
                yield name, Path(str(package.locate_file(file)))


def project_files(project: Project) -> Iterator[tuple[str, Path]]:
    """The files of the project that a browser needs, with their names from its root."""
    for part in PARTS:
        place = project.root / part
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.suffix in KINDS and path.is_file() and "__pycache__" not in path.parts:
                yield project.relative(path), path


def archive(files: Iterable[tuple[str, Path]]) -> bytes:
    """The files as a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in files:
            packed.writestr(zipfile.ZipInfo(name, THEN), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
