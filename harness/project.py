"""Where a project keeps its snippets, its pages and what the harness caches."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

HARNESS = Path(__file__).resolve().parent
"""The folder of this package."""

VERDICT = re.compile(r"(do|dont)(?:_([a-z0-9_]+))?$")
"""The names of snippets, without their suffix."""


@dataclass(frozen=True)
class Project:
    """A project that uses the harness. Paths are absolute; `[tool.harness]` in pyproject.toml sets the rest."""

    root: Path
    """The folder of pyproject.toml. Messages show paths relative to it."""
    preload: tuple[str, ...] = ()
    """Modules each run finds imported already: what the snippets share."""
    time_limit: float = 10.0
    """Seconds a snippet may take."""
    environments: tuple[str, ...] = ()
    """The environments that the checks run in, by name, the default one first; empty for this interpreter on SQLite."""
    pythons: tuple[str, ...] = ()
    """The Pythons of the matrix, `3.12`."""

    @cached_property
    def snippets(self) -> Path:
        return self.root / "snippets"

    @cached_property
    def docs(self) -> Path:
        return self.root / "docs"

    @cached_property
    def locks(self) -> Path:
        """Holds a requirements file for each line of packages that snippets run on."""
        return self.root / "environments"

    @cached_property
    def cache(self) -> Path:
        return self.root / ".cache" / "outcomes"

    @cached_property
    def shared_modules(self) -> list[Path]:
        """The files of the modules in `preload`."""
        return [self.snippets / f"{name.replace('.', '/')}.py" for name in self.preload]

    def relative(self, path: Path) -> str:
        """`path` as messages and commands show it: from the root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    @classmethod
    def load(cls, root: Path) -> Project:
        """Read the project at `root`.

        Raises ValueError, with the file's name, for a setting that does not exist.
        """
        return _load(root.resolve())


@lru_cache
def _load(root: Path) -> Project:
    file = root / "pyproject.toml"
    settings = {}
    if file.exists():
        settings = tomllib.loads(file.read_text("utf-8")).get("tool", {}).get("harness", {})
    unknown = settings.keys() - {"preload", "time_limit", "environments", "pythons"}
    if unknown:
        raise ValueError(f"{file}: [tool.harness] has no setting {', '.join(sorted(unknown))}")
    return Project(
        root=root,
        preload=tuple(settings.get("preload", ())),
        time_limit=float(settings.get("time_limit", Project.time_limit)),
        environments=tuple(settings.get("environments", ())),
        pythons=tuple(settings.get("pythons", ())),
    )
