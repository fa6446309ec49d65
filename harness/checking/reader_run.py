"""Every snippet as its reader runs it: `python -m harness.checking.reader_run [PATH ...]`, files, rules or chapters.

A snippet that runs on SQLite is run as `python file.py` runs it: the shared modules importable, the working directory
empty, nothing of the harness. What it prints, and the exception that ends it, must be what the harness saw, so that an
example shows its reader what the page shows, and what a reader downloads works. Then it is run again in the same
folder: it must do the same, and leave no file behind. What has passed is not run again until something changes.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path

from harness.cache import code_of, digest, keep, load
from harness.checking.bindings import Bindings
from harness.checking.matching import BACKGROUND, described, fits
from harness.checking.pair_side import BY_CHANCE
from harness.outcome import Outcome
from harness.problem import Problem, report
from harness.project import HARNESS, Project
from harness.reading import rules
from harness.reading.snippet import Snippet, read
from harness.recording.readable import ADDRESS, visible
from harness.running.engines import imported, targets_of
from harness.running.environments import DATABASE_URL, DEFAULT
from harness.running.outcome_cache import key_of
from harness.running.pool import usable_processors
from harness.running.run import run_all
from harness.running.worker import CONDITIONS

PATIENCE = 6
"""How many of its time limits a snippet may take: nothing here needs to be fast."""
AT_ONCE = 20
"""How many snippets one interpreter runs."""
OWN_VARIABLES = (CONDITIONS, DATABASE_URL, "PYTEST_CURRENT_TEST", "PYTHONPATH", "PYTHONHASHSEED", "PYTHONWARNINGS")
FRAME = re.compile(r"[\s|+-]*")
"""What is before a line of a traceback, in that of a group."""
GUESS = re.compile(r"\. Did you mean: .*\?$")
REMEDY = "let it do the same wherever it runs: a reader has no harness"
REMEDY_FILES = "write to a tempfile.TemporaryDirectory, or get the database from new_engine()"


@dataclass
class PlainRun:
    """What a reader sees of a run."""

    printed: list[str]
    """The lines of the standard output."""
    error: list[str]
    """The lines of the standard error: a traceback, if an exception ended it."""
    status: int | None
    """What it ended with: 0, or 1 after an exception. None if it did not end in time."""
    files: list[str]
    """What was in the folder afterwards."""


def run_plainly(
    snippets: list[Snippet], modules: Iterable[str], project: Project, times: int = 2
) -> Iterator[list[PlainRun]]:
    """Run snippets that import the same modules by one interpreter, each several times in a folder of its own."""
    variables = {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}
    variables |= {"PYTHONPATH": str(project.snippets), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    root = os.path.join(project.root, "")
    with tempfile.TemporaryDirectory(prefix="reader-") as place:
        folders = [Path(place, str(number)) for number in range(len(snippets))]
        for folder in folders:
            folder.mkdir()
        seconds = max(1, round(project.time_limit * PATIENCE))
        jobs = [(str(s.path), str(f), seconds) for s, f in zip(snippets, folders, strict=True) for _ in range(times)]
        command = [sys.executable, str(HARNESS / "running" / "plain_python.py"), *modules]
        done = subprocess.run(
            command, cwd=place, env=variables, input=json.dumps(jobs), capture_output=True, text=True, check=True
        )
        runs = json.loads(done.stdout)
        for number, folder in enumerate(folders):
            files = sorted(path.name for path in folder.iterdir())
            yield [
                PlainRun(lines_of(printed), lines_of(error.replace(root, "")), status, files)
                for printed, error, status in runs[number * times : (number + 1) * times]
            ]


def lines_of(output: str) -> list[str]:
    return [ADDRESS.sub("0x...", visible(line)) for line in output.splitlines()]


def settled(text: str) -> str:
    """A line without what differs between runs (UUIDs and addresses) and without trailing blanks."""
    return BY_CHANCE.sub("...", text).rstrip()


def as_raised(line: str) -> str:
    """A line of a traceback as a `#!` has it: without a group's frame, Python's guess, and SQLAlchemy's link."""
    return settled(GUESS.sub("", BACKGROUND.sub("", FRAME.sub("", line, count=1))))


def problems_of(snippet: Snippet, outcome: Outcome, runs: list[PlainRun]) -> list[Problem]:
    """What a reader's runs did otherwise than the harness saw, in the first one that did, or the files they left."""
    for number, run in enumerate(runs):
        how = "run again in the same folder" if number else "run by a plain python"
        if problems := differences(snippet, outcome, run, how):
            return problems
    files = runs[-1].files if runs else []
    text = f"leaves {', '.join(files)} in the folder that it is run from"
    return [snippet.problem(1, text, REMEDY_FILES)] if files else []


def differences(snippet: Snippet, outcome: Outcome, plain: PlainRun, how: str) -> list[Problem]:
    """What a run did otherwise than the harness saw: the first line that differs, and how it ended."""

    def problem(at: int | None, text: str) -> Problem:
        return snippet.problem_at(at, f"{how}, it {text}", REMEDY)

    if plain.status is None:
        return [problem(None, "does not end")]
    found = []
    for seen, text in zip_longest(outcome.printed, plain.printed):
        if seen is None or text is None or settled(seen.text) != settled(text):
            by_harness = "nothing" if seen is None else repr(seen.text)
            by_reader = "nothing" if text is None else repr(text)
            where = seen or next(reversed(outcome.printed), None)
            both = f"    the harness saw {by_harness}\n    a plain run printed {by_reader}"
            found.append(problem(where.at if where else None, f"prints something else\n{both}"))
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
        both = f"    the harness saw {expected}\n    a plain run raised {got}"
        found.append(problem(ended.at if ended else None, f"ends otherwise\n{both}"))
    return found


def check(paths: Iterable[Path], project: Project) -> tuple[int, list[Problem]]:
    """Run the snippets as their reader would, on all processors. Returns how many there are, and what is wrong."""
    snippets = [read(path) for path in paths]
    snippets = [each for each in snippets if targets_of(each, project, [DEFAULT])]
    outcomes = {snippet.path: outcome for snippet, outcome in run_all(snippets, project)}
    keys = {each.path: _key(each, outcomes[each.path], project) for each in snippets}
    groups: dict[tuple[str, ...], list[Snippet]] = {}
    for snippet in snippets:
        if not load(_file(snippet, project), keys[snippet.path]):
            groups.setdefault(modules_of(snippet), []).append(snippet)

    def checked(group: tuple[tuple[str, ...], list[Snippet]]) -> list[Problem]:
        modules, several = group
        found = []
        for snippet, runs in zip(several, run_plainly(several, modules, project), strict=True):
            problems = problems_of(snippet, outcomes[snippet.path], runs)
            found += problems
            if not problems:
                keep(_file(snippet, project), keys[snippet.path], True)
        return found

    portions = [(m, several[i : i + AT_ONCE]) for m, several in groups.items() for i in range(0, len(several), AT_ONCE)]
    with ThreadPoolExecutor(usable_processors()) as threads:
        problems = [problem for found in threads.map(checked, portions) for problem in found]
    return len(snippets), sorted(problems, key=lambda problem: (problem.path, problem.line))


def _key(snippet: Snippet, outcome: Outcome, project: Project) -> str:
    files = json.dumps(outcome.files, sort_keys=True)
    return digest([key_of(snippet, project), code_of("harness.checking.reader_run"), snippet.source, files])


def _file(snippet: Snippet, project: Project) -> Path:
    return project.cache.parent / "reader" / f"{project.relative(snippet.path)}.json"


def modules_of(snippet: Snippet) -> tuple[str, ...]:
    """The modules that a snippet imports first, unless they are beside it."""
    imports: list[ast.stmt] = [node for node in snippet.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return tuple(sorted({name for name in imported(ast.Module(imports, [])) if is_module(name)}))


@cache
def is_module(name: str) -> bool:
    """Whether a name is a module's that can be imported from anywhere."""
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def main(arguments: list[str]) -> int:
    """Check the snippets at the paths, or all. Returns 1 if one does something else for its reader."""
    parser = argparse.ArgumentParser(prog="python -m harness.checking.reader_run", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    places = [path.resolve() for path in parser.parse_args(arguments).paths]
    project = Project.load(Path())
    paths = [
        path
        for rule in rules.rules(project)
        for path in rule.snippets
        if not places or any(place == path or place in path.parents for place in places)
    ]
    number, found = check(paths, project)
    print(report(found, project) or f"Snippets that do for a plain python what the harness saw, and twice: {number}.")
    return bool(found) or not number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
