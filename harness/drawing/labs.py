"""Running the labs: `docs/labs/<name>.py`, notebooks that the site's build executes and checks. `lab_page` draws what
they did.

mkdocs-jupyter's converter configures nbconvert, which executes a lab in a kernel of its own, one lab for each
processor. What came of it is kept until the lab's text, a file that it read, the harness or an installed package
changes. `python -m harness.drawing.labs` runs the labs that are not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from harness.cache import closure, digest, fingerprint, write_whole
from harness.checking.lab_cell import check_cell
from harness.drawing.lab_notebook import BUILDING, as_notebook, outcome_of
from harness.drawing.templates import FOLDER
from harness.outcome import Outcome
from harness.problem import Problem
from harness.project import HARNESS, Project
from harness.reading.lab_text import Cell, labs, read_lab
from harness.running.interpreters import own_interpreter
from harness.running.pool import usable_processors

TIME_LIMIT = 600
"""Seconds for one cell, which nothing but a cell that hangs reaches, even on a busy machine."""

Progress = Callable[[str], None]


@dataclass
class Result:
    """What came of running a lab, and what is wrong with it."""

    key: str
    notebook: dict[str, Any] = field(default_factory=dict)
    """The cells that were run and their outputs, in the format of an `.ipynb` file. Empty for a lab that can't be
    read."""
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    """Line of the lab, what is wrong, what to do about it."""
    files: dict[str, str] = field(default_factory=dict)
    """The project's files that it read, and their fingerprints."""
    seconds: float = 0.0
    environment: str = ""

    def problems_in(self, path: Path) -> list[Problem]:
        return [Problem(path, *problem) for problem in self.problems]

    def add(self, problems: list[Problem]) -> None:
        self.problems += [(problem.line, problem.text, problem.remedy) for problem in problems]


class LabsFailed(Exception):
    """The labs could not be run at all."""


# What is kept


def key_of(path: Path) -> str:
    """What the result of a lab depends on, besides the files that it reads.

    Its kernel imports the last two modules. Of the templates it uses only the plot's.
    """
    modules = closure("harness.drawing.labs", "harness.drawing.notebook", "harness.drawing.plot")
    code = [f"{name} {module.fingerprint}" for name, module in sorted(modules.items())]
    plot = fingerprint(FOLDER / "plot.html.jinja")
    return digest([path.read_text("utf-8"), *code, plot, own_interpreter().fingerprint])


def result_file(path: Path, project: Project) -> Path:
    return project.cache.parent / "labs" / f"{path.stem}.json"


def stored(path: Path, project: Project) -> Result | None:
    """What came of the latest run if all that it depends on is unchanged: right or wrong."""
    try:
        result = Result(**json.loads(result_file(path, project).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if result.key != key_of(path):
        return None
    unchanged = all(fingerprint(project.root / name) == before for name, before in result.files.items())
    return result if unchanged else None


def kept(path: Path, project: Project) -> Result | None:
    """What came of the latest run, if that is still right."""
    result = stored(path, project)
    return result if result and not result.problems else None


def result_of(path: Path, project: Project) -> Result:
    """What the lab does: kept, or from a run of every lab that is not. Raises LabsFailed."""
    result = kept(path, project)
    if result is None and path not in _tried:
        run_stale(project)
        _tried.update(labs(project))
    result = result or stored(path, project)
    if result is None:
        raise LabsFailed(f"{project.relative(path)} gave no result: try python -m harness.drawing.labs {path.stem}")
    return result


_tried: set[Path] = set()
"""The labs that this process has had run: one that fails is not run again for each page."""


def recorded_cells(path: Path, result: Result) -> list[tuple[Cell, Outcome]]:
    """The cells of code that were recorded, with their outcomes."""
    pairs = zip(read_lab(path)[0], result.notebook["cells"], strict=False)
    return [(cell, outcome) for cell, ran in pairs if (outcome := outcome_of(ran.get("outputs", [])))]


# Running them, in a process of their own


def command(project: Project, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "harness.drawing.labs", "--root", str(project.root), *arguments]


def run_stale(project: Project) -> None:
    """Run the labs that are not kept, and wait for them. Their results say what went wrong."""
    done = subprocess.run(command(project), cwd=project.root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise LabsFailed(f"the labs could not be run\n{done.stderr.strip()}")


_background: subprocess.Popen[bytes] | None = None


def run_behind(project: Project) -> None:
    """Start to run the labs that are not kept, unless that is under way. Each page is touched when its lab is done."""
    global _background
    if _background is None or _background.poll() is not None:
        _background = subprocess.Popen(command(project, "--served"), cwd=project.root)
        atexit.register(_background.terminate)


def main(arguments: list[str] | None = None) -> int:
    """Run labs. Returns 1 if one does something else than it says."""
    parser = argparse.ArgumentParser(
        prog="python -m harness.drawing.labs", description="Run the labs that have changed."
    )
    parser.add_argument("names", nargs="*", help="only these; without a name, all that are not kept")
    parser.add_argument("--fresh", action="store_true", help="run them again, whatever is kept")
    parser.add_argument(
        "--served", action="store_true", help="say how far each one is, and touch its page, which a server watches"
    )
    parser.add_argument("--root", default=".", help="the folder of pyproject.toml")
    options = parser.parse_args(arguments)
    project = Project.load(Path(options.root))
    by_name = {path.stem: path for path in labs(project)}
    unknown = sorted(set(options.names) - by_name.keys())
    if unknown:
        parser.error(f"there is no lab {', '.join(unknown)}; there is {', '.join(by_name)}")
    set_environment(project)
    chosen = [path for name, path in by_name.items() if not options.names or name in options.names]
    stale = [path for path in chosen if options.fresh or not kept(path, project)]
    failed = 0

    def run_one(path: Path) -> Result:
        def progress(text: str) -> None:
            if options.served or options.names:
                print(f"lab {path.stem}: {text}", file=sys.stderr, flush=True)

        result = run(path, project, progress)
        write_whole(result_file(path, project), json.dumps(asdict(result), ensure_ascii=False))
        page = path.with_suffix(".md")
        if options.served and page.exists():
            page.touch()
        return result

    with ThreadPoolExecutor(usable_processors()) as threads:
        for path, result in zip(stale, threads.map(run_one, stale), strict=True):
            for problem in result.problems_in(path):
                failed = 1
                print(f"{project.relative(path)}:{problem.line}: {problem.text}\n  {problem.remedy}", file=sys.stderr)
    return failed


def set_environment(project: Project) -> None:
    """Give this process, and the kernels it starts, what a lab may rely on, and none of the caller's settings."""
    for name in ("GUIDE_DATABASE_URL", "PYTHONWARNINGS", "PYTHONPATH"):
        os.environ.pop(name, None)
    paths = [str(HARNESS.parent), str(project.snippets)]
    os.environ |= {
        "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "JUPYTER_NO_CONFIG": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1", BUILDING: "1",
    }  # fmt: skip


def run(path: Path, project: Project, progress: Progress = lambda text: None) -> Result:
    """Run a lab now, in a kernel of its own, and hold each cell against its comments."""
    result = Result(key_of(path))
    cells, problems = read_lab(path)
    result.add(problems)
    if problems:
        return result
    started = time.perf_counter()
    result.notebook, ended = execute(cells, progress)
    result.seconds = round(time.perf_counter() - started, 1)
    if ended:
        result.add([Problem(path, cells[len(result.notebook["cells"]) - 1].line, ended, "fix the cell")])
    files: set[str] = set()
    for cell, ran in zip(cells, result.notebook["cells"], strict=False):
        if cell.kind == "code":
            outcome = outcome_of(ran["outputs"])
            if outcome is not None:
                result.environment = result.environment or str(outcome.environment)
                files |= set(outcome.files)
            errors = [f"{o['ename']}: {o['evalue']}" for o in ran["outputs"] if o["output_type"] == "error"]
            stderr = "".join(o["text"] for o in ran["outputs"] if o.get("name") == "stderr")
            result.add(check_cell(path, cell, outcome, "".join(errors), stderr))
    if not result.environment and not result.problems:
        result.add([Problem(path, 1, "no cell is recorded", "import harness.drawing.notebook in the first cell")])
    root = os.path.join(project.root, "")
    names = sorted(name.removeprefix(root) for name in files if name.startswith(root))
    result.files = {name: fingerprint(project.root / name) for name in names}
    progress("does something else than it says" if result.problems else f"done in {result.seconds} s")
    return result


def execute(cells: list[Cell], progress: Progress) -> tuple[dict[str, Any], str]:
    """The lab up to the cell that ended its run, with outputs; and what ended it, where no output says so.

    A cell that raises without the tag ends the run, as it would for a reader.
    """
    from mkdocs_jupyter.nbconvert2 import get_nbconvert_app
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from nbconvert.preprocessors import ExecutePreprocessor

    code = [n for n, cell in enumerate(cells) if cell.kind == "code"]
    notebook = as_notebook(cells)
    reached, ended = len(cells), ""

    def begun(cell: Any, cell_index: int) -> None:
        nonlocal reached
        reached = cell_index + 1
        progress(f"cell {code.index(cell_index) + 1} of {len(code)}")

    config = get_nbconvert_app(execute=True, kernel_name="python3", allow_errors=False).config
    with (
        closing(asyncio.new_event_loop()) as loop,
        tempfile.TemporaryDirectory(prefix="lab-") as folder,
        tempfile.TemporaryDirectory(prefix="kernel-") as sockets,
        warnings.catch_warnings(),
    ):
        asyncio.set_event_loop(loop)
        if os.name == "posix":  # no port, which others could reach
            config.KernelManager.transport = "ipc"
            config.KernelManager.ip = os.path.join(sockets, "socket")
        warnings.simplefilter("ignore")
        executor = ExecutePreprocessor(config=config, timeout=TIME_LIMIT, on_cell_execute=begun)
        try:
            executor.preprocess(notebook, {"metadata": {"path": folder}})
            reached = len(cells)
        except CellExecutionError:
            pass  # its outputs say so
        except CellTimeoutError:
            ended = f"did not end within {TIME_LIMIT} s"
        except DeadKernelError:
            ended = "ended the kernel"
    del notebook.cells[reached:]
    return json.loads(json.dumps(notebook)), ended


if __name__ == "__main__":
    sys.exit(main())
