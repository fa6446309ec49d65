"""Every snippet as its reader runs it: by a plain Python, without the harness."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.checking import reader_run
from harness.checking.reader_run import PlainRun, check, differences, main
from harness.project import Project
from harness.reading.snippet import read
from harness.running.run import execute
from tests.conftest import write_project, write_snippet

REMEDY = "let it do the same wherever it runs: a reader has no harness"


def told(project: Project, source: str, **helpers: str) -> list[tuple[int, str]]:
    """What the check of a snippet tells, by line."""
    snippet = write_snippet(project, source, **helpers)
    number, problems = check([snippet.path], project)
    assert number == 1
    assert all(problem.path == snippet.path and problem.remedy == REMEDY for problem in problems)
    return [(problem.line, problem.text) for problem in problems]


@pytest.mark.parametrize(
    "source",
    [
        "from shared import name\nprint(name)\n",
        "from beside import name\nprint(name)\n",
        "import os\nprint(os.listdir(), __name__)\n",
        "import uuid\nprint(uuid.uuid4(), object())\n",
        "print('a')\nraise ValueError('one\\ntwo')\n",
        "raise ExceptionGroup('several', [ValueError('one')])\n",
        "class Own(Exception): ...\nraise Own\n",
        "print('half', end='')\n",
        "''.al\n",
        "from sqlalchemy.exc import ArgumentError\nraise ArgumentError('no', code='zlpr')\n",
        "raise ImportError(__file__)\n",
        "import sys\nraise ValueError('no', 'tempfile' in sys.modules)\n#! ValueError: ('no', ...)\n",
        "import warnings\nwarnings.warn('no matter')\nprint('\\x1b')\n",
    ],
)
def test_does_the_same(project: Project, source: str) -> None:
    (project.snippets / "shared.py").write_text("name = 'shared'\n")
    assert told(project, source, beside="name = 'beside'\n") == []


def test_finds_out_where_it_runs(project: Project) -> None:
    source = "import sys\nprint('one')\nprint('multiprocessing' in sys.modules or 'tempfile' in sys.modules)\n"
    assert told(project, source) == [
        (
            3,
            "run by a plain python, it prints something else\n    the harness saw 'True'\n    a plain run printed 'False'",
        )
    ]


def test_prints_less_for_a_reader(project: Project) -> None:
    source = "import sys\nprint('one')\nif 'tempfile' in sys.modules:\n    print('two')\n"
    assert told(project, source) == [
        (
            4,
            "run by a plain python, it prints something else\n    the harness saw 'two'\n    a plain run printed nothing",
        )
    ]


def test_raises_for_the_harness_alone(project: Project) -> None:
    source = "import sys\nif 'tempfile' in sys.modules:\n    raise ValueError('no')\n"
    text = (
        "run by a plain python, it ends otherwise\n    the harness saw ValueError: no\n    a plain run raised nothing"
    )
    assert told(project, source) == [(3, text)]


def test_raises_for_a_reader_alone(project: Project) -> None:
    source = "import sys\nassert 'tempfile' in sys.modules, 'no'\n"
    text = "run by a plain python, it ends otherwise\n    the harness saw nothing\n    a plain run raised AssertionError: no"
    assert told(project, source) == [(1, text)]


def test_raises_something_else(project: Project) -> None:
    source = "import sys\nraise ValueError('tempfile' in sys.modules)\n"
    text = (
        "run by a plain python, it ends otherwise\n    the harness saw ValueError: True\n"
        "    a plain run raised ValueError: False"
    )
    assert told(project, source) == [(2, text)]


def test_does_not_end(project: Project) -> None:
    snippet = write_snippet(project, "print('one')\n")
    (problem,) = differences(snippet, execute(snippet, project), PlainRun([], [], None))
    assert (problem.line, problem.text) == (1, "run by a plain python, it does not end")


def test_is_given_up_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path, "time_limit = 0.1")
    monkeypatch.setattr(reader_run, "PATIENCE", 1)
    snippet = write_snippet(project, "import time\ntime.sleep(60)\n")
    assert reader_run.run_plainly(read(snippet.path), project).status is None


def test_leaves_out_what_needs_a_server(tmp_path: Path) -> None:
    project = write_project(tmp_path, "preload = ['shared']")
    (project.snippets / "shared.py").write_text("def new_engine(on=None): ...\n")
    snippet = write_snippet(project, "from shared import new_engine\nnew_engine(on='postgresql')\n")
    assert check([snippet.path], project) == (0, [])


def test_names_what_it_checked(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    good = write_snippet(project, "print('one')\n")
    bad = write_snippet(project, "import sys\nprint('tempfile' in sys.modules)\n")
    assert main([str(good.path)]) == 0
    assert capsys.readouterr().out == "Snippets that do for a plain python what the harness saw: 1.\n"
    assert main([str(bad.path.parent)]) == 1
    assert capsys.readouterr().out.startswith(f"{project.relative(bad.path)}:2: run by a plain python, it prints")
    assert main([str(project.root / "nothing")]) == 1
