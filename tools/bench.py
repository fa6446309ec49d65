"""Speed, as ratios measured side by side in one run: `python -m tools.bench`. Machines are noisy, ratios less so.

Each way of running the snippets is a program of its own, timed from its start to its end; the fastest of some rounds counts,
the rounds of all ways taking turns. All run the same files: the snippets that run on SQLite, since a bare interpreter has no
server. Which these are is found out once, and no way pays for it. Each way says how many files it ran to their end, and one
that ran another number fails.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from harness.cache import write_whole
from harness.checking.checked_rules import all_outcomes
from harness.project import Project
from harness.reading import pages, rules
from harness.reading.snippet import read
from harness.running import engines
from harness.running.pool import pool_for, usable_processors
from harness.running.run import run_each
from harness.site import machine_readable

ROUNDS = 3
SAMPLE = 8
"""An interpreter for each file takes minutes: every eighth file stands for all."""
SCALES = (100, 1_000, 3_000)
QUOTED = re.compile(r"(<!-- make bench -->\n```text\n).*?(```\n)", re.S)
"""Where a page quotes the output."""
OWN = re.compile(
    r"^ +- harness\.extension\n|^(?:hooks|watch):\n(?: +-.*\n)+|^strict: .*\n|^ +custom_dir: .*\n|^ +icon:\n +logo: .*\n",
    re.M,
)
"""What mkdocs.yml says of the harness and of the project's theme."""


def chosen(project: Project) -> list[Path]:
    """The files that every way runs: the snippets that run on SQLite, by rule."""
    paths = [path for rule in rules.rules(project) for path in rule.snippets]
    return [path for path in paths if "sqlite" in engines.databases_of(read(path), project)]


def named(listed: str) -> list[Path]:
    """The files that a list names, one a line."""
    return [Path(line) for line in Path(listed).read_text("utf-8").splitlines()]


def bare(paths: list[Path], folder: str) -> int:
    """Execute the files one after the other in this process, with nothing between them but an empty folder each.

    Returns how many ran to their end, the errors that they are to raise included.
    """
    done = 0
    for path in paths:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        sys.path.insert(0, str(path.parent))
        code = compile(path.read_text("utf-8"), path, "exec")
        os.chdir(tempfile.mkdtemp(dir=folder))
        # What a snippet raises and warns is its own affair.
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(code, module.__dict__)
        sys.path.pop(0)
        done += 1
    return done


def isolated(paths: Iterable[Path], project: Project) -> int:
    """Run the files as the checks do, each in a process of its own, whatever is cached. Returns how many gave an outcome."""
    snippets = (read(path) for path in paths)  # while the workers start
    return sum(not outcome.complaints for _, outcome in run_each(snippets, project, fresh=True))


def many(paths: list[Path], number: int, project: Project) -> tuple[float, float, float]:
    """Run `number` snippets, the files over and over: the seconds, and the most memory in MB, here and in the workers."""
    start = time.perf_counter()
    isolated(itertools.islice(itertools.cycle(paths), number), project)
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers = sum(peak_of(worker.process.pid) for worker in pool_for(project).workers if worker.process)
    return seconds, own / 1024, workers / 1024


def peak_of(pid: int) -> int:
    """The most memory in kB that a process has had, 0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) if found else 0
    return 0


def interpreters(paths: list[Path], at_once: int, folder: str) -> int:
    """A fresh interpreter for each file, as a shell loop would: what most projects do.

    Returns how many ended by themselves, with an error or without.
    """
    running: list[subprocess.Popen[bytes]] = []
    statuses = []
    for path in paths:
        if len(running) >= at_once:
            statuses.append(running.pop(0).wait())
        command = [sys.executable, "-W", "ignore", str(path)]
        own = tempfile.mkdtemp(dir=folder)
        running.append(subprocess.Popen(command, cwd=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    statuses += [process.wait() for process in running]
    return sum(status in (0, 1) for status in statuses)


class Took(NamedTuple):
    """How long a program took, in seconds. A busy machine stretches the first, hardly the second."""

    wall: float
    processor: float
    """Its own, and of the processes that it started."""


def timed(*command: str, cwd: Path, times: float = 1, ran: int | None = None) -> Took:
    """What a program takes, multiplied by `times`. Raises SystemExit if it fails, or says that it did not run `ran` files."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    if ran is not None and done.stdout.split() != [str(ran)]:
        raise SystemExit(f"{' '.join(command)} was to run {ran} files, and ran: {done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall * times, processor * times)


def best(ways: dict[str, Callable[[], Took]], rounds: int = ROUNDS) -> dict[str, Took]:
    """The fastest of some rounds, for each way."""
    return {
        name: min(times)
        for name, times in zip(
            ways, zip(*[[way() for way in ways.values()] for _ in range(rounds)], strict=True), strict=True
        )
    }


def inlined(project: Project, folder: Path) -> None:
    """A copy of the site's pages with all that a run gives written out, for Material alone: no extension, hook or theme of ours."""
    shutil.copytree(project.docs, folder / "docs")
    ran = {rule.name: (rule, each) for rule, each in all_outcomes(project)}
    for path in (page.path for page in pages.pages(project)):
        target = folder / "docs" / path.relative_to(project.docs)
        target.write_text(machine_readable.page_markdown(path, project, ran), "utf-8")
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(OWN.sub("", config), "utf-8")


class Output:
    """What is printed, kept for the page that quotes it."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, line: str = "") -> None:
        print(line, flush=True)
        self.text += line + "\n"

    def quote(self, page: Path) -> None:
        """Put it into `page`, in the block below `<!-- make bench -->`. Raises SystemExit where there is none."""
        source = page.read_text("utf-8")
        if not QUOTED.search(source):
            raise SystemExit(f"{page}: no block ```text below <!-- make bench -->, so the output is not quoted there")
        write_whole(page, QUOTED.sub(lambda found: found[1] + self.text + found[2], source))


def main(root: Path, rounds: int = ROUNDS, scales: Iterable[int] = SCALES, sample: int = SAMPLE) -> Output:
    """Measure and print all of it: `rounds` times, with `scales` snippets, an interpreter for every `sample`th file."""
    say = Output()
    project = Project.load(root)
    held = rules.rules(project)
    total = sum(len(rule.snippets) for rule in held)
    paths = chosen(project)
    say(
        f"{total} snippets of {len(held)} rules, {usable_processors()} processors, the best of {counted(rounds, 'round')}."
    )
    say(f"Every way runs the same {len(paths)}: those that run on SQLite. {total - len(paths)} need PostgreSQL.")

    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "files")
        listed.write_text("".join(f"{path}\n" for path in paths), "utf-8")
        this = (sys.executable, "-W", "ignore", "-m", "tools.bench", str(listed))

        say("\nrunning the snippets")
        running(say, this, root, len(paths), rounds, sample)

        say("\nrunning more and more of them, isolated")
        for number in scales:
            done = subprocess.run((*this, "many", str(number)), cwd=root, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"many {number} failed:\n{done.stdout}{done.stderr}")
            seconds, own, workers = map(float, done.stdout.split())
            say(
                f"  {number:>5,} snippets  {seconds:7.2f} s  {1000 * seconds / number:6.1f} ms a snippet"
                f"   memory at most: {own:.0f} MB here, {workers:.0f} MB in the processes they are forked from"
            )

    say("\nchecking all of them in every environment again, nothing changed")
    command = (sys.executable, "-m", "pytest", "snippets", "-p", "no:cacheprovider")
    timed(*command, cwd=root)
    again = best(
        {
            "pytest snippets, from cache": lambda: timed(*command, cwd=root),
            "pytest --version": lambda: timed(sys.executable, "-m", "pytest", "--version", cwd=root),
        },
        rounds,
    )
    show(say, again, "pytest snippets, from cache", total)

    say("\nbuilding the site, outcomes cached")
    with tempfile.TemporaryDirectory() as folder:
        inlined(project, Path(folder))
        mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", f"{folder}/site")
        for _ in range(2):  # the first may still run snippets, and what was drawn before a run is not remembered
            timed(*mkdocs, cwd=root)
        built = best(
            {
                "this site": lambda: timed(*mkdocs, cwd=root),
                "plain Material, the code inlined": lambda: timed(*mkdocs, cwd=Path(folder)),
            },
            rounds,
        )
    show(say, built, "this site", total)
    return say


def running(say: Output, this: tuple[str, ...], root: Path, count: int, rounds: int, sample: int) -> None:
    """The ways to run the snippets, and how near any way can come to the ratios: none is faster than the work itself."""
    times = best(
        {
            "isolated": lambda: timed(*this, "isolated", cwd=root, ran=count),
            "bare exec in one process": lambda: timed(*this, "bare", cwd=root, ran=count),
        },
        rounds,
    )
    sampled = -(-count // sample)
    processors = usable_processors()
    for at_once in dict.fromkeys((1, processors)):
        which = "" if sample == 1 else f", by one file in {sample}"
        times[f"an interpreter each, {at_once} at a time{which}"] = timed(
            *this, "interpreters", str(at_once), str(sample), cwd=root, times=count / sampled, ran=sampled
        )
    show(say, times, "isolated", count)
    exec_alone, alone = times["bare exec in one process"].wall, list(times.values())[2].wall
    say(
        f"  The work itself is the bound: bare exec is {alone / exec_alone:.1f} times as fast as an interpreter each, so nothing"
        f"\n  that runs these files on {counted(processors, 'processor')} can be more than"
        f" {processors * alone / exec_alone:.1f} times as fast, however little it isolates."
    )


def counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def show(say: Output, times: dict[str, Took], own: str, count: int) -> None:
    """Print each way's time, and how the harness's own compares."""
    width = max(len(name) for name in times)
    for name, took in times.items():
        ratio = "" if name == own else f"   {own}: {times[own].wall / took.wall:.2f} times as long"
        if name != own and took.wall > 2 * times[own].wall:
            ratio = f"   {own}: {took.wall / times[own].wall:.1f} times as fast"
        say(
            f"  {name:<{width}}  {took.wall:7.2f} s {1000 * took.wall / count:6.1f} ms a snippet"
            f"{took.processor:8.2f} s of the processors{ratio}"
        )


if __name__ == "__main__":
    here = Path.cwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        match sys.argv[1:]:
            case [listed, "isolated"]:
                print(isolated(named(listed), Project.load(here)))
            case [listed, "many", number]:
                print(*many(named(listed), int(number), Project.load(here)))
            case [listed, "bare"]:
                told = bare(named(listed), scratch)
                os.chdir(here)
                print(told)
            case [listed, "interpreters", number, sample]:
                print(interpreters(named(listed)[:: int(sample)], int(number), scratch))
            case []:
                main(here)
            case ["into", page]:
                main(here).quote(here / page)
            case other:
                raise SystemExit(f"unknown: {' '.join(other)}")
