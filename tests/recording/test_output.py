"""What is written down of prints and warnings: the text, and the line of the statement behind it."""

from __future__ import annotations

import pytest

from tests.conftest import Run

PRINTS = {
    "two lines": ("print('a')\nprint('b')\n", [(1, "a"), (2, "b")]),
    "a line of two prints": ("print('a', end='')\nprint('b')\n", [(1, "a"), (2, "b")]),
    "no end of line": ("print('a', end=' ')\n", [(1, "a ")]),
    "a loop": ("for i in range(2):\n    print(i)\n    print(-i)\n", [(2, "0"), (3, "0"), (2, "1"), (3, "-1")]),
    "a function": ("def f():\n    print('a')\nf()\n", [(2, "a")]),
    "a helper": ("from helper import f\nf()\n", [(2, "a")]),
    "write": ("import sys\nsys.stdout.write('a\\nb\\n')\n", [(2, "a"), (2, "b")]),
    "writelines": ("import sys\nsys.stdout.writelines(['a', '\\n'])\n", [(2, "a")]),
    "empty lines": ("print()\nprint('a\\n\\nb')\n", [(1, ""), (2, "a"), (2, ""), (2, "b")]),
    "at exit": ("import atexit\natexit.register(lambda: print('late'))\n", [(2, "late")]),
    "an address": ("print(object())\n", [(1, "<object object at 0x...>")]),
    "an escape sequence": ("print('\\x1b[0m')\n", [(1, "\\x1b[0m")]),
    "a buffer": ("import io\nprint('a', file=io.StringIO())\n", []),
}


@pytest.mark.parametrize(("source", "printed"), PRINTS.values(), ids=PRINTS)
def test_prints_by_line(run: Run, source: str, printed: list[tuple[int, str]]) -> None:
    ran = run(source, helper="def f(): print('a')\n")
    assert (ran.printed, ran.outcome.complaints) == (printed, [])


WARNING = "import warnings\n"
WARNINGS = {
    "by hand": (WARNING + "warnings.warn('w')\n", [(2, "UserWarning", 1, True)]),
    "by a helper, many times": (
        "from helper import f\nfor _ in range(3):\n    f()\nf()\n",
        [(3, "UserWarning", 3, True), (4, "UserWarning", 1, True)]),
    "by SQLAlchemy": (
        "from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select\n"
        "a, b = (Table(name, MetaData(), Column('id', Integer)) for name in 'ab')\n"
        "with create_engine('sqlite://').connect() as c:\n    a.create(c), b.create(c)\n    c.execute(select(a, b))\n",
        [(5, "sqlalchemy.exc.SAWarning", 1, False)]),
    "collected": (
        WARNING + "with warnings.catch_warnings(record=True):\n    warnings.warn('w')\n", [(3, "UserWarning", 1, True)],
    ),
    "with the filters reset": (
        WARNING + "warnings.resetwarnings()\nwarnings.warn('w')\n", [(3, "UserWarning", 1, True)]),
    "of a coroutine that is dropped": ("async def f(): ...\nf()\n", [(2, "RuntimeWarning", 1, False)]),
    "of unclosed files": ("open('x', 'w')\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("source", "warned"), WARNINGS.values(), ids=WARNINGS)
def test_warnings_by_line(run: Run, source: str, warned: list[tuple[int, str, int, bool]]) -> None:
    ran = run(source, helper="import warnings\ndef f(): warnings.warn('w')\n")
    assert [(ran.line(w), w.name, w.times, w.by_hand) for w in ran.outcome.warnings] == warned
    assert ran.outcome.complaints == []


def test_a_warning_turned_into_an_error_is_raised(run: Run) -> None:
    ran = run("import warnings\nwarnings.simplefilter('error')\nwarnings.warn('w')\n")
    assert (ran.ended_by.name, ran.outcome.warnings, ran.outcome.complaints) == ("UserWarning", [], [])
