"""What `make test` and `make slow` run, step by step: `python -m tools.check test` or `slow`.

Each step is a command that can be run by hand. The steps of a stage run at the same time, the stages one after another.
A step's output is printed when the step ends, with how long it took; a table of all steps comes last. A step that names
its inputs isn't repeated until they change, and the table says so; `--fresh` repeats it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from harness.cache import digest, keep, load
from harness.checking.project_state import content, contents

Status = Literal["passed", "failed", "unchanged since it passed", "not run"]

CODE = ("harness", "tools", "tests", "examples")
SETTINGS = ("pyproject.toml", "requirements.txt")
GUIDE = (
    "docs",
    "snippets",
    "transcripts",
    "outcomes",
    "environments",
    "theme",
    "README.md",
    "CONTRIBUTING.md",
    "mkdocs.yml",
)
SHARED_OUT = ("-n", "logical", "--dist", "loadfile")
"""Tests on all processors; a file of tests stays in one process, with the fixtures it shares."""


@dataclass(frozen=True)
class Step:
    """One check: a command, with `python` standing for this interpreter and other programs taken from beside it."""

    name: str
    command: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    """Files and folders that decide the result. Empty: the command keeps a cache of its own, or must always run."""
    variables: tuple[tuple[str, str], ...] = ()
    """Environment variables to set."""

    def __str__(self) -> str:
        return " ".join([*(f"{name}={value}" for name, value in self.variables), *self.command])


@dataclass(frozen=True)
class Result:
    step: Step
    status: Status
    seconds: float = 0.0
    output: str = ""


def python(*arguments: str) -> tuple[str, ...]:
    return ("python", "-m", *arguments)


LINT = Step("lint", ("ruff", "check", "--quiet", *CODE), (*CODE, *SETTINGS))
FORMAT = Step("format", ("ruff", "format", "--quiet", "--check", *CODE), (*CODE, *SETTINGS))
ROOMS = Step("rooms", ("lint-imports",), ("harness", *SETTINGS))
TYPES = Step("types", ("mypy",), (*CODE, "snippets/domain.py", "snippets/domain_database.py", *SETTINGS))
SNIPPETS = Step("snippets", python("pytest", "snippets", "transcripts", "docs", "README.md", "CONTRIBUTING.md"))
SNIPPET_TYPES = Step(
    "types of snippets", python("harness.checking.type_checks"), ("harness", "snippets", "outcomes", *SETTINGS)
)
PYRIGHT = Step("pyright", ("basedpyright",), ("snippets", *SETTINGS))
BUILT = ".cache/site/guide"
"""Where the site is built for the tests, in a folder named as the path that they serve it from."""
SITE = Step(
    "site",
    ("mkdocs", "build", "--strict", "--site-dir", BUILT),
    ("harness", *GUIDE, *SETTINGS),
    (("SITE_URL", "http://127.0.0.1/guide/"), ("NO_MKDOCS_2_WARNING", "1")),
)
TESTED = (*CODE, *GUIDE, *SETTINGS, "Makefile", ".ci")
TESTS = Step("tests", python("pytest", *SHARED_OUT, "-m", "not slow and not site", "tests"), TESTED)
SITE_TESTS = Step(
    "tests of the site",
    python("pytest", *SHARED_OUT, "-m", "not slow and site", "tests"),
    TESTED,
    (("GUIDE_SITE", BUILT),),
)

STAGES: dict[str, list[list[Step]]] = {
    "test": [[LINT, FORMAT, ROOMS], [SNIPPETS, SNIPPET_TYPES, TYPES, PYRIGHT], [SITE, TESTS], [SITE_TESTS]],
    "slow": [
        [Step("record", python("harness.checking.outcome_record", "--check"))],
        [Step("plain runs", python("harness.checking.reader_run"))],
        [
            Step(
                "other conditions",
                python(
                    "pytest", "--fresh", "--environment", "sqlite", "snippets", "docs", "README.md", "CONTRIBUTING.md"
                ),
                variables=(("GUIDE_CONDITIONS", "other"),),
            )
        ],
        [SITE],
        [
            Step(
                "slow tests",
                python("pytest", *SHARED_OUT, "-m", "slow", "tests"),
                variables=(("GUIDE_SITE", BUILT),),
            )
        ],
    ],
}


def state(step: Step, root: Path) -> str:
    """What stands for a step's command, its inputs and this interpreter; empty for one without inputs."""
    places = [root / name for name in step.inputs]
    held = [contents(place).digest if place.is_dir() else content(place) for place in places]
    return digest([sys.version, str(step), *held]) if held else ""


def memory(step: Step, root: Path) -> Path:
    """The file that keeps the state in which a step passed."""
    return root / ".cache" / "checks" / f"{step.name}.json"


def run(step: Step, root: Path) -> Result:
    """Run a step to its end; its output, both streams together, is in the result."""
    beside = Path(sys.executable).parent
    name, *rest = step.command
    program = sys.executable if name == "python" else str(beside / name)
    environment = os.environ | dict(step.variables) | {"PYTHONUNBUFFERED": "1"}
    started = time.perf_counter()
    done = subprocess.run(
        [program, *rest],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    status: Status = "passed" if done.returncode == 0 else "failed"
    return Result(step, status, time.perf_counter() - started, done.stdout)


def say(line: str) -> None:
    print(line, flush=True)


def show(result: Result) -> None:
    say(f"── {result.step.name}: {result.status} in {result.seconds:.1f} s")
    if result.output.strip():
        say(result.output.rstrip())


def check(stages: list[list[Step]], root: Path, fresh: bool = False) -> list[Result]:
    """Run the stages in order, and stop after the first that has a failed step."""
    results: list[Result] = []
    failed = False
    for stage in stages:
        if failed:
            results += [Result(step, "not run") for step in stage]
            continue
        states = {step: state(step, root) for step in stage}  # before the run: a file may change in the middle of it
        unchanged = [step for step, now in states.items() if not fresh and now and load(memory(step, root), now)]
        results += [Result(step, "unchanged since it passed") for step in unchanged]
        due = [step for step in stage if step not in unchanged]
        for step in due:
            say(f"$ {step}")
        with ThreadPoolExecutor(max(len(due), 1)) as threads:
            for result in threads.map(lambda step: run(step, root), due):
                show(result)
                if result.status == "passed":
                    keep(memory(result.step, root), states[result.step], True)
                else:
                    memory(result.step, root).unlink(missing_ok=True)
                results.append(result)
                failed = failed or result.status == "failed"
    return results


def table(results: list[Result]) -> str:
    """The steps with their times, one a line, and the total."""
    width = max(len(result.step.name) for result in results)
    lines = [
        f"  {result.step.name:<{width}}  {result.seconds:7.1f} s  {result.status}"
        + (f"; by itself: {result.step}" if result.status == "failed" else "")
        for result in results
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    """Returns 0 where every step passed or is unchanged since it did, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.check", description=__doc__.partition("\n")[0] if __doc__ else ""
    )
    parser.add_argument("stages", choices=sorted(STAGES))
    parser.add_argument("--fresh", action="store_true", help="run every step, whatever passed before")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    results = check(STAGES[options.stages], root or Path.cwd(), options.fresh)
    say(f"\nmake {options.stages}, {time.perf_counter() - started:.0f} s in all")
    say(table(results))
    return 1 if any(result.status == "failed" for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
