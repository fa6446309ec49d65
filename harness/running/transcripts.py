"""Console transcripts: `transcripts/<chapter>/<name>.t`, executed and compared by prysk.

An indented line that starts with `$ ` is a command, the indented lines below it are what it prints, and every other
line is text. The first command may set things up: a command that sources `setup.sh` is run and not shown.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from harness.cache import code_of, digest, fingerprint, write_whole
from harness.problem import Problem
from harness.project import Project
from harness.running.interpreters import own_interpreter

TIME_LIMIT = 60
"""Seconds for one transcript: some start a database server."""

HUNK = re.compile(r"^@@ -(\d+)", re.M)


@dataclass(frozen=True)
class Result:
    """What came of running a transcript."""

    problems: list[Problem]
    happened: str | None
    """The transcript with what the commands printed, if that differs from the file."""


def transcripts(project: Project) -> list[Path]:
    return sorted((project.root / "transcripts").glob("*/*.t"))


def transcript_named(project: Project, name: str) -> Path | None:
    """The transcript called `chapter/name`, or None."""
    path = project.root / "transcripts" / f"{name}.t"
    return path if path in transcripts(project) else None


def passed_file(path: Path, project: Project) -> Path:
    """The mark that a transcript has passed, named by all that its run depends on."""
    parts = [own_interpreter().fingerprint, code_of("harness.running.transcripts"), path.read_text("utf-8")]
    files = [*path.parent.iterdir(), *project.snippets.glob("*.py")]
    parts += [f"{file.name} {fingerprint(file)}" for file in sorted(files) if file.is_file()]
    return project.cache.parent / "transcripts" / digest(parts)


def check(path: Path, project: Project, *, fresh: bool = False) -> Result:
    """Run a transcript, unless it has passed before and nothing it depends on has changed."""
    passed = passed_file(path, project)
    if passed.exists() and not fresh:
        return Result([], None)
    result = run(path, project)
    if not result.problems:
        write_whole(passed, "")
    return result


def run(path: Path, project: Project) -> Result:
    """Run a transcript in a copy of its folder, by bash."""
    folder = Path(tempfile.mkdtemp(prefix="transcript-"))
    folder.chmod(0o755)  # a database server may run as another user
    try:
        copy = folder / path.parent.name
        shutil.copytree(path.parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(project.snippets),
            "PYTHONWARNINGS": "ignore",
            "HOME": str(folder),
        }
        command = [sys.executable, "-m", "prysk", "--shell=bash", "--color=never", str(copy / path.name)]
        try:
            done = subprocess.run(
                command, env=environment, cwd=folder, capture_output=True, text=True, timeout=TIME_LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            text = f"the transcript did not end within {TIME_LIMIT} seconds"
            return Result([Problem(path, 1, text, "make each command end by itself")], None)
        if done.returncode == 0:
            return Result([], None)
        happened = copy / f"{path.name}.err"
        return Result(
            differences(path, project, done.stdout + done.stderr),
            happened.read_text("utf-8") if happened.exists() else None,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def differences(path: Path, project: Project, output: str) -> list[Problem]:
    """prysk's diff as problems, each with the line of the transcript that it starts at."""
    remedy = f"accept what happened: pytest {project.relative(path)} --update-examples"
    parts = HUNK.split(output)
    if len(parts) < 3:
        return [Problem(path, 1, f"prysk failed\n{output.strip()}", "see the message")]
    found = []
    for start, hunk in zip(parts[1::2], parts[2::2], strict=True):
        lines = hunk.split("\n")[1:]
        unchanged = next((n for n, line in enumerate(lines) if line[:1] in ("-", "+")), 0)
        diff = "\n".join(f"    {line}" for line in lines if line[:1] in ("-", "+"))
        found.append(Problem(path, int(start) + unchanged, f"the console says something else\n{diff}", remedy))
    return found


def shown(path: Path) -> list[tuple[str, str]]:
    """What a page shows, in order: `text` paragraphs and `console` blocks, without the setting up."""
    parts: list[tuple[str, str]] = []
    hiding = False
    for line in path.read_text("utf-8").split("\n"):
        kind = "console" if line.startswith("  ") else "text"
        if line.startswith("  $ "):
            hiding = "setup.sh" in line
        if (kind == "console" and hiding) or not line.strip():
            continue
        content = line[2:] if kind == "console" else line
        if kind == "console":
            content = re.sub(r" \((?:re|glob|esc|no-eol)\)$", "", content).replace("\\t", "    ")
        if parts and parts[-1][0] == kind:
            parts[-1] = (kind, f"{parts[-1][1]}\n{content}")
        else:
            parts.append((kind, content))
    return parts
