"""The recording core by itself: it runs wherever Python and SQLAlchemy do, and leaves the process as it found it."""

from __future__ import annotations

import json
import platform
import sqlite3
import sys
import warnings

import pytest
import sqlalchemy

from harness.outcome import Emitted
from harness.recording import active
from harness.recording.recorded import Recorded
from harness.recording.recorder import record
from tests.conftest import Run, python

SNIPPET = """\
import warnings
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

engine = create_engine("sqlite://")
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE tool (name TEXT UNIQUE)"))
    connection.execute(text("INSERT INTO tool VALUES (:name)"), [{"name": "a"}, {"name": "b"}])
    try:
        connection.execute(text("INSERT INTO tool VALUES ('a')"))
    except IntegrityError:
        print("refused")
    print(connection.scalars(text("SELECT name FROM tool")).all())
warnings.warn("late")
int("a")
"""

# What a browser lacks. asyncio imports socket and signal, so those are there and do nothing.
ANYWHERE = """\
import asyncio, json, os, signal, socket, sys, threading

def missing(*arguments, **options):
    raise AssertionError("there is no such thing here")

for name in ("resource", "greenlet", "psycopg", "asyncpg", "aiosqlite", "multiprocessing", "ctypes", "fcntl"):
    sys.modules[name] = None
for owner, names in (
    (os, ("fork", "forkpty", "kill", "posix_spawn", "system")),
    (threading.Thread, ("start",)), (threading, ("_start_new_thread",)),
    (sys, ("addaudithook",)), (signal, ("signal", "alarm", "setitimer")), (socket, ("socket", "create_connection")),
):
    for name in names:
        setattr(owner, name, missing)

from harness.recording.recorder import record

print(json.dumps(record("/nowhere/dont.py", sys.stdin.read()).to_json()))
print(sorted(name for name in sys.modules if name.startswith("harness.recording.guard")))
"""


def at_line(recorded: Recorded, line: int) -> list[Emitted]:
    """What a line of the snippet emitted. Its statements are numbered in the order of the file."""
    statements = [1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15]
    return [emitted for emitted in recorded.emitted if emitted.at == statements.index(line)]


def check(recorded: Recorded) -> None:
    """Everything that the snippet does is there."""
    assert [printed.text for printed in recorded.printed] == ["refused", "['a', 'b']"]
    assert [emitted.sets for emitted in recorded.emitted] == [1, 2, 1, 1]
    assert [emitted.rows for emitted in at_line(recorded, 13)] == [2]
    (caught,) = recorded.caught
    assert caught.name == "sqlalchemy.exc.IntegrityError"
    assert (caught.caught, caught.by_hand, caught.chain[0].partition(":")[0]) == (True, False, "sqlite3.IntegrityError")
    (warned,) = recorded.warnings
    assert (warned.name, warned.message, warned.by_hand) == ("UserWarning", "late", True)
    assert recorded.ended_by is not None
    assert (recorded.ended_by.name, recorded.ended_by.at) == ("ValueError", 12)
    assert recorded.ran == list(range(13))
    assert recorded.complaints == []
    assert recorded.database is not None
    assert recorded.database[0] == "sqlite"


def test_runs_without_processes_threads_signals_and_sockets() -> None:
    run = python("-c", ANYWHERE, said=SNIPPET)
    assert run.stderr == ""
    recorded, guard = run.stdout.splitlines()
    check(Recorded.from_json(json.loads(recorded)))
    assert guard == "[]"


def test_leaves_the_process_as_it_was_and_goes_to_json_and_back() -> None:
    def state() -> list[object]:
        return [
            sys.stdout,
            sys.stderr,
            sys.argv,
            sys.path,
            sys.modules["__main__"],
            list(warnings.filters),
            active.recorder,
        ]

    before = state()
    for _ in range(2):
        check(record("/nowhere/dont.py", SNIPPET))
    assert state() == before
    recorded = record("/nowhere/dont.py", SNIPPET)
    assert Recorded.from_json(json.loads(json.dumps(recorded.to_json()))) == recorded


def test_source_that_is_not_python() -> None:
    with pytest.raises(SyntaxError):
        record("/nowhere/do.py", "x = (\n")


# In the process of a snippet


def test_ran_holds_the_statements_that_were_reached(run: Run) -> None:
    ran = run("if False:\n    x = 1\nelse:\n    y = 2\ndef f():\n    z = 3\nfor _ in ():\n    w = 4\n")
    assert [ran.snippet.line_of(at) for at in ran.outcome.ran] == [1, 4, 5, 7]


@pytest.mark.parametrize(
    "source",
    [
        '"""Docstring."""\nfrom __future__ import annotations\nprint(__doc__)\n',
        'def f():\n    """Doc."""\nprint(f.__doc__)\n',
        "def f():\n    global x\n    x = 1\nf()\nprint(x)\n",
        "def g():\n    x = 0\n    def f():\n        nonlocal x\n        x = 1\n    f()\n    print(x)\ng()\n",
        "import sys\nprint(__name__, sys.argv == [__file__], sys.path[0] == __file__.rpartition('/')[0])\n",
        "import __main__\nprint(sorted(n for n in vars(__main__) if not n.startswith('__')))\n",
    ],
)
def test_code_means_what_it_means_without_the_harness(run: Run, source: str) -> None:
    ran = run(source)
    plain = python(str(ran.snippet.path)).stdout
    assert [text for _, text in ran.printed] == plain.splitlines()
    assert ran.outcome.ended_by is None


def test_environment(run: Run) -> None:
    environment = run("x = 1\n").outcome.environment
    versions = platform.python_version(), sqlalchemy.__version__, "sqlite", sqlite3.sqlite_version
    assert (
        environment.python, environment.sqlalchemy, environment.database, environment.database_version
    ) == versions  # fmt: skip


def test_files_read(run: Run) -> None:
    ran = run(
        "import helper\nfrom pathlib import Path\nPath(__file__).with_name('other.py').read_text()\n",
        helper="x = 1\n", other="y = 1\n", unused="z = 1\n",
    )  # fmt: skip
    assert {name.rpartition("/")[2] for name in ran.outcome.files} == {"helper.py", "other.py"}
