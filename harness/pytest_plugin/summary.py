"""The last line: how many snippets, pairs and blocks passed, and how many of them had to run."""

from __future__ import annotations

import pytest

from harness.pytest_plugin.items import check_name
from harness.pytest_plugin.session import SESSION
from harness.text import counted


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    passed, failed = (
        [report for report in terminalreporter.getreports(kind) if report.when == "call" and is_proof(report.nodeid)]
        for kind in ("passed", "failed")
    )
    if not passed and not failed:
        return
    checks = [check_name(report.nodeid) for report in passed]
    snippets, pairs = checks.count("expectations"), checks.count("pair")
    parts = [
        counted(snippets, "snippet"),
        counted(pairs, "pair"),
        counted(len(checks) - snippets - pairs, "Markdown block"),
    ]
    line = f"proved: {', '.join(parts)}"
    if failed:
        line += f"; {len(failed)} failed"
    run_now = config.stash[SESSION].run_now
    if run_now is not None:
        line += f"; {run_now} run now, the rest from the cache"
    terminalreporter.write_line(line)


def is_proof(nodeid: str) -> bool:
    """Whether an item proves a snippet, a pair or a block."""
    return check_name(nodeid) in ("expectations", "pair") or ".md::line " in nodeid
