"""What rules do differently by environment, as pages show it: all of it, and at a rule."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import sqlalchemy

from harness.checking.outcome_record import file_of, written
from harness.drawing.environment_differences import (
    choice_html,
    counterpart,
    differences,
    differences_html,
    elsewhere_html,
)
from harness.outcome import Environment
from harness.project import Project
from harness.reading.rules import Rule
from harness.running.environments import named, recorded
from tests.conftest import write_files, write_project

NEW = Environment("3.11.7", "2.1.9", "sqlite", "")
OTHER = Environment("3.11.7", "2.1.9", "postgresql", "")
OLD = Environment("3.11.7", "2.0.58", "sqlite", "")
STEADY = [("f()", "prints a"), ("g()", "emits 2 statements")]
SQLITE, POSTGRESQL, OLD_SQLITE, OLD_POSTGRESQL = map(
    named, ("sqlite", "postgresql", "sqlalchemy2.0-sqlite", "sqlalchemy2.0-postgresql")
)
OLD_OTHER = Environment("3.11.7", "2.0.58", "postgresql", "")
CALL = "from shared import new_engine\nengine = new_engine({})\n"


@pytest.fixture
def recorded_project(tmp_path: Path) -> Project:
    write_project(tmp_path)
    (tmp_path / "environments").mkdir()
    for line, version in (("2.0", "2.0.58"), ("2.1", sqlalchemy.__version__)):
        (tmp_path / "environments" / f"sqlalchemy{line}.txt").write_text(f"sqlalchemy=={version}\n")
    project = Project(
        tmp_path, environments=("sqlite", "postgresql", "sqlalchemy2.0-sqlite"), preload=("shared",),
    )  # fmt: skip
    refused = [("f()", "raises x.Refused: (sqlite) no")]
    in_other_words = [("f()", "raises x.Refused: (postgresql) no")]
    old = [("f()", "warns x.Old: <b>")]
    held = {
        "words/dont.py": [(NEW, refused), (OTHER, in_other_words), (OLD, refused), (OLD_OTHER, in_other_words)],
        "outcome/dont.py": [
            (NEW, STEADY),
            (OTHER, [("f()", "prints <b>"), STEADY[1]]),
            (OLD, STEADY),
            (OLD_OTHER, STEADY),
        ],
        "same/dont.py": [(each, STEADY) for each in (NEW, OTHER, OLD, OLD_OTHER)],
        "there/do.py": [(OTHER, STEADY), (OLD_OTHER, old)],
        "mixed/do.py": [(NEW, STEADY), (OLD, STEADY)],
        "mixed/dont.py": [(each, STEADY) for each in (NEW, OTHER, OLD, OLD_OTHER)],
    }
    sources = {"there/do.py": CALL.format("on='postgresql'"), "mixed/do.py": "url = 'sqlite://'\n"}
    write_files(tmp_path, {f"snippets/chapter/{name}": sources.get(name, CALL.format("")) for name in held})
    file_of(project, "chapter").parent.mkdir()
    file_of(project, "chapter").write_text(written(held))
    return project


def test_a_reader_chooses_among_what_the_record_holds(recorded_project: Project) -> None:
    assert recorded(recorded_project) == (SQLITE, POSTGRESQL, OLD_SQLITE, OLD_POSTGRESQL)
    html = choice_html(recorded_project, "../../")
    assert re.findall(r'<option value="([^"]+)">([^<]+)<', html) == [
        ("sqlite", "SQLAlchemy 2.1, SQLite"),
        ("postgresql", "SQLAlchemy 2.1, PostgreSQL"),
        ("sqlalchemy2.0-sqlite", "SQLAlchemy 2.0, SQLite"),
        ("sqlalchemy2.0-postgresql", "SQLAlchemy 2.0, PostgreSQL"),
    ]
    assert 'src="../../assets/environment.js"' in html
    assert choice_html(Project(recorded_project.root / "nowhere"), "../") == ""
    shutil.rmtree(recorded_project.root / "outcomes")
    assert choice_html(recorded_project, "../") == ""


def test_what_differs_is_told_apart_from_what_reads_otherwise(recorded_project: Project) -> None:
    found = {
        slug: [
            (d.statement, d.of_words)
            for d in differences(recorded_project, Rule(folder), "dont.py", SQLITE, POSTGRESQL)
        ]
        for folder in (recorded_project.snippets / "chapter").iterdir()
        for slug in [folder.name]
    }
    assert found == {"words": [("f()", True)], "outcome": [("f()", False)], "same": [], "there": [], "mixed": []}
    (recorded_project.docs / "chapter").mkdir(parents=True)
    page = recorded_project.docs / "chapter" / "outcome.md"
    page.write_text("# Mind <it>\n\nIt matters.\n\n::: rule chapter/outcome\n")
    html = differences_html("database", recorded_project, "../")
    assert '<a href="../chapter/outcome/">Mind &lt;it&gt;</a>' in html
    assert "Different outcomes: 1 rule<" in html
    assert "Same error, different wording: 1 rule<" in html
    assert "prints <mark>&lt;b&gt;</mark>" in html
    assert "raises x.Refused: (<mark>sqlite</mark>) no" in html
    assert "chapter/same" not in html


def test_what_runs_on_postgresql_alone_is_compared_there(recorded_project: Project) -> None:
    html = differences_html("sqlalchemy", recorded_project, "../")
    assert re.findall(r'href="\.\./chapter/(\w+)/"', html) == ["there"]
    assert re.findall(r'<th scope=col role=columnheader data-environment="([^"]+)"', html) == [
        "postgresql",
        "sqlalchemy2.0-postgresql",
    ]
    assert "warns x.Old: &lt;b&gt;" in html


def elsewhere(project: Project, slug: str) -> str:
    return elsewhere_html(Rule(project.snippets / "chapter" / slug), project)


def named_in(html: str) -> list[str]:
    return re.findall(r'<(?:span|details)[^>]* ?data-environment="([^"]+)"', html)


def test_below_a_rule_stand_the_other_environments(recorded_project: Project) -> None:
    html = elsewhere(recorded_project, "outcome")
    assert sorted(named_in(html)) == ["postgresql", "sqlalchemy2.0-postgresql", "sqlalchemy2.0-sqlite"]
    assert "SQLAlchemy 2.1, PostgreSQL: different outcomes" in html
    assert html.index("PostgreSQL</th>") < html.index("SQLite</th>")  # what a reader came for stands first
    assert 'same">The same on <span' in html
    assert "SQLAlchemy 2.0, SQLite</span>" in html
    assert "SQLAlchemy 2.1, PostgreSQL: same error, different wording" in elsewhere(recorded_project, "words")
    assert elsewhere(recorded_project, "new") == ""


def test_below_a_rule_stands_where_it_does_not_run(recorded_project: Project) -> None:
    there = elsewhere(recorded_project, "there")
    assert 'absent">Not run on <span data-environment="sqlite">SQLAlchemy 2.1, SQLite</span>; <span' in there
    assert "SQLAlchemy 2.0, PostgreSQL: different outcomes" in there
    assert "postgresql" not in named_in(there)  # it is shown from there
    mixed = elsewhere(recorded_project, "mixed")
    assert "SQLAlchemy 2.1, PostgreSQL (not run there: do.py)" in mixed
    assert "SQLAlchemy 2.0, SQLite</span>" in mixed


def test_a_kind_that_nothing_differs_by_is_refused(recorded_project: Project) -> None:
    assert counterpart("database", SQLITE, recorded(recorded_project)) == POSTGRESQL
    assert counterpart("sqlalchemy", POSTGRESQL, recorded(recorded_project)) == OLD_POSTGRESQL
    with pytest.raises(ValueError, match="differ by 'weather' alone; there is sqlalchemy, database"):
        differences_html("weather", recorded_project, "../")
