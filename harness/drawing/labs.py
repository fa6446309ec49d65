"""Labs: notebooks in docs/labs/, written as text, executed, checked, and drawn into a page.

`docs/labs/<name>.py` is a notebook in jupytext's percent format; the page `docs/labs/<name>.md` pulls it in by
`::: lab <name>`. nbconvert executes it, configured by mkdocs-jupyter: one kernel for each lab, one lab for each
processor. The rest of mkdocs-jupyter is not used. Its cache knows neither a notebook's imports nor any version, its pages carry
600 KB of styles, links in its text are checked by nobody, and Zensical has no plugins. Here a lab becomes Markdown and HTML
that both builders put into a page as they do any other.

A lab is kept until its text, a file that it read, the harness or an installed package changes.
`python -m harness.drawing.labs` runs those that are not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import atexit
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from harness.cache import code_of, digest, fingerprint, write_whole
from harness.drawing.cells import BUILDING, FIGURE, OUTCOME, TAG, Cell, as_ipynb, notebook, read
from harness.drawing.cells import problems as cell_problems
from harness.drawing.code_listing import code_html, code_lines
from harness.drawing.sql_html import folded
from harness.outcome import Emitted, Outcome
from harness.problem import Problem
from harness.project import HARNESS, Project
from harness.reading.snippet import BadSnippet, Snippet, parse
from harness.running.environments import own_interpreter
from harness.running.run import usable_processors

NAME = re.compile(r"[a-z][a-z0-9_]*$")
TIME_LIMIT = 120
"""Seconds for one cell. It only ends what hangs."""
FEW_SQL, OPEN_SQL, SOME_SQL = 18, 6, 3
"""A cell that sends few statements shows all of them, and up to so many different ones without a click. Of one that sends more,
to set up a database or to measure, some of each line are shown."""
LOOK = re.compile(r"\s*(PRAGMA|SELECT sql FROM)\b")
"""What reads the schema, on SQLite."""


@dataclass
class Result:
    """What came of running a lab: all that its page shows, and what is wrong with it."""

    key: str
    parts: list[tuple[str, str]] = field(default_factory=list)
    """In order: `text`, which is Markdown, and `html`."""
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    """Line of the lab, what is wrong, what to do about it."""
    files: dict[str, str] = field(default_factory=dict)
    """The project's files that it read, and their fingerprints."""
    outcomes: dict[str, Any] = field(default_factory=dict)
    """What each cell with expectations did, by the line of the cell: whether its comments are right can be asked again."""
    cells: int = 0
    seconds: float = 0.0
    environment: str = ""

    def problems_in(self, path: Path) -> list[Problem]:
        return [Problem(path, *each) for each in self.problems]


class LabsFailed(Exception):
    """The labs could not be run at all."""


# The files


def labs(project: Project) -> list[Path]:
    return sorted(project.docs.glob("labs/*.py"))


def lab_named(project: Project, name: str) -> Path | None:
    """The file of the lab called `name`, or None."""
    path = project.docs / "labs" / f"{name}.py"
    return path if NAME.match(name) and path.is_file() else None


# What is kept


def key_of(path: Path) -> str:
    """What the result of a lab depends on, besides the files that it reads. Its kernel imports the notebook module."""
    code = code_of("harness.drawing.labs", "harness.drawing.notebook")
    return digest([path.read_text("utf-8"), code, own_interpreter().fingerprint])


def result_file(path: Path, project: Project) -> Path:
    return project.cache.parent / "labs" / f"{path.stem}.json"


def stored(path: Path, project: Project) -> Result | None:
    """What came of the latest run, where all that it depends on is unchanged: right or wrong."""
    try:
        data = json.loads(result_file(path, project).read_text("utf-8"))
        result = Result(**data | {"parts": [(kind, text) for kind, text in data["parts"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if result.key != key_of(path):
        return None
    known = all(fingerprint(project.root / name) == each for name, each in result.files.items())
    return result if known else None


def kept(path: Path, project: Project) -> Result | None:
    """What came of the latest run, where that is still right."""
    result = stored(path, project)
    return result if result and not result.problems else None


def result_of(path: Path, project: Project) -> Result:
    """What the lab does: kept, or from a run of every lab that is not. Raises LabsFailed."""
    result = kept(path, project)
    if result is None and str(path) not in _tried:
        run_stale(project)
        _tried.update(str(each) for each in labs(project))
    result = result or stored(path, project)
    if result is None:
        raise LabsFailed(f"{project.relative(path)} gave no result: try python -m harness.drawing.labs {path.stem}")
    return result


_tried: set[str] = set()
"""The labs that this process has had run: one that fails is not run again for each page."""


# Running them, in a process of their own


def command(project: Project, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "harness.drawing.labs", "--root", str(project.root), *arguments]


def settle(project: Project) -> None:
    """Give this process, and the kernels it starts, what a lab may rely on, and no settings of whoever started it."""
    for name in ("GUIDE_DATABASE_URL", "PYTHONWARNINGS", "PYTHONPATH"):
        os.environ.pop(name, None)
    paths = [str(HARNESS.parent), str(project.snippets)]
    os.environ |= {
        "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "JUPYTER_NO_CONFIG": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1", BUILDING: "1",
    }  # fmt: skip


def run_stale(project: Project) -> None:
    """Run the labs that are not kept, and wait for them. What went wrong stands in their results."""
    done = subprocess.run(command(project), cwd=project.root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise LabsFailed(f"the labs could not be run\n{done.stderr.strip()}")


_background: subprocess.Popen[bytes] | None = None


def run_behind(project: Project) -> None:
    """Start to run the labs that are not kept, unless that is under way. Each page is touched when its lab is done."""
    global _background
    if _background is None or _background.poll() is not None:
        _background = subprocess.Popen(command(project, "--touch", "--progress"), cwd=project.root)
        atexit.register(_background.terminate)


def main(arguments: list[str] | None = None) -> int:
    """Run labs. Returns 1 where one is not as it says."""
    parser = argparse.ArgumentParser(
        prog="python -m harness.drawing.labs", description="Run the labs that have changed."
    )
    parser.add_argument("names", nargs="*", help="only these; without a name, all that are not kept")
    parser.add_argument("--fresh", action="store_true", help="run them again, whatever is kept")
    parser.add_argument("--progress", action="store_true", help="say how far each one is")
    parser.add_argument("--touch", action="store_true", help="touch the page of each lab, for a server that watches it")
    parser.add_argument("--root", default=".", help="the folder of pyproject.toml")
    options = parser.parse_args(arguments)
    project = Project.load(Path(options.root))
    chosen = [path for path in labs(project) if not options.names or path.stem in options.names]
    unknown = set(options.names) - {path.stem for path in chosen}
    if unknown:
        parser.error(
            f"there is no lab {', '.join(sorted(unknown))}; there is {', '.join(p.stem for p in labs(project))}"
        )
    settle(project)
    stale = [path for path in chosen if options.fresh or not kept(path, project)]
    failed = 0

    def one(path: Path) -> Result:
        def progress(text: str) -> None:
            if options.progress or options.names:
                print(f"lab {path.stem}: {text}", file=sys.stderr, flush=True)

        result = run(path, project, progress)
        write_whole(result_file(path, project), json.dumps(asdict(result), ensure_ascii=False))
        page = path.with_suffix(".md")
        if options.touch and page.exists():
            page.touch()
        return result

    with ThreadPoolExecutor(usable_processors()) as threads:
        for path, result in zip(stale, threads.map(one, stale), strict=True):
            for problem in result.problems_in(path):
                failed = 1
                print(f"{project.relative(path)}:{problem.line}: {problem.text}\n  {problem.remedy}", file=sys.stderr)
    return failed


def run(path: Path, project: Project, progress: Any = lambda text: None) -> Result:
    """Run a lab now, in a kernel of its own, and hold each cell against its comments."""
    result = Result(key_of(path))
    cells, found = read(path)
    result.problems += [(each.line, each.text, each.remedy) for each in found]
    if found:
        return result
    started = time.perf_counter()
    executed, files = execute(cells, project, progress)
    result.seconds = round(time.perf_counter() - started, 1)
    result.cells = sum(cell.kind == "code" for cell in cells)
    result.files = {name: fingerprint(project.root / name) for name in files}
    recorded = False
    for cell, outputs in zip(cells, executed, strict=True):
        if cell.kind == "markdown":
            result.parts.append(("text", cell.source))
            continue
        if outputs is None:
            break
        outcome = outcome_in(outputs)
        recorded = recorded or outcome is not None
        if outcome is not None:
            result.environment = result.environment or str(outcome.environment)
        draw_cell(path, cell, outputs, outcome, result)
    if not recorded and not result.problems:
        result.problems.append(
            (1, "no cell is recorded", "import something of harness.drawing.notebook in the first cell")
        )
    progress(f"done in {result.seconds} s" if not result.problems else "not as it says")
    return result


def execute(cells: list[Cell], project: Project, progress: Any) -> tuple[list[list[Any] | None], list[str]]:
    """The outputs of each cell, None for one that was not run, and the project's files that the lab read.

    A cell that raises without a mark ends the run, as it would for a reader.
    """
    from mkdocs_jupyter.nbconvert2 import get_nbconvert_app
    from nbconvert.preprocessors import ExecutePreprocessor
    from nbformat import v4

    asyncio.set_event_loop(asyncio.new_event_loop())
    count = sum(cell.kind == "code" for cell in cells)
    book = notebook(cells)
    book.cells.append(v4.new_code_cell(FILES_READ, id="files-read"))
    executed: list[list[Any] | None] = [None] * len(book.cells)

    class Executor(ExecutePreprocessor):
        def preprocess_cell(self, cell: Any, resources: Any, index: int) -> Any:
            last = index == len(cells)
            if cell.cell_type == "code" and (last or None not in [executed[n] for n in range(index)]):
                if not last:
                    progress(f"cell {sum(c.kind == 'code' for c in cells[: index + 1])} of {count}")
                cell, resources = super().preprocess_cell(cell, resources, index)
                raised = any(output.output_type == "error" for output in cell.outputs)
                executed[index] = cell.outputs
                if raised and not last and not cells[index].may_raise:
                    stopped.append(index)
            elif cell.cell_type != "code":
                executed[index] = []
            if stopped and index > stopped[0] and not last:
                executed[index] = None
            return cell, resources

    stopped: list[int] = []
    config = get_nbconvert_app(execute=True, kernel_name="python3", allow_errors=True).config
    with (
        tempfile.TemporaryDirectory(prefix="lab-") as folder,
        tempfile.TemporaryDirectory(prefix="kernel-") as sockets,
        warnings.catch_warnings(),
    ):
        if os.name == "posix":  # no port, which others could reach
            config.KernelManager.transport = "ipc"
            config.KernelManager.ip = os.path.join(sockets, "socket")
        warnings.simplefilter("ignore")
        Executor(config=config, timeout=TIME_LIMIT).preprocess(book, {"metadata": {"path": folder}})
    told = executed.pop() or []
    names = json.loads("".join(each.get("text", "") for each in told) or "[]")
    root = os.path.join(project.root, "")
    return executed, [name.removeprefix(root) for name in names if name.startswith(root)]


FILES_READ = """\
import json, os, sys
from pathlib import Path
import harness.drawing.notebook
print(json.dumps(harness.drawing.notebook.files_read()))
"""
"""A last cell, which no page shows: what the lab depends on."""


def outcome_in(outputs: list[Any]) -> Outcome | None:
    """The outcome that a cell handed over."""
    for output in outputs:
        if OUTCOME in output.get("data", {}):
            return Outcome.from_json(output["data"][OUTCOME])
    return None


# Drawing


def draw_cell(path: Path, cell: Cell, outputs: list[Any], outcome: Outcome | None, result: Result) -> None:
    """Add a cell to the page, and what is wrong with it to the problems."""

    def problem(line: int, text: str, remedy: str) -> None:
        result.problems.append((line, text, remedy))

    snippet: Snippet | None = None
    try:
        snippet = parse(path, cell.source, cell.line)
    except BadSnippet as error:
        result.problems += [(each.line, each.text, each.remedy) for each in error.problems]
    if outcome is None:  # nothing was recorded yet
        for output in outputs:
            if output.output_type == "error":
                problem(cell.line, f"raised {output.ename}: {output.evalue}", "mend the cell")
        if snippet is not None and snippet.expectations:
            problem(
                cell.line, "what this cell expects is not checked", "import harness.drawing.notebook in a cell above"
            )
    elif snippet is not None:
        if snippet.expectations:
            result.outcomes[str(cell.line)] = outcome.to_json()
        result.problems += [(each.line, each.text, each.remedy) for each in cell_problems(snippet, outcome)]
        if outcome.ended_by is not None and not cell.may_raise:
            problem(cell.line - 1, "this cell raises, and is not marked: JupyterLab would stop here", f"write {TAG}")
        if outcome.ended_by is None and cell.may_raise:
            problem(cell.line - 1, "this cell is marked to raise, and does not", "write '# %%'")
    for output in outputs:
        if output.output_type == "stream" and output.name == "stderr":
            problem(cell.line, f"wrote to standard error: {output.text.strip()}", "mend what it warns of")
    if snippet is not None and outcome is not None:
        listing = code_html(snippet, outcome, counted=False, changed=set())
    else:
        numbered = enumerate(code_lines(cell.source), 1)
        rows = "".join(f'<span class="line" data-line="{number}">{line}\n</span>' for number, line in numbered)
        listing = f'<div class="highlight listing"><pre><code>{rows}</code></pre></div>'
    sql = ""
    if snippet is not None and outcome is not None and outcome.emitted:
        sql = sql_of(snippet, outcome)
    printed = "".join(each.text for each in outputs if each.output_type == "stream" and each.name == "stdout")
    if printed.strip() and outcome is None:  # else it stands in the code, as `#>`
        listing += f'<div class="output"><pre><code>{escape(printed.rstrip())}</code></pre></div>'
    if cell.fold:
        listing = f'<details class="whole" data-search-exclude><summary>The code</summary>{listing}</details>'
    result.parts.append(("html", f'<div class="rule lab"><figure class="snippet">{listing}{sql}</figure></div>'))
    for output in outputs:
        result.parts += shown(output)


def sql_of(snippet: Snippet, outcome: Outcome) -> str:
    """The SQL of a cell, by line. Where it is much, looks at the schema are left out, and only some of each line is shown."""
    chosen, besides = outcome.emitted, ""
    if len(chosen) > FEW_SQL:
        chosen = [each for each in outcome.emitted if not LOOK.match(each.sql)]
        if looks := len(outcome.emitted) - len(chosen):
            besides = f", besides {looks} that look at the schema"
    by_line: dict[int, list[Emitted]] = {}
    for each in chosen:
        by_line.setdefault(snippet.line_of(each.at), []).append(each)
    few = len(chosen) <= FEW_SQL
    return folded(snippet, by_line, OPEN_SQL if few else 0, None if few else SOME_SQL, besides)


def shown(output: Any) -> list[tuple[str, str]]:
    """What a page shows of an output: Markdown and drawings as they are, a value as text."""
    data = output.get("data", {})
    if OUTCOME in data or output.output_type in ("stream", "error"):
        return []
    for kind, mime in (("html", FIGURE), ("text", "text/markdown"), ("html", "text/html")):
        if mime in data:
            return [(kind, data[mime])]
    text = escape(data.get("text/plain", ""))
    return [("html", f'<div class="output alone"><pre><code>{text}</code></pre></div>')] if text else []


def page_parts(path: Path, result: Result) -> list[tuple[str, str]]:
    """A lab as its page shows it: below the title, how long it takes and how to have it."""
    cells, _ = read(path)
    ipynb = base64.b64encode(as_ipynb(cells).encode()).decode()
    size = f"{result.cells} cells, {result.seconds:g} s on {result.environment}" if result.environment else ""
    bar = (
        f'<p class="lab-bar" markdown="span"><span>{escape(size)}</span> <a download="{path.stem}.ipynb" '
        f'href="data:application/x-ipynb+json;base64,{ipynb}">Notebook (.ipynb)</a> '
        f"[Text (.py)]({path.name}){{: download }} "
        f"<span>Run it yourself: <code>make lab</code></span></p>"
    )
    parts = result.parts or [("text", cells[0].source if cells else f"# {path.stem}")]
    (_, first), *rest = parts
    title, _, below = first.partition("\n")
    return [("text", title), ("text", bar), ("text", below), *rest]


def waiting(path: Path) -> list[str]:
    """The page of a lab that is running, as lines of Markdown."""
    cells, _ = read(path)
    title = cells[0].source.partition("\n")[0] if cells else f"# {path.stem}"
    count = sum(cell.kind == "code" for cell in cells)
    return [
        title, "",
        f"The {count} cells of this lab are being run, for the first time since something changed. `make serve` says how"
        " far they are. This page loads itself again when they are done.", "",
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
