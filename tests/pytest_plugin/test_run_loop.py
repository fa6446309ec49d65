"""What runs, in which process, and what is taken from the cache."""

from __future__ import annotations

import pytest

from harness.pytest_plugin import session
from tests.pytest_plugin.guide import DO, DONT, RULE, SETTINGS, Guide, proved


def test_last_failed(guide: Guide) -> None:
    guide.write("pyproject.toml", SETTINGS.replace(" -p no:cacheprovider", ""))
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    guide.run().assert_outcomes(failed=2, passed=1)
    guide.write(f"{RULE}/do.py", DO)
    guide.run("--lf").assert_outcomes(passed=2)


def test_shared_out_among_machines(guide: Guide) -> None:
    """Together, the parts of pytest-split report what a whole run does."""
    guide.rule("queries/other", dont=DONT, do=DO)
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    whole = guide.run("-rA")
    parts = [guide.run("-rA", "--splits", "3", "--group", group) for group in "123"]

    assert len(verdicts(whole)) == 6
    assert all(verdicts(part) for part in parts)
    assert set.union(*map(verdicts, parts)) == verdicts(whole)
    assert sum(len(verdicts(part)) for part in parts) == 6


def test_several_processes_report_what_one_does(guide: Guide) -> None:
    guide.rule("queries/other", dont=DONT, do=DO)
    guide.rule("queries/third", dont=DONT, do=DO.replace("#> 2", "#> 3"))
    # The first starts from nothing, the second from what the first has cached.
    together = [guide.run_apart("-rA", "-n", "2"), guide.run_apart("-rA", "-n", "2", "--dist", "loadfile")]
    alone = guide.run("-rA")
    assert len(verdicts(alone)) == 9
    for result in together:
        assert verdicts(result) == verdicts(alone)
        assert proved(result) == "proved: 5 snippets, 2 pairs, 0 Markdown blocks; 2 failed"


def verdicts(result: pytest.RunResult) -> set[str]:
    """`PASSED` or `FAILED` with the item, for each item."""
    return {line.partition(" - ")[0] for line in result.outlines if line.startswith(("PASSED ", "FAILED "))}


def test_an_environment_with_many_runs_is_named_before_they_start(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MANY", 2)
    assert "running 2 snippets in sqlite (environment 1 of 1)" in guide.run().outlines
    assert "running " not in guide.run().stdout.str()
