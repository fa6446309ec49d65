"""How fast the harness is, as ratios measured side by side in one run: `python -m tools.bench [PAGE]`.

Each way of doing a thing is a program of its own, timed from start to end; the ways take turns, and the fastest of some
rounds counts. `PAGE` is a Markdown file whose block below `<!-- make bench -->` quotes the output. All ways of running
snippets run the same files, those that run on SQLite, and one that ran another number of them ends the benchmark.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from harness.cache import write_whole
from harness.project import Project
from harness.reading import pages, rules
from harness.reading.snippet import read
from harness.running import engines
from harness.running.pool import usable_processors
from harness.running.run import run_each
from harness.site import machine_readable

ROUNDS = 3
SAMPLE = 8
"""An interpreter for each file takes minutes, so every eighth file stands for all."""
QUOTED = re.compile(r"(<!-- make bench -->\n```text\n).*?(```\n)", re.S)
OURS = re.compile(
    r"^ +- harness\.site\.extension\n|^(?:hooks|watch):\n(?: +-.*\n)+"
    r"|^strict: .*\n|^ +custom_dir: .*\n|^ +icon:\n +logo: .*\n",
    re.M,
)
"""The lines of mkdocs.yml that name the harness or the project's theme."""


class Took(NamedTuple):
    """Seconds. A busy machine stretches the first, hardly the second."""

    wall: float
    processor: float
    """Of the program and of the processes that it started."""


# The ways to run snippets. Each prints how many files it ran.


def chosen(project: Project) -> list[Path]:
    """The snippets that run on SQLite, by rule."""
    paths = [path for rule in rules.rules(project) for path in rule.snippets]
    return [path for path in paths if "sqlite" in engines.databases_of(read(path), project)]


def bare(paths: list[Path], scratch: str) -> int:
    """Execute the files one after another in this process, each in an empty folder and nothing else between them."""
    for path in paths:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        sys.path.insert(0, str(path.parent))
        code = compile(path.read_text("utf-8"), path, "exec")
        os.chdir(tempfile.mkdtemp(dir=scratch))
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(code, module.__dict__)
        sys.path.pop(0)
    return len(paths)


def isolated(paths: list[Path], project: Project) -> int:
    """Run the files as the checks do, each in a process of its own, whatever is cached."""
    snippets = (read(path) for path in paths)  # read while the workers start
    return sum(not outcome.complaints for _, outcome in run_each(snippets, project, fresh=True))


def interpreters(paths: list[Path], at_once: int, scratch: str) -> int:
    """A fresh interpreter for each file, as a shell loop would start them."""
    running: list[subprocess.Popen[bytes]] = []
    statuses = []
    for path in paths:
        if len(running) >= at_once:
            statuses.append(running.pop(0).wait())
        command = [sys.executable, "-W", "ignore", str(path)]
        folder = tempfile.mkdtemp(dir=scratch)
        running.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    statuses += [process.wait() for process in running]
    return sum(status in (0, 1) for status in statuses)


# Timing


def timed(*command: str, cwd: Path, times: float = 1, ran: int | None = None) -> Took:
    """How long a program takes, multiplied by `times`.

    Raises SystemExit if it fails, or prints another number than `ran`.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    if ran is not None and done.stdout.split() != [str(ran)]:
        raise SystemExit(f"{' '.join(command)} should have run {ran} files: {done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall * times, processor * times)


def best(ways: dict[str, Callable[[], Took]], rounds: int) -> dict[str, Took]:
    """The fastest of some rounds, for each way."""
    took = [[way() for way in ways.values()] for _ in range(rounds)]
    return {name: min(times) for name, times in zip(ways, zip(*took, strict=True), strict=True)}


def lines(times: dict[str, Took]) -> list[str]:
    """A line for each way, with its wall time as a multiple of the first way's."""
    width = max(map(len, times))
    first = next(iter(times.values()))
    return [
        f"  {name:<{width}}  {took.wall:7.2f} s  {took.processor:7.2f} CPU s"
        f"  {took.wall / first.wall:6.2f} times the first"
        for name, took in times.items()
    ]


def running_lines(project: Project, rounds: int, sample: int) -> list[str]:
    """Running every snippet: isolated, in one process, and in an interpreter each."""
    paths = chosen(project)
    total = sum(len(rule.snippets) for rule in rules.rules(project))
    processors = usable_processors()
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "files")
        listed.write_text("".join(f"{path}\n" for path in paths), "utf-8")
        this = (sys.executable, "-W", "ignore", "-m", "tools.bench", str(listed))
        sampled = -(-len(paths) // sample)

        def each_alone(at_once: int) -> Took:
            command = (*this, "interpreters", str(at_once), str(sample))
            return timed(*command, cwd=project.root, times=len(paths) / sampled, ran=sampled)

        times = best(
            {
                "isolated": lambda: timed(*this, "isolated", cwd=project.root, ran=len(paths)),
                "bare exec in one process": lambda: timed(*this, "bare", cwd=project.root, ran=len(paths)),
            },
            rounds,
        )
        times |= {f"an interpreter each, {at_once} at a time": each_alone(at_once) for at_once in {1: 0, processors: 0}}
    return [
        f"running {len(paths)} of {total} snippets, those that run on SQLite;"
        f" {processors} processors, best of {rounds}",
        *lines(times),
    ]


def checking_lines(project: Project, rounds: int) -> list[str]:
    """Checking what has not changed."""
    first = project.relative(chosen(project)[0])
    pytest = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
    timed(*pytest, "snippets", cwd=project.root)
    ways = {
        "pytest --version": lambda: timed(*pytest, "--version", cwd=project.root),
        "pytest snippets": lambda: timed(*pytest, "snippets", cwd=project.root),
        f"pytest {first}": lambda: timed(*pytest, first, cwd=project.root),
    }
    return ["checking again, nothing changed", *lines(best(ways, rounds))]


def building_lines(project: Project, rounds: int) -> list[str]:
    """Building the site: nothing drawn yet, nothing changed, and by Material alone."""
    with tempfile.TemporaryDirectory() as folder:
        own, plain = Path(folder, "own"), Path(folder, "plain")
        shutil.copytree(project.root, own, ignore=shutil.ignore_patterns(".git", ".venv", "site", "__pycache__"))
        inline(project, plain)
        mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", f"{folder}/site")

        def cold() -> Took:
            shutil.rmtree(own / ".cache" / "drawn", ignore_errors=True)
            return timed(*mkdocs, cwd=own)

        cold()  # runs what has no outcome yet
        ways = {
            "plain Material, the outcomes written out": lambda: timed(*mkdocs, cwd=plain),
            "this site, nothing drawn yet": cold,
            "this site, nothing changed": lambda: timed(*mkdocs, cwd=own),
        }
        return ["building the site, outcomes cached", *lines(best(ways, rounds))]


def inline(project: Project, folder: Path) -> None:
    """A copy of the pages with everything a run gives written out, for Material without our extension and theme."""
    shutil.copytree(project.docs, folder / "docs")
    for page in pages.pages(project):
        (folder / "docs" / page.name).write_text(machine_readable.page_markdown(page, project), "utf-8")
    (folder / "mkdocs.yml").write_text(OURS.sub("", (project.root / "mkdocs.yml").read_text("utf-8")), "utf-8")


def report(project: Project, rounds: int = ROUNDS, sample: int = SAMPLE) -> str:
    """Measure everything."""
    parts = [
        running_lines(project, rounds, sample), checking_lines(project, rounds), building_lines(project, rounds),
    ]  # fmt: skip
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def quote(text: str, page: Path) -> None:
    """Put the output into a page's block. Raises SystemExit where there is none."""
    source = page.read_text("utf-8")
    if not QUOTED.search(source):
        raise SystemExit(f"{page}: no block ```text below <!-- make bench -->, so the output is not quoted there")
    write_whole(page, QUOTED.sub(lambda match: match[1] + text + match[2], source))


def main(arguments: list[str]) -> None:
    here = Path.cwd()
    project = Project.load(here)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        match arguments:
            case [listed, way, *options]:
                paths = [Path(line) for line in Path(listed).read_text("utf-8").splitlines()]
                if way == "isolated":
                    print(isolated(paths, project))
                elif way == "bare":
                    count = bare(paths, scratch)
                    os.chdir(here)
                    print(count)
                else:
                    print(interpreters(paths[:: int(options[1])], int(options[0]), scratch))
            case [*page]:
                text = report(project)
                print(text, end="")
                for name in page:
                    quote(text, here / name)


if __name__ == "__main__":
    main(sys.argv[1:])
