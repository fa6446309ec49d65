"""The record of outcomes: what it says, that it is read as it was written, and how a change of behaviour reads."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from harness.differences import compared, differences, differences_html, elsewhere_html
from harness.environments import named
from harness.ledger import Entry, chapter_lines, entry, file_of, main, problems, recorded, take_down, written
from harness.outcome import Environment
from harness.project import Project
from harness.rules import Rule
from harness.snippet import parse
from tests.conftest import write_project
from tests.simulate import DONT, simulated

NEW = Environment("3.11.7", "2.1.9", "sqlite", "")
OTHER = Environment("3.11.7", "2.1.9", "postgresql", "")
OLD = Environment("3.11.7", "2.0.58", "sqlite", "")


def entry_of(source: str) -> Entry:
    snippet = parse(DONT, source)
    return entry(snippet, simulated(snippet))


def test_an_entry_says_what_a_reader_would_notice() -> None:
    source = (
        "warn('a')\n#! library.Caution: a\nfor i in range(2):\n    sql()\n    print(i)\n    #> 0\n    #> 1\n#: 2 statements\n"
        "try:\n    fail('b')\n    #! library.Failure: b\nexcept Failure:\n    pass\nfail('c')\n#! library.Failure: c\n"
    )
    assert entry_of(source) == [
        ("warn('a')", "warns library.Caution: a"),
        ("for i in range(2):", "emits 2 statements"),
        ("print(i)", "prints 0"),
        ("print(i)", "prints 1"),
        ("fail('b')", "catches library.Failure: b"),
        ("fail('c')", "raises library.Failure: c"),
    ]


def test_what_an_expectation_leaves_open_the_record_leaves_open() -> None:
    source = "print('took', 17, 'ms')\n#> took ... ms\nfail('at 12:30')\n#! library.Failure: at ...\n"
    assert [text for _, text in entry_of(source)] == ["prints took ... ms", "raises library.Failure: at ..."]


SAME = [("f()", "prints a"), ("g()", "emits 2 statements")]


def test_a_chapter_is_read_as_it_was_written(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    held = {
        "rule/dont.py": [(NEW, SAME), (OTHER, [("f()", "prints b"), SAME[1]]), (OLD, SAME)],
        "rule/do.py": [(NEW, SAME), (OTHER, SAME), (OLD, [("f()", "warns x.Y: old")])],
        "quiet/do.py": [(NEW, []), (OTHER, []), (OLD, [])],
        "own/do.py": [(NEW, [("f()", "prints [sqlite] in brackets")])],
    }
    file_of(project, "chapter").parent.mkdir()
    file_of(project, "chapter").write_text(written(held))
    read = chapter_lines(project, "chapter")
    assert {name: [(e, recorded(read[name], e)) for e, _ in held[name]] for name in held} == held


def test_a_line_that_does_not_hold_everywhere_says_where() -> None:
    text = written({"rule/dont.py": [(NEW, SAME), (OTHER, [("f()", "prints b"), SAME[1]]), (OLD, SAME)]})
    assert text.split("\n")[2:] == [
        "rule/dont.py",
        "    f()",
        "        [sqlite] prints a",
        "        [postgresql] prints b",
        "    g()",
        "        emits 2 statements",
        "",
    ]


def test_a_change_of_behaviour_reads_as_the_lines_that_changed() -> None:
    before = written({"rule/dont.py": [(NEW, SAME), (OTHER, SAME), (OLD, SAME)]})
    raised = [*SAME[:1], ("g()", "raises sqlalchemy.exc.InvalidRequestError: no")]
    after = written({"rule/dont.py": [(NEW, raised), (OTHER, raised), (OLD, SAME)]})
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert changed == [
        "+         [sqlalchemy>=2.1] raises sqlalchemy.exc.InvalidRequestError: no",
        "-         emits 2 statements",
        "+         [sqlalchemy<2.1] emits 2 statements",
    ]


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of one rule, in its folder."""
    project = write_project(tmp_path)
    folder = project.snippets / "chapter" / "rule"
    folder.mkdir(parents=True)
    (folder / "dont.py").write_text("print(1)\n#!> 1\n")
    (folder / "do.py").write_text("print(2)\n#> 2\n")
    monkeypatch.chdir(tmp_path)
    return project


def test_the_record_is_renewed_by_one_command(guide: Project, capsys: pytest.CaptureFixture[str]) -> None:
    missing, *_ = problems(guide)
    assert missing.text.startswith("the record is not what the runs give\n")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert capsys.readouterr().out.endswith("The record is what the runs give.\n")
    path = guide.snippets / "chapter" / "rule" / "dont.py"
    path.write_text("print(3)\n#!> 3\n")
    (changed,) = problems(guide)
    assert changed.text.split("\n")[-4:] == [
        "    -    print(1)", "    -        prints 1", "    +    print(3)", "    +        prints 3"
    ]  # fmt: skip
    assert changed.remedy == "renew it, and read its diff: make record"


def test_a_chapter_that_is_gone_leaves_no_record(guide: Project) -> None:
    main([])
    file_of(guide, "gone").write_text("# old\n")
    (stale,) = problems(guide)
    assert stale.path == file_of(guide, "gone")
    main([])
    assert problems(guide) == []


@pytest.mark.usefixtures("asked_for_no_server")
def test_an_environment_that_cannot_be_run_keeps_its_record(guide: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    file = guide.root / "pyproject.toml"
    file.write_text(f'{file.read_text()}environments = ["sqlite", "postgresql"]\n')
    (guide.root / "pyproject.toml").touch()
    project = Project(guide.root, environments=("sqlite", "postgresql"), time_limit=2.0)
    held = {"rule/dont.py": [(NEW, [("print(1)", "prints 1")]), (OTHER, [("print(1)", "prints other")])]}
    file_of(project, "chapter").parent.mkdir()
    file_of(project, "chapter").write_text(written(held))
    monkeypatch.setenv("GUIDE_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/guide?connect_timeout=2")
    now, missing = take_down(project)
    assert [why.partition(":")[0] for why in missing] == ["postgresql"]
    assert "        [postgresql] prints other\n" in now[file_of(project, "chapter")]


# On a page


@pytest.fixture
def recorded_project(tmp_path: Path) -> Project:
    write_project(tmp_path)
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments" / "sqlalchemy2.0.txt").write_text("sqlalchemy==2.0.58\n")
    project = Project(tmp_path, environments=("sqlite", "postgresql", "sqlalchemy2.0-sqlite"))
    refused = [("f()", "raises x.Refused: (sqlite) no")]
    in_other_words = [("f()", "raises x.Refused: (postgresql) no")]
    held = {
        "words/dont.py": [(NEW, refused), (OTHER, in_other_words), (OLD, refused)],
        "outcome/dont.py": [(NEW, SAME), (OTHER, [("f()", "prints <b>"), SAME[1]]), (OLD, SAME)],
        "same/dont.py": [(NEW, SAME), (OTHER, SAME), (OLD, SAME)],
    }
    for name in held:
        path = project.snippets / "chapter" / name
        path.parent.mkdir(parents=True)
        path.write_text("print(1)\n")
    file_of(project, "chapter").parent.mkdir()
    file_of(project, "chapter").write_text(written(held))
    return project


def test_what_differs_is_told_apart_from_what_reads_otherwise(recorded_project: Project) -> None:
    found = {
        slug: [(d.statement, d.of_words) for d in differences(recorded_project, Rule(folder), NEW, OTHER)]
        for folder in (recorded_project.snippets / "chapter").iterdir()
        for slug in [folder.name]
    }
    assert found == {"words": [("f()", True)], "outcome": [("f()", False)], "same": []}
    html = differences_html("database", recorded_project, "../")
    assert "Other outcomes: 1 rule<" in html
    assert "The same refusal in other words: 1 rule<" in html
    assert 'href="../chapter/#outcome"' in html
    assert "prints &lt;b&gt;" in html
    assert "chapter/same" not in html
    assert "Other outcomes: 0 rules<" in differences_html("sqlalchemy", recorded_project, "../")


def test_below_a_rule_stand_the_other_environments(recorded_project: Project) -> None:
    rule = Rule(recorded_project.snippets / "chapter" / "outcome")
    html = elsewhere_html(rule, recorded_project)
    assert "SQLAlchemy 2.1, PostgreSQL: other outcomes" in html
    assert "SQLAlchemy 2.0, SQLite: the same" in html
    assert elsewhere_html(Rule(recorded_project.snippets / "chapter" / "new"), recorded_project) == ""


def test_a_kind_that_nothing_differs_by_is_refused(recorded_project: Project) -> None:
    assert compared(recorded_project, "database") == (named("sqlite"), named("postgresql"))
    with pytest.raises(ValueError, match="differ by 'weather' alone; there is sqlalchemy, database"):
        differences_html("weather", recorded_project, "../")
