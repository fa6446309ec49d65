"""Mistakes that an author makes without meaning to: each is refused, at its line, with a remedy."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

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
HUNG = "did not end within 1 seconds"
RAISED = "raised, and no #! says so\n    + #! "
RAW = "executes SQL on a cursor of the driver, where it is not counted: SELECT 1"
UNSTATED = "raised and caught, and no #! says so\n    + #! "
NO_COLUMN = f"{UNSTATED}sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: a"

# Each with the beginning of what its author reads after `the snippet `, if it is a complaint, and the source of the
# module `helper` where it has one.
# A comment `# here` marks the line that is named; without one, it is the first.
MISTAKES: dict[str, tuple[str, str] | tuple[str, str, str]] = {
    # It does not end, or ends too early
    "an endless loop": ("x = 1\nwhile x: x += 1  # here\n", HUNG),
    "a deadlock": ("from threading import Lock\nlock = Lock()\nlock.acquire()\nlock.acquire()  # here\n", HUNG),
    "an exit handler that hangs": (
        "import atexit, time\n@atexit.register\ndef late():\n    time.sleep(60)  # here\n", HUNG),
    "waits for input": ("x = 1\ninput()  # here\n", f"{RAISED}EOFError: "),
    "sys.exit": ("import sys\ndef f():\n    sys.exit('no')  # here\nf()\n", "called sys.exit('no')"),
    "os._exit": ("import os\nos._exit(3)  # here\n", "ended its process with status 3 before its last line"),
    "a crash": ("import os\nos.abort()  # here\n", "was killed by SIGABRT"),
    # It takes too much
    "memory": ("x = 1\ny = bytearray(1 << 40)  # here\n", f"{RAISED}MemoryError"),
    "recursion": (
        "def f(n):\n    return f(n + 1)  # here\nf(0)\n", f"{RAISED}RecursionError: maximum recursion depth exceeded"),
    "endless output": (
        "while True:\n    try:\n        print('x' * 100_000)  # here\n    except Exception:\n        pass\n",
        "printed more than 1,000,000 characters"),
    "endless SQL": (
        ENGINE + "c = engine.raw_connection().cursor()\nwhile True:\n    c.execute('SELECT 1')  # here\n",
        "emitted more than 20,000 SQL statements"),
    # It leaves something running
    "a thread": (
        "import time\nfrom threading import Thread\ndef work():\n    time.sleep(60)  # here\n"
        "Thread(target=work, name='mine', daemon=True).start()\n", "left threads running: mine"),
    "a task": (
        "import asyncio\nloop = asyncio.new_event_loop()\ntask = loop.create_task(asyncio.sleep(60), name='mine')\n",
        "left an asyncio task pending: mine"),
    "a task that asyncio.run cancels": (
        "import asyncio\nasync def main():\n    asyncio.create_task(asyncio.sleep(60), name='mine')\n"
        "    await asyncio.sleep(0)\nasyncio.run(main())\n", "left an asyncio task pending: mine"),
    "a connection of an async engine": (
        "import asyncio\nfrom sqlalchemy.ext.asyncio import create_async_engine\nasync def main():\n"
        "    async with create_async_engine('sqlite+aiosqlite://').connect(): ...\nasyncio.run(main())\n",
        "left threads running: Thread-1 (_connection_worker_thread)"),
    # Other processes
    "a program": ("import subprocess\nsubprocess.run(['true'])  # here\n", "starts another program, which nothing"),
    "a command": ("import os\nos.system('true')  # here\n", "starts another program, which nothing"),
    "multiprocessing": (
        "from multiprocessing import get_context\nget_context('spawn').Process(target=print).start()  # here\n",
        "starts another program, which nothing watches: multiprocessing.popen_spawn_posix"),
    "a fork": (
        "import os\nif os.fork() == 0:  # here\n    os._exit(0)\nos.wait()\n",
        "forked a process, which nothing watches"),
    # Output that is not print's
    "standard error": ("import sys\nprint('x', file=sys.stderr)\n", "wrote to standard error: x"),
    "output past Python": ("import os\nos.write(1, b'\\xff')\n", "wrote to standard output past Python: \\xff"),
    "another print": ("x = 1\ndef print(*words): ...  # here\n", "replaced print"),
    "an imported print": ("x = 1\nfrom helper import print  # here\n", "replaced print", "print = len\n"),
    "another standard output": ("import io, sys\nsys.stdout = io.StringIO()  # here\n", "replaced sys.stdout"),
    "output of a file": (
        "with open('out', 'w') as file:\n    print('a', file=file)\n    #> a  # here\n",
        "printed something else than expected\n    - #> a"),
    # Files, servers
    "a file elsewhere": (
        "from pathlib import Path\nPath(__file__).with_name('x').write_text('')  # here\n",
        "wrote to snippets/chapter/"),
    "a file in another directory": ("import os\nos.chdir('..')\nopen('stray', 'w')  # here\n", "wrote to /"),
    "a folder elsewhere": (
        "from pathlib import Path\nPath(__file__).with_name('x').mkdir()  # here\n", "changes snippets/chapter/"),
    "deletes files": (
        "import shutil\nshutil.rmtree(__file__.rpartition('/')[0])  # here\n", "changes snippets/chapter/"),
    "renames a file": ("import os\nos.rename(__file__, 'x')  # here\n", "changes snippets/chapter/"),
    "a database elsewhere": (
        "import sqlite3\nsqlite3.connect(__file__ + '.db')  # here\n", "opens the database snippets/chapter/"),
    "an attached database": (
        ENGINE + "with engine.connect() as c:\n    c.execute(text('ATTACH :name AS b'), {'name': __file__})  # here\n",
        "opens the database snippets/chapter/"),
    "a copy of the database": (
        ENGINE + "with engine.connect().execution_options(isolation_level='AUTOCOMMIT') as c:\n"
        "    c.exec_driver_sql(f\"VACUUM INTO '{__file__}.db'\")  # here\n", "opens the database snippets/chapter/"),
    "the network": (
        "import urllib.request\nurllib.request.urlopen('http://example.org')  # here\n",
        "reached for the network: example.org"),
    "an address": (
        "import socket\nsocket.socket().connect(('192.0.2.1', 80))  # here\n", "reached for the network: 192.0.2.1:80"),
    "another PostgreSQL": (
        "import psycopg\npsycopg.connect('host=192.0.2.1 dbname=a')  # here\n", "reached for the network: 192.0.2.1"),
    "a socket of the system": (
        "import socket\nsocket.socket(socket.AF_UNIX).connect('/run/some.sock')  # here\n",
        "reached for a socket of the system: '/run/some.sock'"),
    "a server": ("import socket\nsocket.create_server(('127.0.0.1', 0))  # here\n", "opens a server port: 127.0.0.1:0"),
    # Warnings and errors that do not show
    "silences warnings": (
        "import warnings\nwarnings.simplefilter('ignore')  # here\nwarnings.warn('x')\n", "hides warnings of Warning"),
    "silences a kind of warnings": (
        "import warnings\nwarnings.filterwarnings('ignore', category=UserWarning)  # here\n",
        "hides warnings of UserWarning"),
    "silences warnings in a helper": (
        "import helper  # here\n", "hides warnings", "import warnings\nwarnings.simplefilter('ignore')\n"),
    "swallows an error": (
        ENGINE + "try: engine.connect().execute(text('SELECT a'))  # here\nexcept Exception: ...\n", NO_COLUMN),
    "a helper swallows SQLAlchemy's error": (
        ENGINE + "from helper import quietly\nquietly(lambda: engine.connect().execute(text('SELECT a')))  # here\n",
        NO_COLUMN, "def quietly(act):\n    try:\n        act()\n    except Exception:\n        pass\n"),
    "an executor keeps an error": (
        ENGINE + "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as pool:\n"
        "    future = pool.submit(lambda: engine.connect().execute(text('SELECT a')))  # here\n", NO_COLUMN),
    "gather keeps an error": (
        "import asyncio\nfrom sqlalchemy import text\n"
        "from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine\nasync def main():\n"
        "    engine = create_async_engine('sqlite+aiosqlite://')\n"
        "    async with AsyncSession(engine) as session:\n"
        "        await asyncio.gather(session.execute(text('SELECT a')), return_exceptions=True)\n"
        "    await engine.dispose()\nasyncio.run(main())  # here\n", NO_COLUMN),
    # SQL that shows on no line, or is not counted
    "SQL at exit": (
        ENGINE + "import atexit\nc = engine.connect()\n@atexit.register\ndef late():\n"
        "    c.execute(text('SELECT 1'))  # here\n", "emitted SQL after its last line: SELECT 1"),
    "an exit handler that fails": (
        "import atexit\natexit.register(lambda: 1 / 0)\n", "wrote to standard error: Exception ignored in atexit"),
    "a cursor of the pool": (ENGINE + "engine.raw_connection().cursor().execute('SELECT 1')  # here\n", RAW),
    "sqlite3 by itself": ("import sqlite3\nsqlite3.connect('a.db').execute('SELECT 1')  # here\n", RAW),
    "aiosqlite by itself": (
        "import asyncio, aiosqlite\nasync def main():\n    async with aiosqlite.connect(':memory:') as c:\n"
        "        await c.execute('SELECT 1')\nasyncio.run(main())  # here\n", RAW),
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


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused(projects: dict[int, Project], name: str) -> None:
    source, text, *helper = MISTAKES[name]
    project = projects[BRIEF if text == HUNG else PATIENT]
    snippet = write_snippet(project, source.replace("#> a  # here", "#> a"), helper="".join(helper))
    problem = compare(snippet, execute(snippet, project), "accept it").problems[0]
    complains = not text.startswith((RAISED, RAW, UNSTATED, "printed something"))
    assert problem.text.startswith(f"the snippet {text}" if complains else text)
    assert (problem.path, problem.line) == (snippet.path, marked(source))
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
