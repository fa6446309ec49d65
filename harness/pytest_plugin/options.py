"""The command line: options, the environments they choose, and hints for paths that nothing can be collected from."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from harness.problem import report
from harness.project import Project
from harness.pytest_plugin.collection import collects
from harness.pytest_plugin.session import SESSION, Session
from harness.reading.rule_folder import misspelling
from harness.running.environments import Target, named, targets
from harness.running.pool import stop_workers
from harness.running.worker import check_conditions


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    # The plugin of pytest-examples has an option of the same name, and imports Black.
    pluginmanager.set_blocked("examples")
    group = parser.getgroup("harness", "checking snippets")
    group.addoption("--update-examples", action="store_true", help="Rewrite expectations to what happens, in place.")
    group.addoption(
        "--environment", action="append", metavar="NAME", help="Check in this environment only. May be repeated."
    )
    group.addoption("--fresh", action="store_true", help="Run every snippet again, even if its outcome is cached.")


def pytest_configure(config: pytest.Config) -> None:
    project = Project.load(config.rootpath)
    config.stash[SESSION] = Session(
        project,
        wanted_targets(config, project),
        update=config.getoption("update_examples"),
        fresh=config.getoption("fresh"),
        # Under pytest-xdist each process runs the snippets of its own items.
        runs_ahead=not hasattr(config, "workerinput") and config.getoption("dist", "no") == "no",
    )
    if config.args_source == pytest.Config.ArgsSource.ARGS and not config.getoption("pyargs"):
        for argument in config.args:
            refuse_useless(config.invocation_params.dir / argument.partition("::")[0], config, project)


def wanted_targets(config: pytest.Config, project: Project) -> tuple[Target, ...]:
    """The environments that the command names, or else the project's.

    Raises UsageError for an unknown name, and for one that the conditions of GUIDE_CONDITIONS don't exist for.
    """
    try:
        wanted = tuple(named(name) for name in config.getoption("environment") or ()) or targets(project)
        check_conditions(wanted)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None
    return wanted


def refuse_useless(path: Path, config: pytest.Config, project: Project) -> None:
    """Raises UsageError for a path that doesn't exist, with the one that was probably meant, or can't be checked."""
    folder = config.invocation_params.dir
    given = os.path.relpath(path, folder)
    if path.exists():
        if path.suffix == ".py" and project.snippets in path.parents and not collects(project, path):
            hint = f"{given} isn't a snippet\n  check what imports it: pytest {os.path.relpath(path.parent, folder)}"
            raise pytest.UsageError(report(misspelling(path), project) or hint)
        return
    below_snippets = project.snippets / given
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, siblings, 1, 0.6)
    meant = path.with_name(close[0]) if close else below_snippets if below_snippets.exists() else None
    hint = f"\n  did you mean: pytest {os.path.relpath(meant, folder)}" if meant else ""
    raise pytest.UsageError(f"there is no {given}{hint}")


def pytest_unconfigure() -> None:
    stop_workers()
