"""The cache of outcomes: what a snippet did last, until something changes that could make it do something else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from harness.cache import code_of, digest, fingerprint, keep, load
from harness.outcome import Outcome
from harness.project import VERDICT, Project
from harness.running.environments import DATABASE_URL, DEFAULT, Target
from harness.running.interpreters import interpreter, own_interpreter
from harness.running.worker import CONDITIONS

if TYPE_CHECKING:
    from harness.reading.snippet import Snippet


def key_of(snippet: Snippet, project: Project, target: Target = DEFAULT) -> str:
    """The key of an outcome: everything it depends on that is known before the run. Raises CannotRun.

    Every file beside the snippet counts, since the run may read or import it, but another snippet only if the run did:
    that is among the outcome's files.
    """
    parts = [
        code_of("harness.running.run"),
        interpreter(project, target).fingerprint,
        database_fingerprint(target),
        os.environ.get(CONDITIONS, ""),
        str(project.time_limit),
        *map(fingerprint, project.shared_modules),
        project.relative(snippet.path),
        snippet.dump,
    ]
    if snippet.path.suffix == ".py":
        folder = snippet.path.parent
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
        parts += [f"{path.relative_to(folder)} {fingerprint(path)}" for path in files if not is_snippet(path, folder)]
    return digest(parts)


def is_snippet(path: Path, folder: Path) -> bool:
    return path.suffix == ".py" and path.parent == folder and VERDICT.match(path.stem) is not None


def database_fingerprint(target: Target) -> str:
    """What is known of a database before it is started: the packages it comes in, or the URL that the user gave."""
    return "" if target.database == "sqlite" else os.environ.get(DATABASE_URL) or own_interpreter().fingerprint


def cache_file(snippet: Snippet, project: Project, target: Target = DEFAULT) -> Path:
    """The one file for a snippet in an environment: a newer outcome replaces the older. Raises CannotRun."""
    python = interpreter(project, target)
    folder = f"python{'.'.join(python.python.split('.')[:2])}-sqlalchemy{python.sqlalchemy}-{target.database}"
    folder += f"-{os.environ[CONDITIONS]}" if os.environ.get(CONDITIONS) else ""
    return project.cache / folder / f"{project.relative(snippet.path)}.{snippet.first_line}.json"


def cached(snippet: Snippet, project: Project, target: Target = DEFAULT) -> Outcome | None:
    """The stored outcome, if everything it depends on is unchanged. Raises CannotRun."""
    try:
        outcome = Outcome.from_json(load(cache_file(snippet, project, target), key_of(snippet, project, target)))
    except (ValueError, KeyError, TypeError):
        return None
    unchanged = all(fingerprint(project.root / name) == known for name, known in outcome.files.items())
    return outcome if unchanged else None


def store(snippet: Snippet, project: Project, outcome: Outcome, target: Target = DEFAULT) -> None:
    """Keep an outcome. Raises CannotRun."""
    keep(cache_file(snippet, project, target), key_of(snippet, project, target), outcome.to_json())
