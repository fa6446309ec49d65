"""Which environment a page shows a snippet from."""

from pathlib import Path

from harness.project import Project
from harness.reading.snippet import read
from harness.running.run import outcome_of
from harness.running.shown_environment import outcome_shown, run_shown, target_shown

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = Project.load(ROOT)
ANYWHERE = ROOT / "snippets/sessions/commit/do.py"
ON_POSTGRESQL = ROOT / "snippets/postgresql/time_zone/do.py"


def test_a_snippet_for_postgresql_is_shown_from_postgresql() -> None:
    snippet = read(ON_POSTGRESQL)
    assert str(target_shown(snippet, PROJECT)) == "postgresql"
    shown = outcome_shown(snippet, PROJECT)
    assert shown.environment.database == "postgresql"
    assert [line.text for line in shown.printed] == ["['question', 'answer']"]


def test_any_other_is_shown_from_the_default_environment() -> None:
    snippet = read(ANYWHERE)
    assert outcome_shown(snippet, PROJECT) == outcome_of(snippet, PROJECT)


def test_many_are_run_each_where_it_belongs() -> None:
    ran = run_shown([read(ON_POSTGRESQL), read(ANYWHERE)], PROJECT)
    databases = {snippet.path: outcome.environment.database for snippet, outcome in ran}
    assert databases == {ON_POSTGRESQL: "postgresql", ANYWHERE: "sqlite"}
