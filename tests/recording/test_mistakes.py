"""Mistakes that an author makes without meaning to: each is refused, at its line, with a remedy."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from harness.checking.compare import compare
from harness.project import Project
from harness.running.environments import named
from harness.running.pool import pool_for
from harness.running.run import execute
from tests.conftest import write_project, write_snippet

ENGINE = """
from sqlalchemy import create_engine, event, text
engine = create_engine("sqlite:///a.db")
"""
ITEM = """
from pydantic import BaseModel, ValidationError
class Item(BaseModel):
    name: str
"""


@dataclass
class Mistake:
    """A snippet, and the beginning of what its author reads. A comment `# here` marks the line that is named."""

    source: str
    text: str
    helper: str = ""
    """The module `helper` beside the snippet."""


HUNG = "the snippet did not end within 1 seconds"
DIRECTORY = ": a snippet writes into its working directory only"
RAW = "executes SQL on a cursor of the driver, where it is not counted: "
UNSTATED = "raised and caught, and no #! says so\n    + #! "

MISTAKES = {
    # It does not end, or ends too early
    "an endless loop": Mistake("x = 1\nwhile x: x += 1  # here\n", HUNG),
    "a deadlock": Mistake("from threading import Lock\nlock = Lock()\nlock.acquire()\nlock.acquire()  # here\n", HUNG),
    "nothing comes to an event": Mistake(
        "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())  # here\n", HUNG
    ),
    "an exit handler that hangs": Mistake(
        "import atexit, time\n@atexit.register\ndef late():\n    time.sleep(60)  # here\n", HUNG
    ),
    "waits for input": Mistake("x = 1\ninput()  # here\n", "raised, and no #! says so\n    + #! EOFError: "),
    "sys.exit": Mistake("import sys\ndef f():\n    sys.exit('no')  # here\nf()\n", "the snippet called sys.exit('no')"),
    "exit": Mistake("x = 1\nexit()  # here\n", "the snippet called sys.exit(None)"),
    "os._exit": Mistake(
        "import os\nos._exit(3)  # here\n", "the snippet ended its process with status 3 before its last line"
    ),
    "a crash": Mistake("import os\nos.abort()  # here\n", "the snippet was killed by SIGABRT"),
    # It takes too much
    "memory": Mistake("x = 1\ny = bytearray(1 << 40)  # here\n", "raised, and no #! says so\n    + #! MemoryError"),
    "recursion": Mistake(
        "def f(n):\n    return f(n + 1)  # here\nf(0)\n",
        "raised, and no #! says so\n    + #! RecursionError: maximum recursion depth exceeded",
    ),
    "endless output": Mistake(
        "while True:\n    try:\n        print('x' * 100_000)  # here\n    except Exception:\n        pass\n",
        "the snippet printed more than 1,000,000 characters",
    ),
    "endless SQL": Mistake(
        ENGINE + "c = engine.raw_connection().cursor()\nwhile True:\n    c.execute('SELECT 1')  # here\n",
        "the snippet emitted more than 20,000 SQL statements",
    ),
    # It leaves something running
    "a thread": Mistake(
        "import time\nfrom threading import Thread\ndef work():\n    time.sleep(60)  # here\n"
        "Thread(target=work, name='mine', daemon=True).start()\n",
        "the snippet left threads running: mine",
    ),
    "a task": Mistake(
        "import asyncio\nloop = asyncio.new_event_loop()\ntask = loop.create_task(asyncio.sleep(60), name='mine')\n",
        "the snippet left an asyncio task pending: mine",
    ),
    "a task that asyncio.run cancels": Mistake(
        "import asyncio\nasync def main():\n    asyncio.create_task(asyncio.sleep(60), name='mine')\n"
        "    await asyncio.sleep(0)\nasyncio.run(main())\n",
        "the snippet left an asyncio task pending: mine",
    ),
    "a connection of an async engine": Mistake(
        "import asyncio\nfrom sqlalchemy.ext.asyncio import create_async_engine\nasync def main():\n"
        "    async with create_async_engine('sqlite+aiosqlite://').connect(): ...\nasyncio.run(main())\n",
        "the snippet left threads running: Thread-1 (_connection_worker_thread)",
    ),
    # Other processes
    "a program": Mistake(
        "import subprocess\nsubprocess.run(['true'])  # here\n", "the snippet starts another program, which nothing"
    ),
    "a command": Mistake("import os\nos.system('true')  # here\n", "the snippet starts another program, which nothing"),
    "multiprocessing": Mistake(
        "from multiprocessing import get_context\nget_context('spawn').Process(target=print).start()  # here\n",
        "the snippet starts another program, which nothing watches: multiprocessing.popen_spawn_posix",
    ),
    "a fork": Mistake(
        "import os\nif os.fork() == 0:  # here\n    os._exit(0)\nos.wait()\n",
        "the snippet forked a process, which nothing watches",
    ),
    "a signal": Mistake("import os\nos.kill(os.getppid(), 0)  # here\n", "the snippet sends a signal to process "),
    # Output that is not print's
    "standard error": Mistake("import sys\nprint('x', file=sys.stderr)\n", "the snippet wrote to standard error: x"),
    "logging": Mistake("import logging\nlogging.warning('x')\n", "the snippet wrote to standard error: WARNING:root:x"),
    "output past Python": Mistake(
        "import os\nos.write(1, b'\\xff')\n", "the snippet wrote to standard output past Python: \\xff"
    ),
    "another print": Mistake("x = 1\ndef print(*words): ...  # here\n", "the snippet replaced print"),
    "an imported print": Mistake(
        "x = 1\nfrom helper import print  # here\n", "the snippet replaced print", "print = len\n"
    ),
    "another standard output": Mistake(
        "import io, sys\nsys.stdout = io.StringIO()  # here\n", "the snippet replaced sys.stdout"
    ),
    "output of a file": Mistake(
        "with open('out', 'w') as file:\n    print('a', file=file)\n    #> a  # here\n",
        "printed something else than expected\n    - #> a",
    ),
    # Files, servers
    "a file elsewhere": Mistake(
        "from pathlib import Path\nPath(__file__).with_name('x').write_text('')  # here\n",
        "the snippet wrote to snippets/chapter/",
    ),
    "a file in another directory": Mistake(
        "import os\nos.chdir('..')\nopen('stray', 'w')  # here\n", "the snippet wrote to /"
    ),
    "a folder elsewhere": Mistake(
        "from pathlib import Path\nPath(__file__).with_name('x').mkdir()  # here\n",
        "the snippet changes snippets/chapter/",
    ),
    "deletes files": Mistake(
        "import shutil\nshutil.rmtree(__file__.rpartition('/')[0])  # here\n", "the snippet changes snippets/chapter/"
    ),
    "renames a file": Mistake("import os\nos.rename(__file__, 'x')  # here\n", "the snippet changes snippets/chapter/"),
    "a database elsewhere": Mistake(
        "import sqlite3\nsqlite3.connect(__file__ + '.db')  # here\n",
        "the snippet opens the database snippets/chapter/",
    ),
    "an attached database": Mistake(
        ENGINE + "with engine.connect() as c:\n    c.execute(text('ATTACH :name AS b'), {'name': __file__})  # here\n",
        "the snippet opens the database snippets/chapter/",
    ),
    "a copy of the database": Mistake(
        ENGINE + "with engine.connect().execution_options(isolation_level='AUTOCOMMIT') as c:\n"
        "    c.exec_driver_sql(f\"VACUUM INTO '{__file__}.db'\")  # here\n",
        "the snippet opens the database snippets/chapter/",
    ),
    "the network": Mistake(
        "import urllib.request\nurllib.request.urlopen('http://example.org')  # here\n",
        "the snippet reached for the network: example.org",
    ),
    "an address": Mistake(
        "import socket\nsocket.create_connection(('192.0.2.1', 80))  # here\n",
        "the snippet reached for the network: 192.0.2.1",
    ),
    "another PostgreSQL": Mistake(
        "import psycopg\npsycopg.connect('host=192.0.2.1 dbname=a')  # here\n",
        "the snippet reached for the network: 192.0.2.1",
    ),
    "a socket of the system": Mistake(
        "import socket\nsocket.socket(socket.AF_UNIX).connect('/run/some.sock')  # here\n",
        "the snippet reached for a socket of the system: '/run/some.sock'",
    ),
    "a server": Mistake(
        "import socket\nsocket.create_server(('127.0.0.1', 0))  # here\n",
        "the snippet opens a server port: 127.0.0.1:0",
    ),
    # Warnings and errors that do not show
    "silences warnings": Mistake(
        "import warnings\nwarnings.simplefilter('ignore')  # here\nwarnings.warn('x')\n",
        "the snippet hides warnings of Warning",
    ),
    "silences a kind of warnings": Mistake(
        "import warnings\nwarnings.filterwarnings('ignore', category=UserWarning)  # here\n",
        "the snippet hides warnings of UserWarning",
    ),
    "silences warnings for a while": Mistake(
        "import warnings\nwith warnings.catch_warnings(action='ignore'):  # here\n    warnings.warn('x')\n",
        "the snippet hides warnings of Warning",
    ),
    "silences warnings in a helper": Mistake(
        "import helper  # here\n", "the snippet hides warnings", "import warnings\nwarnings.simplefilter('ignore')\n"
    ),
    "swallows an error": Mistake(
        ENGINE + "try:\n    engine.connect().execute(text('SELECT a'))  # here\nexcept Exception:\n    pass\n",
        UNSTATED + "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: a",
    ),
    "a helper swallows SQLAlchemy's error": Mistake(
        ENGINE + "from helper import quietly\nquietly(lambda: engine.connect().execute(text('SELECT a')))  # here\n",
        UNSTATED + "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: a",
        "def quietly(act):\n    try:\n        act()\n    except Exception:\n        pass\n",
    ),
    "a helper swallows another library's error": Mistake(
        "from helper import read\nx = 1\nread({})  # here\n",
        UNSTATED + "pydantic_core._pydantic_core.ValidationError: 1 validation error for Item",
        ITEM + "def read(value):\n    try:\n        return Item.model_validate(value)\n    except ValueError: ...\n",
    ),
    "an executor keeps an error": Mistake(
        ENGINE + "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor() as pool:\n"
        "    future = pool.submit(lambda: engine.connect().execute(text('SELECT a')))  # here\n",
        UNSTATED + "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: a",
    ),
    "gather keeps an error": Mistake(
        "import asyncio\nfrom sqlalchemy import text\n"
        "from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine\n"
        "async def main():\n    engine = create_async_engine('sqlite+aiosqlite://')\n"
        "    async with AsyncSession(engine) as session:\n"
        "        await asyncio.gather(session.execute(text('SELECT a')), return_exceptions=True)\n"
        "    await engine.dispose()\nasyncio.run(main())  # here\n",
        UNSTATED + "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: a",
    ),
    # SQL that shows on no line, or is not counted
    "SQL at exit": Mistake(
        ENGINE + "import atexit\nc = engine.connect()\n@atexit.register\ndef late():\n"
        "    c.execute(text('SELECT 1'))  # here\n",
        "the snippet emitted SQL after its last line: SELECT 1",
    ),
    "an exit handler that fails": Mistake(
        "import atexit\natexit.register(lambda: 1 / 0)\n",
        "the snippet wrote to standard error: Exception ignored in atexit",
    ),
    "a cursor of the pool": Mistake(
        ENGINE + "engine.raw_connection().cursor().execute('SELECT 1')  # here\n", RAW + "SELECT 1"
    ),
    "sqlite3 by itself": Mistake(
        "import sqlite3\nsqlite3.connect('a.db').execute('SELECT 1')  # here\n", RAW + "SELECT 1"
    ),
    "aiosqlite by itself": Mistake(
        "import asyncio, aiosqlite\nasync def main():\n    async with aiosqlite.connect(':memory:') as c:\n"
        "        await c.execute('SELECT 1')\nasyncio.run(main())  # here\n",
        RAW + "SELECT 1",
    ),
}  # fmt: skip

BRIEF, PATIENT = 1, 10


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Project]]:
    """A project with a short time limit, for what reaches it, and one with a long limit, for what must not."""
    made = {
        limit: write_project(tmp_path_factory.mktemp("mistakes"), f"time_limit = {limit}") for limit in (BRIEF, PATIENT)
    }
    yield made
    for project in made.values():
        pool_for(project).stop()


def marked(source: str) -> int:
    """The line with the mark, counted as `write_snippet` writes the file; the first without one."""
    lines = textwrap.dedent(source).lstrip("\n").split("\n")
    return next((number for number, line in enumerate(lines, 1) if "# here" in line), 1)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused(projects: dict[int, Project], mistake: Mistake) -> None:
    project = projects[BRIEF if mistake.text == HUNG else PATIENT]
    snippet = write_snippet(project, mistake.source.replace("#> a  # here", "#> a"), helper=mistake.helper)
    problem = compare(snippet, execute(snippet, project), "accept it").problems[0]
    assert problem.text.startswith(mistake.text)
    assert (problem.path, problem.line) == (snippet.path, marked(mistake.source))
    assert problem.remedy


FINE = {
    "threads that end, and an idle pool": (
        "import time\nfrom concurrent.futures import ThreadPoolExecutor\nfrom threading import Thread\n"
        "Thread(target=time.sleep, args=(0.05,)).start()\nThreadPoolExecutor().submit(time.sleep, 0).result()\n"
    ),
    "tasks that end": (
        "import asyncio\nasync def main():\n    async with asyncio.TaskGroup() as group:\n"
        "        group.create_task(asyncio.sleep(0))\n    await asyncio.create_task(asyncio.sleep(0))\n"
        "asyncio.run(main())\n"
    ),
    "tasks of a main coroutine that fails": (
        "import asyncio\nasync def main():\n    task = asyncio.create_task(asyncio.sleep(60))\n"
        "    await asyncio.sleep(0)\n    int('a')\n    #! ValueError: invalid literal ...\nasyncio.run(main())\n"
    ),
    "files in the working directory": (
        "import os, shutil, sqlite3\nos.mkdir('a')\nopen('a/b', 'w').close()\nos.rename('a/b', 'a/c')\n"
        "shutil.rmtree('a')\nsqlite3.connect('a.db').close()\nprint(os.listdir())\n#> ['a.db']\n"
    ),
    "output redirected for a while": (
        "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    print('x')\nprint('y')\n#> y\n"
    ),
    "a method called print": "class Report:\n    def print(self): ...\nReport().print()\n",
    "warnings that are collected": (
        "import warnings\nwith warnings.catch_warnings(record=True) as seen:\n    warnings.simplefilter('always')\n"
        "    warnings.warn('x')\n    #! UserWarning: x\nprint(len(seen))\n#> 1\n"
    ),
    "warnings that are errors": (
        "import warnings\nwarnings.simplefilter('error')\nwarnings.warn('x')\n#! UserWarning: x\n"
    ),
    "a connection that is set up": ENGINE + (
        "@event.listens_for(engine, 'connect')\ndef configure(connection, record):\n"
        "    connection.cursor().execute('PRAGMA foreign_keys = ON')\n"
        "with engine.connect() as c:\n    c.execute(text('SELECT 1'))\n#: 1 statement\n"
    ),
    "what SQLAlchemy catches itself": (
        "from sqlalchemy import create_engine, inspect\n"
        "print(inspect(create_engine('sqlite://')).has_table('a'), inspect(object(), raiseerr=False))\n#> False None\n"
    ),
    "an error of its own that it catches": (
        "try:\n    raise LookupError\nexcept LookupError:\n    print('no')\n    #> no\n"
    ),
    "sockets of one's own": "import socket\na, b = socket.socketpair()\na.close()\nb.close()\n",
}  # fmt: skip


def test_another_database_than_the_environments(projects: dict[int, Project]) -> None:
    snippet = write_snippet(projects[PATIENT], ENGINE + "engine.connect().execute(text('SELECT 1'))\n")
    outcome = execute(snippet, projects[PATIENT], named("postgresql"))
    (problem,) = compare(snippet, outcome, "accept it").problems
    assert problem.text == "the snippet used sqlite in the environment postgresql"
    assert problem.remedy


@pytest.mark.parametrize("source", FINE.values(), ids=FINE)
def test_no_mistake(projects: dict[int, Project], source: str) -> None:
    snippet = write_snippet(projects[PATIENT], source)
    assert compare(snippet, execute(snippet, projects[PATIENT]), "accept it").problems == []


def test_nothing_reaches_the_next_snippet(projects: dict[int, Project]) -> None:
    """The next one runs in a process from the same server, in an empty directory, with mappers that work."""
    project = projects[PATIENT]
    after = "import os\nfrom sqlalchemy.orm import configure_mappers\nconfigure_mappers()\n"
    after += "print(os.getppid(), os.environ.get('LEFT'), os.listdir())\n"
    before, *_ = execute(write_snippet(project, after), project).printed
    for source in (
        "import os\nos.environ['LEFT'] = 'a'\nopen('left', 'w').close()\n",
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship\n"
        "class Base(DeclarativeBase): ...\nclass A(Base):\n    __tablename__ = 'a'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
        "    b: Mapped['Missing'] = relationship()\n",
        "import os\nos.abort()\n",
    ):
        execute(write_snippet(project, source), project)
    outcome = execute(write_snippet(project, after), project)
    assert outcome.printed == [before]
    assert before.text.endswith(" None []")
