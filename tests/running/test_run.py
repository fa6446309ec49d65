"""Snippet in, outcome out: many at a time."""

from __future__ import annotations

import gc
import weakref

from harness.project import Project
from harness.running.environments import DEFAULT
from harness.running.pool import pool_for
from harness.running.run import run_all, run_each
from tests.conftest import write_snippet


def test_many_at_once_in_one_pool(project: Project) -> None:
    snippets = [write_snippet(project, f"import time\ntime.sleep(0.01)\nprint({n})\n") for n in range(12)]
    found = run_all(snippets, project)
    assert [snippet for snippet, _ in found] == snippets
    assert [outcome.printed[0].text for _, outcome in found] == [str(n) for n in range(12)]
    assert pool_for(project) is pool_for(project, DEFAULT)


def test_an_outcome_that_was_given_away_is_not_held(project: Project) -> None:
    snippets = [write_snippet(project, f"print({n})\n") for n in range(4)]
    outcomes = run_each(snippets, project)
    first = weakref.ref(next(outcomes)[1])
    second = next(outcomes)
    gc.collect()
    assert first() is None
    assert second[1].printed[0].text == "1"
    assert [outcome.printed[0].text for _, outcome in outcomes] == ["2", "3"]
