"""The record of outcomes: what it says, that it is read as it was written, and how a change of behaviour reads."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from harness.checking import outcome_record
from harness.checking.outcome_record import (
    Entries,
    changes,
    chapter_lines,
    entry,
    file_of,
    main,
    problems,
    said_of,
    take_down,
    written,
)
from harness.checking.record import Lines
from harness.outcome import Environment
from harness.project import Project
from harness.reading.snippet import Snippet, parse
from harness.running.environments import Target
from tests.conftest import lend_workers, write_files, write_project
from tests.simulate import DONT, simulated

NEW = Environment("3.11.7", "2.1.9", "sqlite", "")
OTHER = Environment("3.11.7", "2.1.9", "postgresql", "")
OLD = Environment("3.11.7", "2.0.58", "sqlite", "")


def entry_of(source: str) -> Lines:
    snippet = parse(DONT, source)
    return entry(snippet, simulated(snippet))


def test_an_entry_says_what_a_reader_would_notice() -> None:
    source = (
        "warn('a')\n#! library.Caution: a\nfor i in range(2):\n    sql()\n    print(i)\n    #> 0\n    #> 1\n"
        "#: 2 statements\n"
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
    held: Entries = {
        "rule/dont.py": [(NEW, SAME), (OTHER, [("f()", "prints b"), SAME[1]]), (OLD, SAME)],
        "rule/do.py": [(NEW, SAME), (OTHER, SAME), (OLD, [("f()", "warns x.Y: old")])],
        "quiet/do.py": [(NEW, []), (OTHER, []), (OLD, [])],
        "own/do.py": [(NEW, [("f()", "prints [sqlite] in brackets")])],
    }
    file_of(project, "chapter").parent.mkdir()
    file_of(project, "chapter").write_text(written(held))
    read = chapter_lines(project, "chapter")
    assert {name: [(e, said_of(e, read[name])) for e, _ in held[name]] for name in held} == held


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
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_project: Project) -> Project:
    """A project of one rule, in its folder."""
    project = write_project(tmp_path)
    lend_workers(shared_project, project)
    sides = {"dont": "print(1)\n#!> 1\n", "do": "print(2)\n#> 2\n"}
    write_files(tmp_path, {f"snippets/chapter/rule/{side}.py": text for side, text in sides.items()})
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


def test_a_run_that_was_cut_off_keeps_its_record(guide: Project) -> None:
    main([])
    recorded = file_of(guide, "chapter").read_text()
    path = guide.snippets / "chapter" / "rule" / "dont.py"
    path.write_text("import os\nos.kill(os.getpid(), 9)\nprint(1)\n#!> 1\n")
    now, (why,) = take_down(guide)
    assert why.startswith("snippets/chapter/rule/dont.py on sqlite: ")
    assert now[file_of(guide, "chapter")] == recorded


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


def test_what_a_line_of_packages_would_change_is_shown_and_nothing_is_written(
    guide: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main([])
    held = file_of(guide, "chapter").read_text()
    guide.locks.mkdir()
    (guide.locks / "sqlalchemy9.9.txt").write_text("sqlalchemy==9.9.0\n")
    asked = []

    def run_all(snippets: list[Snippet], project: Project, target: Target, *, fresh: bool = False) -> object:
        asked.append(str(target))
        return [(each, simulated(parse(each.path, each.source.replace("print(2)", "print(7)")))) for each in snippets]

    monkeypatch.setattr(outcome_record, "run_all", run_all)
    capsys.readouterr()
    assert main(["--with", "sqlalchemy9.9"]) == 0
    assert "sqlalchemy9.9-sqlite" in asked
    assert capsys.readouterr().out.rstrip().split("\n") == [
        "=== outcomes/chapter.txt",
        "@@ rule/do.py",
        f" {next(line for line in held.split(chr(10)) if line.startswith('rule/do.py'))}",
        "     print(2)",
        "-        prints 2",
        "+        prints 7",
    ]
    assert file_of(guide, "chapter").read_text() == held
    with pytest.raises(SystemExit):
        main(["--with", "sqlalchemy1.0"])
    assert "there is no environments/sqlalchemy1.0.txt, but sqlalchemy9.9" in capsys.readouterr().err


def test_a_diff_of_the_record_names_the_snippets_and_leaves_out_the_rest() -> None:
    held = {f"{name}/dont.py": [(NEW, SAME), (OTHER, SAME)] for name in "abc"}
    before = written(held)
    after = written(held | {"b/dont.py": [(NEW, SAME), (OTHER, [("f()", "prints 9"), SAME[1]])]})
    assert changes(before, after).split("\n") == [
        "@@ b/dont.py",
        " b/dont.py",
        "     f()",
        "-        prints a",
        "+        [sqlite] prints a",
        "+        [postgresql] prints 9",
        "     g()",
        "         emits 2 statements",
    ]
    assert changes(before, before) == ""
    assert changes("", before).count("@@ ") == 3
