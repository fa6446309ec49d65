"""Before the items run: those that are known to pass are reported, and the snippets of the others run all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.pytest_plugin.items import CheckItem
from harness.pytest_plugin.session import SESSION
from harness.reading.snippet import Snippet
from harness.running.environments import Target


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    run = session.config.stash[SESSION]
    if session.config.option.collectonly or not run.runs_ahead or session.testsfailed:
        return
    left = []
    for item in session.items:
        if isinstance(item, CheckItem) and item.is_known:
            report_passed(item)
        else:
            left.append(item)
    session.items = left  # reporting an item takes a tenth of the time that its setup, call and teardown take
    wanted: dict[Target, dict[tuple[Path, int], Snippet]] = {}
    for item in left:
        if isinstance(item, CheckItem):
            snippets = {(snippet.path, snippet.first_line): snippet for snippet in item.snippets()}
            wanted.setdefault(item.target, {}).update(snippets)
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")

    def say(line: str) -> None:
        if isinstance(terminal, pytest.TerminalReporter):
            terminal.write_line(line, flush=True)

    run.run_ahead({target: list(snippets.values()) for target, snippets in wanted.items()}, say)


def report_passed(item: pytest.Item) -> None:
    nodeid, location = item.nodeid, item.location
    item.ihook.pytest_runtest_logstart(nodeid=nodeid, location=location)
    passed = pytest.TestReport(nodeid, location, {}, "passed", None, "call")
    item.ihook.pytest_runtest_logreport(report=passed)
    item.ihook.pytest_runtest_logfinish(nodeid=nodeid, location=location)


def pytest_sessionfinish(session: pytest.Session) -> None:
    session.config.stash[SESSION].passed.save()
