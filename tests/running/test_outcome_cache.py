"""The cache of outcomes, and what an outcome depends on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from harness import cache
from harness.outcome import Outcome
from harness.project import Project
from harness.reading.snippet import Snippet, read
from harness.running import outcome_cache, run
from harness.running.environments import DATABASE_URL, Target
from harness.running.interpreters import own_interpreter
from harness.running.outcome_cache import cache_file, cached, key_of, store
from harness.running.run import outcome_of
from harness.running.worker import CONDITIONS
from tests.conftest import write_project, write_snippet

COUNT = """
import helper
print("x")
#> x
"""


def rewritten(snippet: Snippet, old: str, new: str) -> Snippet:
    """The snippet, its file changed."""
    assert old in snippet.source
    snippet.path.write_text(snippet.source.replace(old, new))
    return read(snippet.path)


@pytest.fixture
def snippet(project: Project) -> Snippet:
    return write_snippet(project, COUNT, helper="x = 1\n")


@pytest.fixture
def kept(project: Project, snippet: Snippet) -> Outcome:
    """The outcome of `snippet`, which is in the cache from here on."""
    assert cached(snippet, project) is None
    return outcome_of(snippet, project)


def test_second_call_runs_nothing(
    project: Project, snippet: Snippet, kept: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "execute", None)
    assert outcome_of(snippet, project) == kept
    with pytest.raises(TypeError):
        outcome_of(snippet, project, fresh=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [("#> x", "#> another"), ("#> x\n", ""), ('print("x")', "\n# A comment.\nprint('x')"), ('("x")', '(\n    "x"\n)')],
    ids=["expectation", "no expectation", "comment and quotes", "layout"],
)
def test_comments_and_layout_do_not_count(
    project: Project, snippet: Snippet, kept: Outcome, old: str, new: str
) -> None:
    changed = rewritten(snippet, old, new)
    found = cached(changed, project)
    assert found == kept
    at = found.printed[0].at
    assert changed.text_of(changed.line_of(at)).startswith("print(")


@pytest.mark.parametrize(("old", "new"), [('"x"', '"y"'), ("import helper\n", "import helper\nx = 1\n")])
def test_code_counts(project: Project, snippet: Snippet, kept: Outcome, old: str, new: str) -> None:
    assert cached(rewritten(snippet, old, new), project) is None


def test_modules_beside_it_count_by_their_code_and_other_files_too(
    project: Project, snippet: Snippet, kept: Outcome
) -> None:
    helper = snippet.path.with_name("helper.py")
    for text, found in (("# A comment.\nx = 1\n", kept), ("x = 2\n", None), ("x = 1\n", kept)):
        helper.write_text(text)
        assert cached(snippet, project) == found
    (snippet.path.parent / "data.csv").write_text("1\n")
    assert cached(snippet, project) is None


@pytest.mark.usefixtures("own_worker")
def test_module_from_elsewhere_in_the_project_counts(project: Project) -> None:
    shared = project.snippets / "shared.py"
    shared.write_text("x = 1\n")
    snippet = write_snippet(project, "from shared import x\nprint(x)\n")
    assert [line.text for line in outcome_of(snippet, project).printed] == ["1"]
    shared.write_text("x = 22\n")
    assert cached(snippet, project) is None
    assert [line.text for line in outcome_of(snippet, project).printed] == ["22"]


def test_shared_module_counts_and_restarts_the_worker(tmp_path: Path) -> None:
    project = write_project(tmp_path, 'preload = ["domain"]')
    domain = project.snippets / "domain.py"
    domain.write_text("x = 1\n")
    snippet = write_snippet(project, "import domain\nprint(domain.x)\n")
    assert [line.text for line in outcome_of(snippet, project).printed] == ["1"]
    domain.write_text("x = 22\n")
    assert cached(snippet, project) is None
    assert [line.text for line in outcome_of(snippet, project).printed] == ["22"]


@pytest.mark.parametrize(
    ("module", "counts"),
    [
        ("harness.running.run", True),
        ("harness.running.fork_server", True),
        ("harness.running.postgresql_keeper", True),
        ("harness.recording.recorder", True),
        ("harness.recording.conditions", True),
        ("harness.outcome", True),
        ("harness.running.matrix", False),
        ("harness.reading.qualifier", False),
        ("harness.checking.compare", False),
        ("harness.drawing.labs", False),
    ],
)
def test_the_harness_counts_that_makes_an_outcome(
    project: Project, snippet: Snippet, monkeypatch: pytest.MonkeyPatch, module: str, counts: bool
) -> None:
    before = key_of(snippet, project)
    code = cache.closure("harness.running.run") | cache.closure(module)
    code[module] = code[module]._replace(fingerprint="another")
    plain = cache.closure
    monkeypatch.setattr(cache, "closure", lambda *names, **_: {name: code[name] for name in plain(*names)})
    cache.code_of.cache_clear()
    assert (key_of(snippet, project) != before) == counts
    cache.code_of.cache_clear()


def test_version_database_and_conditions_count(
    project: Project, snippet: Snippet, kept: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        other = replace(own_interpreter(), fingerprint="SQLAlchemy 0.1")
        patched.setattr(outcome_cache, "interpreter", lambda *_: other)
        assert cached(snippet, project) is None
    on_postgresql = Target("postgresql")
    store(snippet, project, kept, on_postgresql)
    assert cached(snippet, project, on_postgresql) == kept
    monkeypatch.setenv(DATABASE_URL, "postgresql+psycopg://here/guide")
    assert cached(snippet, project, on_postgresql) is None
    assert cached(snippet, project) == kept
    monkeypatch.setenv(CONDITIONS, "other")
    assert cached(snippet, project) is None


@pytest.mark.usefixtures("kept")
def test_an_outcome_that_lacks_something_is_no_outcome(project: Project, snippet: Snippet) -> None:
    file = cache_file(snippet, project)
    lacking = json.loads(file.read_text())
    del lacking["value"]["environment"]
    file.write_text(json.dumps(lacking))
    assert cached(snippet, project) is None


def test_outcome_with_a_complaint_is_not_kept(project: Project) -> None:
    snippet = write_snippet(project, "import sys\nsys.exit()\n")
    assert outcome_of(snippet, project).complaints
    assert cached(snippet, project) is None
