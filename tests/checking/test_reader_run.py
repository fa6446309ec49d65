"""Every snippet as its reader runs it: by a plain Python, without the harness."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.checking import reader_run
from harness.checking.reader_run import PlainRun, check, main, modules_of, problems_of, run_plainly
from harness.project import Project
from harness.running.run import execute
from tests.conftest import write_project, write_snippet

REMEDY = "let it do the same wherever it runs: a reader has no harness"


def problems(project: Project, source: str, **helpers: str) -> list[tuple[int, str]]:
    """What is wrong with a snippet, by line."""
    snippet = write_snippet(project, source, **helpers)
    number, found = check([snippet.path], project)
    assert number == 1
    assert all(problem.path == snippet.path and problem.remedy == REMEDY for problem in found)
    return [(problem.line, problem.text) for problem in found]


@pytest.mark.parametrize(
    "source",
    [
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
        "class Model:\n    tasks: list[int]\nprint(Model.__annotations__)\n",
        "import warnings\nwarnings.warn('no matter')\nprint('\\x1b')\n",
    ],
)
def test_does_the_same(project: Project, source: str) -> None:
    assert problems(project, source, beside="name = 'beside'\n") == []


@pytest.mark.usefixtures("own_worker")
def test_imports_what_all_snippets_share(project: Project) -> None:
    (project.snippets / "shared.py").write_text("name = 'shared'\n")
    assert problems(project, "from shared import name\nprint(name)\n") == []


def test_finds_out_where_it_runs(project: Project) -> None:
    source = "import sys\nprint('one')\nprint('multiprocessing' in sys.modules or 'tempfile' in sys.modules)\n"
    assert problems(project, source) == [
        (
            3,
            "run by a plain python, it prints something else\n"
            "    the harness saw 'True'\n    a plain run printed 'False'",
        )
    ]


def test_prints_less_for_a_reader(project: Project) -> None:
    source = "import sys\nprint('one')\nif 'tempfile' in sys.modules:\n    print('two')\n"
    assert problems(project, source) == [
        (
            4,
            "run by a plain python, it prints something else\n"
            "    the harness saw 'two'\n    a plain run printed nothing",
        )
    ]


def test_raises_for_the_harness_alone(project: Project) -> None:
    source = "import sys\nif 'tempfile' in sys.modules:\n    raise ValueError('no')\n"
    text = (
        "run by a plain python, it ends otherwise\n    the harness saw ValueError: no\n    a plain run raised nothing"
    )
    assert problems(project, source) == [(3, text)]


def test_raises_for_a_reader_alone(project: Project) -> None:
    source = "import sys\nassert 'tempfile' in sys.modules, 'no'\n"
    text = (
        "run by a plain python, it ends otherwise\n    the harness saw nothing\n"
        "    a plain run raised AssertionError: no"
    )
    assert problems(project, source) == [(1, text)]


def test_raises_something_else(project: Project) -> None:
    source = "import sys\nraise ValueError('tempfile' in sys.modules)\n"
    text = (
        "run by a plain python, it ends otherwise\n    the harness saw ValueError: True\n"
        "    a plain run raised ValueError: False"
    )
    assert problems(project, source) == [(2, text)]


def test_does_not_end(project: Project) -> None:
    snippet = write_snippet(project, "print('one')\n")
    (problem,) = problems_of(snippet, execute(snippet, project), [PlainRun([], [], None, [])])
    assert (problem.line, problem.text) == (1, "run by a plain python, it does not end")


def test_is_given_up_in_time(tmp_path: Path) -> None:
    project = write_project(tmp_path, "time_limit = 0.1")
    snippet = write_snippet(project, "import time\ntime.sleep(60)\n")
    ((run,),) = run_plainly([snippet], (), project, times=1)
    assert run.status is None


def test_does_something_else_the_second_time(project: Project) -> None:
    source = "from pathlib import Path\nprint(Path('guide.db').exists())\nPath('guide.db').touch()\n"
    text = "prints something else\n    the harness saw 'False'\n    a plain run printed 'True'"
    assert problems(project, source) == [(2, f"run again in the same folder, it {text}")]


def test_leaves_a_file_behind(project: Project) -> None:
    snippet = write_snippet(project, "open('guide.db', 'w').close()\n")
    _, (problem,) = check([snippet.path], project)
    assert problem.text == "leaves guide.db in the folder that it is run from"
    assert problem.remedy.endswith("or get the database from new_engine()")


def test_a_submodule_that_another_snippet_imports_is_not_there(project: Project) -> None:
    """Python makes a submodule an attribute of its package, whoever imports it."""
    snippets = [
        write_snippet(project, "import xml.dom\nprint(xml.dom.__name__)\n"),
        write_snippet(project, "import xml\nprint(hasattr(xml, 'dom'))\n"),
    ]
    assert check([each.path for each in snippets], project) == (2, [])
    assert [modules_of(each) for each in snippets] == [("xml.dom",), ("xml",)]


def test_what_has_passed_is_not_run_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    snippet = write_snippet(project, "print('one')\n#> one\n")
    assert check([snippet.path], project) == (1, [])
    monkeypatch.setattr(reader_run, "run_plainly", None)
    assert check([snippet.path], project) == (1, [])
    snippet.path.write_text("print('one')\n#> two\n")
    with pytest.raises(TypeError):
        check([snippet.path], project)


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
    assert capsys.readouterr().out == "Snippets that do for a plain python what the harness saw, and twice: 1.\n"
    assert main([str(bad.path.parent)]) == 1
    assert capsys.readouterr().out.startswith(f"{project.relative(bad.path)}:2: run by a plain python, it prints")
    assert main([str(project.root / "nothing")]) == 1
