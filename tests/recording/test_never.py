"""The list of what must never pass, item by item: what the author reads, with its line and its remedy.

`test_hostile`, `test_fooled`, `test_record`, `test_proof`, `test_snippet` and `test_conditions` hold the variants of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.checking.compare import compare
from harness.problem import Problem
from harness.project import Project
from harness.reading.qualifier import HOW_TO_WRITE
from harness.reading.snippet import BadSnippet
from harness.running.environments import named
from harness.running.run import execute, pool_for
from tests.conftest import write_project, write_snippet

HUNG = "the snippet did not end within 1 seconds"
SLOW = "make it end by itself: a snippet has a time limit"
ACCEPT = "accept what happened: pytest PATH --update-examples"
ENDS = "find the line that ends the process; a limit on memory or on a file's size may, too"
ITS_FOLDER = "work in the current directory: a snippet has an empty one of its own"
PRINT = "print what matters, and say it with #>"
AS_FOUND = "leave it as the snippet found it: what the page shows depends on it"
AS_IS = "leave it as it is: what the page shows depends on it"
LISTENERS = "leave the listeners of the engine alone: they count its SQL"
INSIDE = "show what SQLAlchemy does without the internals of what runs the snippet"
RAW = "execute it through SQLAlchemy, with text()"
ENGINE = "from sqlalchemy import create_engine, text\nengine = create_engine('sqlite:///a.db')\n"
FAILS = (
    "from sqlalchemy import create_engine, text\n"
    "connection = create_engine('sqlite://').connect()\n"
    "try:\n"
    "    connection.execute(text('SELECT a'))\n"
)
ERROR = "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: a"

ITEMS = {
    # Hangs, crashes, leftovers
    "hangs, busy": ("x = 1\nwhile True:\n    x += 1\n", (2, 3), HUNG, SLOW),
    "hangs, asleep": ("import time\ntime.sleep(60)\n", 2, HUNG, SLOW),
    "hangs, in native code": ("x = 1\nsum(range(10**12))\n", 2, HUNG, SLOW),
    "hangs, ignoring signals": (
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)\n",
        3, HUNG, SLOW,
    ),
    "a deadlock": (
        "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n",
        4, HUNG, SLOW,
    ),
    "waits for standard input": (
        "x = 1\ninput()\n", 2, "raised, and no #! says so\n    + #! EOFError: EOF when reading a line", ACCEPT,
    ),
    "leaves a thread": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), name='mine', daemon=True).start()\n",
        1, "the snippet left threads running: mine", "join the threads that the snippet starts, or shut their executor down",
    ),
    "leaves a child": (
        "import os, time\nif os.fork() == 0:\n    time.sleep(60)\n",
        1, "the snippet left a process of its own running", "wait for each process that the snippet starts",
    ),
    "leaves a background task": (
        "import asyncio\nloop = asyncio.new_event_loop()\nloop.create_task(asyncio.sleep(60), name='mine')\n",
        1, "the snippet left an asyncio task pending: mine", "await the task, or cancel it and await that",
    ),
    "forks, and goes on": (
        "import os\nif os.fork():\n    os.wait()\nx = 1\n",
        1, "the snippet forked a process that went on with the snippet: end it with os._exit()",
        "do it in this process: what another one does is neither counted nor shown",
    ),
    "sys.exit": (
        "import sys\nsys.exit(0)\n",
        2, "the snippet called sys.exit(0)", "let the snippet end by its last line, or by the exception that it shows",
    ),
    "os._exit": (
        "import os\nos._exit(3)\n",
        2, "the snippet ended its process with status 3 before its last line",
        "let it run to its last line; what it raises, it may raise",
    ),
    "os.abort": ("import os\nos.abort()\n", 2, "the snippet was killed by SIGABRT", ENDS),
    "a crash in native code": ("import ctypes\nctypes.string_at(0)\n", 2, "the snippet was killed by SIGSEGV", ENDS),
    "memory beyond a limit": (
        "x = 1\ny = bytearray(1 << 40)\n", 2, "raised, and no #! says so\n    + #! MemoryError", ACCEPT,
    ),
    "endless output": (
        "x = 1\nwhile True:\n    print('x' * 1000)\n",
        3, "the snippet printed more than 1,000,000 characters", "print what matters: a page shows it",
    ),
    "endless SQL": (
        ENGINE + "connection = engine.raw_connection().cursor()\nwhile True:\n    connection.execute('SELECT 1')\n",
        5, "the snippet emitted more than 20,000 SQL statements", "take smaller data: a page shows the statements",
    ),
    "binary output": (
        "import os\nos.write(1, b'\\xff\\x00')\n",
        1, "the snippet wrote to standard output past Python: \\xff\\x00", PRINT,
    ),
    "deep recursion": (
        "def f(n):\n    return f(n + 1)\nf(0)\n",
        2, "raised, and no #! says so\n    + #! RecursionError: maximum recursion depth exceeded", ACCEPT,
    ),
    # The library's error
    "catches it without a #!": (
        FAILS + "except Exception:\n    pass\n", 4, f"raised and caught, and no #! says so\n    + #! {ERROR}", ACCEPT,
    ),
    "another message": (
        FAILS + "    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: b\nfinally:\n    pass\n",
        5,
        "raised something else than expected\n"
        f"    - #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: b\n    + #! {ERROR}",
        ACCEPT,
    ),
    "on another line, in another statement": (
        "from sqlalchemy import create_engine, text\nx = create_engine('sqlite://').connect()\n"
        f"#! {ERROR}\nx.execute(text('SELECT a'))\n",
        3,
        "expected sqlalchemy.exc.OperationalError, and sqlalchemy.exc.OperationalError came from line 4:"
        f" put the #! below that statement\n    - #! {ERROR}",
        ACCEPT,
    ),
    "as a chained cause": (
        FAILS + f"    #! {ERROR}\nexcept Exception as error:\n    raise LookupError('a') from error\n    #! {ERROR}\n",
        8, f"raised something else than expected\n    - #! {ERROR}\n    + #! LookupError: a", ACCEPT,
    ),
    "inside an except* group": (
        "from sqlalchemy import create_engine, text\nc = create_engine('sqlite://').connect()\n"
        "def work() -> None:\n    try:\n        c.execute(text('SELECT a'))\n        #! " + ERROR + "\n"
        "    except Exception as error:\n        raise ExceptionGroup('a', [error])\n"
        "try:\n    work()\nexcept* LookupError:\n    pass\n",
        8, "raised, and no #! says so\n    + #! ExceptionGroup: a (1 sub-exception)", ACCEPT,
    ),
    # Forged evidence
    "prints to another file": (
        "with open('out', 'w') as file:\n    print('a', file=file)\n    #> a\n",
        3, "printed something else than expected\n    - #> a", ACCEPT,
    ),
    "prints what it reads from its own comment": (
        "from pathlib import Path\nprint(Path(__file__).read_text()[-2])\n#> a\n",
        2, "the snippet reads the source of a snippet: snippets/chapter/",
        "write what the snippet needs into its own folder, or import it from a module",
    ),
    "forges a version": (
        "import sqlalchemy\nsqlalchemy.__version__ = '9'\n",
        2, "the snippet replaces sqlalchemy.__version__, which is not its own", AS_IS,
    ),
    "runs SQL at exit": (
        ENGINE + "c = engine.connect()\nimport atexit\n@atexit.register\ndef late() -> None:\n    c.execute(text('SELECT 1'))\n",
        7, "the snippet emitted SQL after its last line: SELECT 1", "do it before the last line: a page shows it there",
    ),
    "replaces print": (
        "x = 1\ndef print(*words) -> None: ...\n",
        2, "the snippet gives the name print to something else",
        "print by Python's own print: what the page shows depends on it",
    ),
    "replaces sys.stdout": (
        "import sys\nsys.stdout = None\n", 2, "the snippet replaces sys.stdout, which is not its own", AS_IS,
    ),
    "replaces warnings.showwarning": (
        "import warnings\nwarnings.showwarning = print\n",
        2, "the snippet replaces warnings.showwarning, which is not its own", AS_IS,
    ),
    "replaces the engine's listeners": (
        ENGINE + "from sqlalchemy.engine import Engine\nEngine.dispatch._clear()\n",
        1, "the snippet removed the listener that counts its SQL", LISTENERS,
    ),
    "replaces sys.excepthook": (
        "import sys\nvars(sys)['excepthook'] = print\n", 1, "the snippet replaced sys.excepthook", AS_FOUND,
    ),
    "forges its report": (
        "import sys\nsys.stdout._write.__self__.writes.append((1, 'a'))\n",
        2, "the snippet reaches into what runs it: __self__", INSIDE,
    ),
    "filters its own warnings": (
        "import warnings\nwarnings.simplefilter('ignore')\n",
        2, "the snippet hides warnings of Warning", "say the warning by #!, or write code that does not warn",
    ),
    # SQL past the recorder: the ways that are counted stand in `COUNTED`
    "a raw DBAPI cursor": (
        ENGINE + "engine.raw_connection().cursor().execute('SELECT 1')\n",
        3, "executes SQL on a cursor of the driver, where it is not counted: SELECT 1", RAW,
    ),
    # Leftovers and reach
    "files outside of its directory": (
        "x = 1\nopen('/left', 'w')\n",
        2, "the snippet wrote to /left: a snippet writes into its working directory only", ITS_FOLDER,
    ),
    "an open server port": (
        "import socket\nsocket.create_server(('127.0.0.1', 0))\n",
        2, "the snippet opens a server port: 127.0.0.1:0", "call the application without a server, as a test client does",
    ),
    "the network": (
        "import socket\nsocket.create_connection(('192.0.2.1', 80))\n",
        2, "the snippet reached for the network: 192.0.2.1",
        "use the database of the shared module: a snippet has no network",
    ),
    "another snippet's data": (
        "import os\nopen(os.path.join('..', 'snippet-other', 'a.db'))\n",
        2, "the snippet reads another snippet's data: ",
        "write what the snippet needs into its own folder, or import it from a module",
    ),
    # Expectations that cannot fail
    "only ...": ("print(1)\n#> ...\n", 2, "'#> ...' matches any output", "write the part of the output that matters"),
    "a message of only ...": (
        "int('a')\n#! ValueError: ...\n",
        2, "'#! ValueError: ...' matches any message", "write the part of the message that matters",
    ),
    "#: 0 where nothing touches a database": (
        "x = 1\n#: 0 statements\n", 2, "#: 0 statements says nothing: the run emits no SQL at all", "delete it",
    ),
    "a #> in dead code": ("if False:\n    print(1)\n    #> 1\n", 3, "line 2 was never reached\n    - #> 1", ACCEPT),
    "a qualifier that contradicts itself": (
        "print(1)\n#! [sqlite, postgresql] a.B: c\n",
        2, "qualifier [sqlite, postgresql] can never apply: its conditions exclude each other",
        HOW_TO_WRITE,
    ),
}  # fmt: skip


BRIEF, PATIENT = 1, 20


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Project]]:
    """A project with a short time limit, for what reaches it, and one with a long limit, for what must not."""
    made = {
        limit: write_project(tmp_path_factory.mktemp("never"), f"time_limit = {limit}") for limit in (BRIEF, PATIENT)
    }
    yield made
    for each in made.values():
        pool_for(each).stop()


@pytest.fixture
def project(projects: dict[int, Project]) -> Project:
    return projects[PATIENT]


def first_problem(project: Project, source: str) -> tuple[Problem, Path]:
    """What the author of a snippet reads first, and the snippet's file."""
    try:
        snippet = write_snippet(project, source)
    except BadSnippet as refused:
        return refused.problems[0], refused.problems[0].path
    problems = compare(snippet, execute(snippet, project), ACCEPT.partition(": ")[2]).problems
    assert problems, "it passes"
    return problems[0], snippet.path


@pytest.mark.parametrize(("source", "line", "text", "remedy"), ITEMS.values(), ids=ITEMS)
def test_it_fails_and_says_where_why_and_what_helps(
    projects: dict[int, Project], source: str, line: int | tuple[int, ...], text: str, remedy: str
) -> None:
    problem, path = first_problem(projects[BRIEF if text.startswith(HUNG) else PATIENT], source)
    assert problem.path == path
    assert problem.line in (line if isinstance(line, tuple) else (line,))
    assert problem.text.startswith(text)
    assert problem.remedy == remedy


COUNTED = {
    "a second engine": "for _ in range(2):\n    with create_engine('sqlite://').connect() as c:\n        c.execute(text('SELECT 1'))\n",
    "another thread": (
        "import threading\ndef work() -> None:\n    with engine.connect() as c: c.execute(text('SELECT 1'))\n"
        "for _ in range(2):\n    thread = threading.Thread(target=work)\n    thread.start()\n    thread.join()\n"
    ),
    "an async engine": (
        "import asyncio\nfrom sqlalchemy.ext.asyncio import create_async_engine\nasync def main() -> None:\n"
        "    own = create_async_engine('sqlite+aiosqlite://')\n    async with own.connect() as c:\n"
        "        for _ in range(2): await c.execute(text('SELECT 1'))\n    await own.dispose()\nasyncio.run(main())\n"
    ),
    "exec_driver_sql": "with engine.connect() as c:\n    for _ in range(2): c.exec_driver_sql('SELECT 1')\n",
    "attach": (
        "with engine.connect().execution_options(isolation_level='AUTOCOMMIT') as c:\n"
        "    c.execute(text(\"ATTACH 'b.db' AS b\"))\n    c.execute(text('CREATE TABLE b.a (c)'))\n"
    ),
    "executemany, once for many": (
        "with engine.connect() as c:\n    c.execute(text('CREATE TABLE a (b)'))\n"
        "    c.execute(text('INSERT INTO a VALUES (:b)'), [{'b': 1}, {'b': 2}, {'b': 3}])\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", COUNTED.values(), ids=COUNTED)
def test_every_statement_is_counted(project: Project, source: str) -> None:
    wrong = f"{ENGINE}if True:\n" + "".join(f"    {line}\n" for line in source.splitlines()) + "#: 1 statement\n"
    problem, _ = first_problem(project, wrong)
    assert problem.line == wrong.count("\n")
    assert problem.text.startswith("expected 1 statement, the run emitted 2\n    line ")
    assert problem.remedy == ACCEPT
    right = write_snippet(project, wrong.replace("#: 1 statement", "#: 2 statements"))
    assert compare(right, execute(right, project), "c").problems == []


def test_each_fails_on_postgresql_as_well(project: Project) -> None:
    snippet = write_snippet(
        project,
        "import os\nfrom sqlalchemy import create_engine\nengine = create_engine(os.environ['GUIDE_DATABASE_URL'])\n"
        "engine.raw_connection().cursor().execute('SELECT 1')\n",
    )
    (problem,) = compare(snippet, execute(snippet, project, named("postgresql")), "c").problems
    assert (problem.line, problem.remedy) == (4, RAW)
    assert problem.text == "executes SQL on a cursor of the driver, where it is not counted: SELECT 1"


def test_what_is_left_in_the_process_is_gone_with_it(project: Project) -> None:
    first = write_snippet(project, "import os\nos.environ['LEFT'] = 'a'\nos.chdir('/')\n")
    assert compare(first, execute(first, project), "c").problems == []
    second = write_snippet(project, "import os\nprint(os.environ.get('LEFT'), os.listdir())\n#> None []\n")
    assert compare(second, execute(second, project), "c").problems == []
