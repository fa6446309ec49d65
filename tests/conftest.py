"""What the tests of running share: a project of their own, and short snippets run in it."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import xdist
from playwright.sync_api import Browser, Page, expect, sync_playwright

from harness.drawing import labs
from harness.outcome import Emitted, Outcome, Printed, Raised
from harness.project import Project
from harness.reading import lab_text
from harness.reading.snippet import Snippet, read
from harness.running import pool, postgresql
from harness.running.environments import DEFAULT, Target
from harness.running.pool import pool_for
from harness.running.run import execute
from tests.browser.browsing import NoBrowser, launched, served

pytest_plugins = ["pytester"]

TIME_LIMIT = 20.0
"""Seconds. No snippet takes that long by itself, on a busy machine neither."""


@dataclass
class Ran:
    """A snippet and what its run did, with lines in place of statement numbers."""

    snippet: Snippet
    outcome: Outcome

    def line(self, event: Raised | Emitted | Printed | None) -> int | None:
        """The line of the statement that an event is put down to."""
        assert event is not None
        return None if event.at is None else self.snippet.line_of(event.at)

    @property
    def ended_by(self) -> Raised:
        assert self.outcome.ended_by is not None, self.outcome
        return self.outcome.ended_by

    @property
    def printed(self) -> list[tuple[int | None, str]]:
        return [(self.line(each), each.text) for each in self.outcome.printed]

    @property
    def caught(self) -> list[tuple[int | None, str]]:
        return [(self.line(each), each.name) for each in self.outcome.caught]


Run = Callable[..., Ran]

HANGS = 60.0
"""Seconds after which a test gives up waiting for a state."""


def until(condition: Callable[[], bool]) -> bool:
    """Wait until the condition is true. Returns False if it never is."""
    deadline = time.monotonic() + HANGS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


_folders = itertools.count()


def write_snippet(project: Project, source: str, **helpers: str) -> Snippet:
    """A snippet in a rule's folder of its own; `helpers` are modules beside it."""
    folder = project.snippets / "chapter" / f"rule_{next(_folders)}"
    folder.mkdir(parents=True)
    for name, text in helpers.items():
        (folder / f"{name}.py").write_text(textwrap.dedent(text))
    path = folder / "dont.py"
    path.write_text(textwrap.dedent(source).lstrip("\n"))
    return read(path)


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    """Write files below a root, with the folders that they and a project need. Returns the root."""
    for name in ("docs", "snippets"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def write_project(root: Path, settings: str = f"time_limit = {TIME_LIMIT}") -> Project:
    """An empty project with these settings of the harness."""
    (root / "snippets").mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(f"[tool.harness]\n{settings}\n")
    return Project.load(root)


@pytest.fixture(scope="session")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """One project, and so one worker process, for the tests that only run a snippet."""
    project = write_project(tmp_path_factory.mktemp("shared"))
    yield project
    pool_for(project).stop()


@pytest.fixture
def run(shared_project: Project) -> Run:
    """Run a snippet now, without the cache."""

    def run(source: str, **helpers: str) -> Ran:
        snippet = write_snippet(shared_project, source, **helpers)
        return Ran(snippet, execute(snippet, shared_project))

    return run


def lend_workers(lender: Project, project: Project) -> None:
    """Let a project use another's workers: starting one takes a second. They see no modules in its `snippets/`."""
    for target in (DEFAULT, Target("postgresql")):
        pool._pools[project, target] = pool_for(lender, target)


@pytest.fixture
def project(tmp_path: Path, shared_project: Project) -> Project:
    """A project of this test's own, for tests that change files or settings."""
    project = write_project(tmp_path / "project")
    lend_workers(shared_project, project)
    return project


@pytest.fixture
def own_worker(project: Project) -> Iterator[None]:
    """The project has a worker of its own: its snippets import modules from `snippets/`."""
    pool._pools.pop((project, DEFAULT))
    yield
    pool_for(project).stop()


@pytest.fixture
def asked_for_no_server() -> Iterator[None]:
    """This process as one that has asked for no PostgreSQL yet. The server that the other tests share stays up."""
    kept = postgresql._server, postgresql._failure, postgresql._keeper
    postgresql._server, postgresql._failure, postgresql._keeper = None, "", None
    yield
    postgresql.stop()
    postgresql._server, postgresql._failure, postgresql._keeper = kept


# The site, and a browser to look at it with

ROOT = Path(__file__).resolve().parent.parent

BUILDING_SECONDS = 600.0
BROWSER_SECONDS = float(os.environ.get("GUIDE_BROWSER_SECONDS", "180"))
"""When a browser is given up. It only ends what hangs: no test waits for a time."""


def python(
    *arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None, said: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run this interpreter to its end; `said` is its standard input."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, env=env, input=said, capture_output=True, text=True, check=False)


def build(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a builder as a module, away from the settings of `make serve`."""
    environment = {k: v for k, v in os.environ.items() if k != "GUIDE_SERVING"} | {
        "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/guide/",
    }  # fmt: skip
    return python("-m", *command, cwd=cwd, env=environment)


def copied(root: Path, *names: str) -> None:
    """Copy files and folders of this project to the root of another."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time comes in here: SQLite keeps the lock, and lets go of that of a process that ends."""
    with closing(sqlite3.connect(lock, timeout=BUILDING_SECONDS, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once in a run, however many processes share the tests out among themselves."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if xdist.is_xdist_worker(request) else own


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what waits for the site: `make test` runs the other tests beside the build, which takes one processor."""
    for item in items:
        if {"guide_labs", "by_mkdocs"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("site")


@pytest.fixture(scope="session")
def guide_labs(shared_folder: Path) -> list[Path]:
    """The guide's labs. All have been run, and what they did is kept."""
    project = Project.load(ROOT)
    found = lab_text.labs(project)
    with alone(shared_folder / "labs.lock"):
        labs.result_of(found[0], project)
    return found


@pytest.fixture(scope="session")
def by_mkdocs(shared_folder: Path, guide_labs: list[Path]) -> Path:
    """The site as MkDocs builds it, in a folder `guide`; no test writes into it.

    `make test` has just built it and names its folder in GUIDE_SITE; by themselves, the tests build one.
    """
    if "GUIDE_SITE" in os.environ:
        return ROOT / os.environ["GUIDE_SITE"]
    site, unfinished = shared_folder / "mkdocs" / "guide", shared_folder / "unfinished"
    with alone(shared_folder / "mkdocs.lock"):
        if not site.exists():
            built = build("mkdocs", "build", "--strict", "--site-dir", str(unfinished), cwd=ROOT)
            assert built.returncode == 0, built.stdout + built.stderr
            site.parent.mkdir()
            unfinished.rename(site)
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Where there is none the tests are skipped, and the last lines of the run say so."""
    with sync_playwright() as playwright:
        try:
            launching = launched(playwright)
        except NoBrowser as error:
            if os.environ.get("CI"):
                pytest.fail(str(error), pytrace=False)
            pytest.skip(str(error))
        expect.set_options(timeout=BROWSER_SECONDS * 1000)  # as long as Playwright waits for anything else
        with launching as running:
            yield running


@pytest.fixture(scope="session")
def site(by_mkdocs: Path) -> Iterator[str]:
    """The address of the site, served from its sub-path `/guide/`."""
    with served(by_mkdocs.parent) as address:
        yield f"{address}guide/"


@pytest.fixture(scope="module")
def index(browser: Browser, site: str) -> Iterator[Page]:
    """The page of the error index, for tests that only ask it."""
    page = browser.new_page()
    page.set_default_timeout(BROWSER_SECONDS * 1000)
    page.goto(f"{site}errors/")
    yield page
    page.close()


# The last lines. They are made of the tests' reports, which come from the processes of `-n` too.

FIGURE = "figure"
"""The property of a test whose value the last lines quote: `record_property(FIGURE, text)`."""
RecordProperty = Callable[[str, object], None]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties if report.when == "call" else ():
            if name == FIGURE:
                terminalreporter.write_line(str(value))
    skipped = [each for each in terminalreporter.getreports("skipped") if "tests/browser/" in each.nodeid]
    if skipped:
        terminalreporter.section("NOT RUN", red=True)
        why = str(skipped[0].longrepr[2]).removeprefix("Skipped: ")
        terminalreporter.write_line(f"{len(skipped)} checks of the site in a browser: {why}")
