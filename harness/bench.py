"""Speed, as ratios measured side by side in one run: `python -m harness.bench`. Machines are noisy, ratios less so.

Each way of running the snippets is a program of its own, timed from its start to its end; the fastest of some rounds counts,
the rounds of all ways taking turns.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path

from harness import rules
from harness.project import Project
from harness.run import run_all, usable_processors
from harness.snippet import read

ROUNDS = 3
SAMPLE = 8
"""An interpreter for each file takes minutes: every eighth file stands for all."""


def bare(paths: list[Path], folder: str) -> None:
    """Execute the files one after the other in this process, with nothing between them but an empty folder each."""
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


def isolated(paths: list[Path], project: Project) -> None:
    """Run the files as the checks do, each in a process of its own, whatever is cached."""
    run_all([read(path) for path in paths], project, fresh=True)


def interpreters(paths: list[Path], at_once: int, folder: str) -> None:
    """A fresh interpreter for each file, as a shell loop would: what most projects do."""
    running: list[subprocess.Popen[bytes]] = []
    for path in paths:
        if len(running) >= at_once:
            running.pop(0).wait()
        command = [sys.executable, "-W", "ignore", str(path)]
        own = tempfile.mkdtemp(dir=folder)
        running.append(subprocess.Popen(command, cwd=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    for process in running:
        process.wait()


def timed(*command: str, cwd: Path) -> float:
    """Seconds that a program takes."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return seconds


def best(ways: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """The fastest of some rounds, for each way."""
    return {
        name: min(times)
        for name, times in zip(
            ways, zip(*[[way() for way in ways.values()] for _ in range(rounds)], strict=True), strict=True
        )
    }


def inlined(project: Project, folder: Path) -> None:
    """A copy of the site's pages with each rule's code written out, and no extension of the harness."""
    shutil.copytree(project.docs, folder / "docs")
    for page in (folder / "docs").rglob("*.md"):
        lines = []
        for line in page.read_text("utf-8").split("\n"):
            rule = rules.rule_named(project, line.removeprefix("::: rule ")) if line.startswith("::: rule ") else None
            if rule is None:
                lines.append(line)
            for path in rule.snippets if rule else []:
                lines += ["```python", path.read_text("utf-8").rstrip(), "```", ""]
        page.write_text("\n".join(lines), "utf-8")
    config = (project.root / "mkdocs.yml").read_text("utf-8").replace("  - harness.extension\n", "")
    (folder / "mkdocs.yml").write_text(
        config.replace("watch:\n  - snippets\n", "").replace("strict: true\n", ""), "utf-8"
    )


def main(root: Path) -> None:
    project = Project.load(root)
    held = rules.rules(project)
    paths = [path for rule in held for path in rule.snippets]
    processors = usable_processors()
    this = (sys.executable, "-W", "ignore", "-m", "harness.bench")
    print(f"{len(paths)} snippets of {len(held)} rules, {processors} processors, best of {ROUNDS} rounds each\n")

    print("running the snippets", flush=True)
    times = best(
        {
            "isolated": lambda: timed(*this, "isolated", cwd=root),
            "bare exec in one process": lambda: timed(*this, "bare", cwd=root),
        }
    )
    share = len(paths) / len(paths[::SAMPLE])
    for at_once in (1, processors):
        seconds = timed(*this, "interpreters", str(at_once), cwd=root) * share
        times[f"an interpreter each, {at_once} at a time, by every {SAMPLE}th file"] = seconds
    show(times, "isolated", len(paths))

    print("\nchecking them again, nothing changed", flush=True)
    command = (sys.executable, "-m", "pytest", "snippets", "-p", "no:cacheprovider")
    timed(*command, cwd=root)
    again = best(
        {
            "pytest snippets, from cache": lambda: timed(*command, cwd=root),
            "pytest --version": lambda: timed(sys.executable, "-m", "pytest", "--version", cwd=root),
        }
    )
    show(again, "pytest snippets, from cache", len(paths))

    print("\nbuilding the site, outcomes cached", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        inlined(project, Path(folder))
        mkdocs = (sys.executable, "-m", "mkdocs", "build", "--site-dir", f"{folder}/site")
        built = best(
            {
                "this site": lambda: timed(*mkdocs, cwd=root),
                "plain Material, the code inlined": lambda: timed(*mkdocs, cwd=Path(folder)),
            }
        )
    show(built, "this site", len(paths))


def show(times: dict[str, float], own: str, count: int) -> None:
    """Print each way's time, and how the harness's own compares."""
    width = max(len(name) for name in times)
    for name, seconds in times.items():
        ratio = "" if name == own else f"   {own}: {times[own] / seconds:.2f} times as long"
        if name != own and seconds > 2 * times[own]:
            ratio = f"   {own}: {seconds / times[own]:.1f} times as fast"
        print(f"  {name:<{width}}  {seconds:7.2f} s  {1000 * seconds / count:6.1f} ms a snippet{ratio}", flush=True)


if __name__ == "__main__":
    here = Path.cwd()
    files = [path for rule in rules.rules(Project.load(here)) for path in rule.snippets]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        match sys.argv[1:]:
            case ["isolated"]:
                isolated(files, Project.load(here))
            case ["bare"]:
                bare(files, scratch)
                os.chdir(here)
            case ["interpreters", number]:
                interpreters(files[::SAMPLE], int(number), scratch)
            case []:
                main(here)
            case other:
                raise SystemExit(f"unknown: {' '.join(other)}")
