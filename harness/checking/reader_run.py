"""Every snippet as its reader runs it: `python -m harness.checking.reader_run [PATH ...]`, a file, rule or chapter each.

A snippet that runs on SQLite is run by a plain `python file.py`: the shared modules importable, an empty working directory,
nothing of the harness. What it prints, and the exception that ends it, have to be what the harness saw. So an example that
finds out what runs it shows nothing else than its reader gets, and what a reader downloads works. A fresh interpreter for
each takes long: `make slow` does it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from harness.checking.compare import BACKGROUND, Bindings, described, fits
from harness.checking.pair_side import BY_CHANCE
from harness.outcome import Outcome
from harness.problem import Problem, report
from harness.project import Project
from harness.reading import rules
from harness.reading.snippet import Snippet, read
from harness.recording.readable import ADDRESS, visible
from harness.running.engines import targets_of
from harness.running.environments import DATABASE_URL, DEFAULT
from harness.running.pool import usable_processors
from harness.running.run import outcome_of
from harness.running.worker import CONDITIONS

PATIENCE = 6
"""How many of its time limits a snippet may take: a fresh interpreter imports everything first."""
OWN_VARIABLES = (CONDITIONS, DATABASE_URL, "PYTEST_CURRENT_TEST", "PYTHONPATH", "PYTHONHASHSEED", "PYTHONWARNINGS")
FRAME = re.compile(r"[\s|+-]*")
"""What stands before a line of a traceback, in that of a group."""
GUESS = re.compile(r"\. Did you mean: .*\?$")
REMEDY = "let it do the same wherever it runs: a reader has no harness"


@dataclass
class PlainRun:
    """What a reader sees of a run."""

    printed: list[str]
    """The lines of the standard output."""
    error: list[str]
    """The lines of the standard error: a traceback, where an exception ended it."""
    status: int | None
    """What it ended with: 0, 1 after an exception; None where it did not end in time."""


def run_plainly(snippet: Snippet, project: Project) -> PlainRun:
    """Run the file by the interpreter alone, in an empty folder that goes afterwards."""
    variables = {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}
    variables |= {"PYTHONPATH": str(project.snippets), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        command = [sys.executable, str(snippet.path)]
        limit = project.time_limit * PATIENCE
        try:
            done = subprocess.run(
                command, cwd=folder, env=variables, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit
            )
        except subprocess.TimeoutExpired:
            return PlainRun([], [], None)
    root = os.path.join(project.root, "").encode()
    return PlainRun(lines_of(done.stdout), lines_of(done.stderr.replace(root, b"")), done.returncode)


def lines_of(output: bytes) -> list[str]:
    return [ADDRESS.sub("0x...", visible(line)) for line in output.decode("utf-8", "backslashreplace").splitlines()]


def settled(text: str) -> str:
    """A line without what each run makes anew, UUIDs and addresses, and without blanks at its end."""
    return BY_CHANCE.sub("...", text).rstrip()


def as_raised(line: str) -> str:
    """A line of a traceback as a `#!` has it: without the lines around a group, without what Python guesses was meant, and
    without SQLAlchemy's link, which stands on the same line where there is no SQL."""
    return settled(GUESS.sub("", BACKGROUND.sub("", FRAME.sub("", line, count=1))))


def differences(snippet: Snippet, outcome: Outcome, plain: PlainRun) -> list[Problem]:
    """Where a plain run did something else than the harness saw: the first line that differs, and how it ended."""

    def problem(at: int | None, text: str) -> Problem:
        return Problem(snippet.path, snippet.file_line(snippet.line_of(at)), text, REMEDY)

    if plain.status is None:
        return [problem(None, "run by a plain python, it does not end")]
    found = []
    for seen, text in zip_longest(outcome.printed, plain.printed):
        if seen is None or text is None or settled(seen.text) != settled(text):
            by_harness = "nothing" if seen is None else repr(seen.text)
            by_reader = "nothing" if text is None else repr(text)
            where = seen or next(reversed(outcome.printed), None)
            told = f"run by a plain python, it prints something else\n    the harness saw {by_harness}"
            found.append(problem(where.at if where else None, f"{told}\n    a plain run printed {by_reader}"))
            break
    ended = outcome.ended_by
    expected = "nothing" if ended is None else described(ended)
    if ended is None:
        same = plain.status == 0
    else:
        wanted = [e.text for e, raised in Bindings(snippet, outcome).raised()[0] if raised is ended] or [expected]
        # A traceback leaves out what every class of a program's own has before its name.
        wanted = [settled(text.removeprefix("__main__.")) for text in wanted]
        same = plain.status == 1 and any(fits(text, line) for text in wanted for line in map(as_raised, plain.error))
    if not same:
        last = next((line for line in reversed(plain.error) if line and not line.startswith((" ", "("))), "")
        got = "nothing" if plain.status == 0 else last or f"status {plain.status}"
        told = "run by a plain python, it ends otherwise"
        found.append(
            problem(
                ended.at if ended else None, f"{told}\n    the harness saw {expected}\n    a plain run raised {got}"
            )
        )
    return found


def check(paths: Iterable[Path], project: Project) -> tuple[int, list[Problem]]:
    """Run the snippets as their reader would, as many at a time as there are processors. Returns how many, and what differs."""
    snippets = [read(path) for path in paths]
    snippets = [each for each in snippets if targets_of(each, project, [DEFAULT])]

    def checked(snippet: Snippet) -> list[Problem]:
        return differences(snippet, outcome_of(snippet, project), run_plainly(snippet, project))

    with ThreadPoolExecutor(usable_processors()) as threads:
        found = [problem for problems in threads.map(checked, snippets) for problem in problems]
    return len(snippets), found


def main(arguments: list[str]) -> int:
    """Check the snippets at the paths, or all. Returns 1 where one does something else for its reader."""
    project = Project.load(Path())
    places = [Path(each).resolve() for each in arguments]
    paths = [
        path
        for rule in rules.rules(project)
        for path in rule.snippets
        if not places or any(place == path or place in path.parents for place in places)
    ]
    number, found = check(paths, project)
    print(report(found, project) or f"Snippets that do for a plain python what the harness saw: {number}.")
    return bool(found) or not number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
