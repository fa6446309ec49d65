"""Run code in a reader's browser, and draw what it did as its page does. docs/assets/run/worker.js calls this.

Nothing is restored between two runs here: the worker sets the whole memory of the interpreter back to what it was
before a run, which is what a fork is for in `harness.running`.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import platform
import shutil
import sqlite3
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import util
from sqlalchemy.orm import configure_mappers, session

from harness.browser import stand_ins
from harness.browser.edited import Edited, edited, unreadable
from harness.browser.explored import explored_html
from harness.checking.compare import compare
from harness.drawing.code_listing import code_html
from harness.drawing.sql_html import counted_sql, folded, sql_html
from harness.outcome import Emitted, Environment, Outcome, SqlCount
from harness.project import Project
from harness.reading.snippet import BadSnippet, Snippet, parse
from harness.recording import recorder
from harness.running.engines import imported, trees

ROOT = Path("/guide")
"""Where the worker unpacks the project."""
WORK = Path("/tmp")
"""What a run writes is below here."""
NEEDS = {
    "alembic": ("alembic.command", "alembic.autogenerate"),
    "fastapi": ("fastapi", "fastapi.testclient"),
    "pydantic": ("pydantic",),
    "pytest": ("pytest",),
}
"""What takes long to import, by the package that a snippet names. It is imported once, before the memory is kept."""

FIRST = ROOT / "environments" / "browser" / "first.py"
"""Does what is slow when it is done first: imports, compiled statements, templates."""


@dataclass
class Request:
    """What to run."""

    path: str
    """The snippet's file, from the root of the project. A file of that name need not exist."""
    source: str | None = None
    """The code; None for that of the file."""
    original: str | None = None
    """The page's code that this was made from; None for that of the file, if there is one."""
    is_counted: bool = False
    """Whether the number of statements is the fault that the page shows."""
    changed: list[int] = field(default_factory=list)
    """The lines that the snippet's counterpart doesn't have."""
    explores: bool = False
    """Whether the reader may want to look at the rows of the tables, and at the plans of queries."""


@dataclass
class Reply:
    """What came of a run."""

    environment: str = ""
    seconds: float = 0.0
    statements: str = ""
    """How many SQL statements the counted lines emitted, or all lines if none is counted, in words."""
    ended_by: str = ""
    """The class of the exception that ended the code; empty if it ran to its end."""
    ended_at: int = 0
    """The line that it came from."""
    html: str = ""
    """The listing with its evidence, as the page has it."""
    sql: str = ""
    """The SQL by line."""
    explored: str = ""
    """Rows and plans, if they were asked for."""
    edited: Edited | None = None
    """What an editor shows, if the reader explores."""
    problems: list[dict[str, Any]] = field(default_factory=list)
    """Where the run did something else than the expectations say: `line`, `text`."""
    recorded: dict[str, Any] | None = None
    """The outcome as data, for tests."""


def start() -> None:
    """Import and do once what every run needs."""
    stand_ins.install()
    recorder.install()
    stand_ins.change_aiosqlite()
    for name in project().preload:
        with contextlib.suppress(ModuleNotFoundError):  # a package that comes with the first snippet that needs it
            importlib.import_module(name)
    configure_mappers()
    start_afresh()
    draw(Request("snippets/first.py", FIRST.read_text("utf-8")))
    gc.collect()  # so that no file is open when the memory is kept


def needs(request: str) -> bool:
    """Whether the code needs packages that are not imported yet, and perhaps not there yet."""
    return bool(packages_of(Request(**json.loads(request))) - _prepared)


def prepare(request: str) -> None:
    """Import the packages that the code needs."""
    for package in sorted(packages_of(Request(**json.loads(request))) - _prepared):
        for module in NEEDS[package]:
            importlib.import_module(module)
        if package == "fastapi":
            stand_ins.change_web()
        _prepared.add(package)
    gc.collect()


_prepared: set[str] = set()


@cache
def project() -> Project:
    """The guide, as the worker unpacked it."""
    return Project.load(ROOT)


def packages_of(wanted: Request) -> set[str]:
    """The packages in NEEDS that the code imports, by itself or by a module of the project."""
    try:
        snippet = parse(ROOT / wanted.path, source_of(wanted))
    except BadSnippet:
        return set()
    names: set[str] = set()
    for tree in trees(snippet, project()):
        names |= {name.partition(".")[0] for name in imported(tree)}
    return names & NEEDS.keys()


def run(request: str) -> str:
    """Run a Request as JSON; returns a Reply as JSON."""
    wanted = Request(**json.loads(request))
    start_afresh()
    return json.dumps(asdict(draw(wanted)))


def source_of(wanted: Request) -> str:
    return (ROOT / wanted.path).read_text("utf-8") if wanted.source is None else wanted.source


def original_of(wanted: Request) -> str:
    file = ROOT / wanted.path
    if wanted.original is None:
        return file.read_text("utf-8") if file.is_file() else ""
    return wanted.original


def start_afresh() -> None:
    """Work in an empty folder, with nothing left of the run before, and count sessions from 1."""
    os.chdir("/")
    for entry in os.scandir(WORK):
        if entry.is_dir():
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    (WORK / "work").mkdir()
    os.chdir(WORK / "work")
    session._new_sessionid = util.counter()


def environment() -> Environment:
    return Environment(platform.python_version(), sqlalchemy.__version__, "sqlite", sqlite3.sqlite_version)


def draw(wanted: Request) -> Reply:
    """Run code and draw it."""
    path = ROOT / wanted.path
    try:
        snippet = parse(path, source_of(wanted))
    except BadSnippet as error:
        return Reply(
            str(environment()),
            edited=unreadable(error.problems),
            problems=[{"line": each.line, "text": each.text} for each in error.problems],
        )
    with stand_ins.outside():  # the browser's own event loop is always running
        recorded = recorder.record(str(path), snippet.source, project=str(ROOT))
    outcome = recorded.outcome(environment())
    comparison = compare(snippet, outcome, "")
    counted = counted_sql(snippet, outcome)
    return Reply(
        environment=str(outcome.environment),
        seconds=outcome.seconds,
        statements=str(SqlCount.of(list(chain(*counted.values())) or outcome.emitted)),
        ended_by=outcome.ended_by.name if outcome.ended_by else "",
        html=str(code_html(snippet, outcome, wanted.is_counted, set(wanted.changed))),
        sql=str(sql_html(snippet, outcome) if wanted.source is None else all_sql(snippet, outcome, counted)),
        explored=str(explored_html(outcome.emitted, WORK)) if wanted.explores else "",
        ended_at=snippet.line_of(outcome.ended_by.at) if outcome.ended_by else 0,
        edited=edited(snippet, outcome, comparison, original_of(wanted)) if wanted.explores else None,
        problems=[{"line": each.line, "text": each.text} for each in comparison.problems],
        recorded=recorded.to_json(),
    )


def all_sql(snippet: Snippet, outcome: Outcome, counted: dict[int, list[Emitted]]) -> str:
    """All SQL, by the line that emitted it. First comes what is counted: the rest is often only the setup."""
    by_line = {line: [*emitted] for line, emitted in counted.items()}
    seen = {id(emitted) for emitted in chain(*counted.values())}
    for emitted in outcome.emitted:
        if emitted.at is not None and id(emitted) not in seen:
            by_line.setdefault(snippet.line_of(emitted.at), []).append(emitted)
    return str(folded(snippet, by_line)) if by_line else ""
