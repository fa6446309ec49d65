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


SAME = [
    "from beside import name\nprint(name)\n",
    "import uuid\nprint(uuid.uuid4(), object())\n",
    "print('a')\nraise ValueError('one\\ntwo')\n",
    "raise ExceptionGroup('several', [ValueError('one')])\n",
    "''.al\n",
    "from sqlalchemy.exc import ArgumentError\nraise ArgumentError('no', code='zlpr')\n",
    "import sys\nraise ValueError('no', 'tempfile' in sys.modules)\n#! ValueError: ('no', ...)\n",
    "class Model:\n    tasks: list[int]\nprint(Model.__annotations__)\n",
    "import warnings\nwarnings.warn('no matter')\nprint('\\x1b')\n",
]


@pytest.mark.parametrize("source", SAME)
def test_does_the_same(project: Project, source: str) -> None:
    assert problems(project, source, beside="name = 'beside'\n") == []


@pytest.mark.usefixtures("own_worker")
def test_imports_what_all_snippets_share(project: Project) -> None:
    (project.snippets / "shared.py").write_text("name = 'shared'\n")
    assert problems(project, "from shared import name\nprint(name)\n") == []


PRINTS, ENDS = "run by a plain python, it prints something else", "run by a plain python, it ends otherwise"
TWICE = "run again in the same folder, it prints something else"
DIFFERS = {
    "prints something else": (
        "import sys\nprint('one')\nprint('multiprocessing' in sys.modules or 'tempfile' in sys.modules)\n", 3,
        (PRINTS, "the harness saw 'True'", "a plain run printed 'False'")),
    "prints less": (
        "import sys\nprint('one')\nif 'tempfile' in sys.modules:\n    print('two')\n", 4,
        (PRINTS, "the harness saw 'two'", "a plain run printed nothing")),
    "raises for the harness alone": (
        "import sys\nif 'tempfile' in sys.modules:\n    raise ValueError('no')\n", 3,
        (ENDS, "the harness saw ValueError: no", "a plain run raised nothing")),
    "raises for a reader alone": (
        "import sys\nassert 'tempfile' in sys.modules, 'no'\n", 1,
        (ENDS, "the harness saw nothing", "a plain run raised AssertionError: no")),
    "raises something else": (
        "import sys\nraise ValueError('tempfile' in sys.modules)\n", 2,
        (ENDS, "the harness saw ValueError: True", "a plain run raised ValueError: False")),
    "does something else the second time": (
        "from pathlib import Path\nprint(Path('guide.db').exists())\nPath('guide.db').touch()\n", 2,
        (TWICE, "the harness saw 'False'", "a plain run printed 'True'")),
}  # fmt: skip


@pytest.mark.parametrize(("source", "line", "told"), DIFFERS.values(), ids=DIFFERS)
def test_does_something_else_for_a_reader(project: Project, source: str, line: int, told: tuple[str, ...]) -> None:
    assert problems(project, source) == [(line, "\n    ".join(told))]


def test_does_not_end_or_leaves_a_file_behind(project: Project) -> None:
    snippet = write_snippet(project, "print('one')\n")
    (problem,) = problems_of(snippet, execute(snippet, project), [PlainRun([], [], None, [])])
    assert (problem.line, problem.text) == (1, "run by a plain python, it does not end")
    snippet = write_snippet(project, "open('guide.db', 'w').close()\n")
    _, (problem,) = check([snippet.path], project)
    assert problem.text == "leaves guide.db in the folder that it is run from"
    assert problem.remedy.endswith("or get the database from new_engine()")


def test_is_given_up_in_time(tmp_path: Path) -> None:
    project = write_project(tmp_path, "time_limit = 0.1")
    snippet = write_snippet(project, "import time\ntime.sleep(60)\n")
    ((run,),) = run_plainly([snippet], (), project, times=1)
    assert run.status is None


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
