"""Snippets that hang, crash, leave things behind or try to fool the harness. Each fails, with its cause and its line, in time,
and the next snippet on the same worker runs as if nothing had been.

It is no security sandbox. What it does not tell:

- what a program does that the snippet starts (its SQL, its files), and what native code does by itself (ctypes, a driver
  written in C): the audit hook sees the interpreter only;
- an exception that a library keeps to itself, such as one of `gather(return_exceptions=True)` on the library's own coroutine;
- a built-in's exception that a future was given by hand;
- where a snippet was that ended by a way that runs no code of the interpreter's (SIGKILL): the line is then the first.
"""

from __future__ import annotations

import re
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from harness.project import Project
from harness.running.pool import pool_for
from harness.running.run import execute
from tests.conftest import Ran, write_project, write_snippet

HARMLESS = "print('well')\n"
BRIEF, PATIENT = 1.0, 8.0

Trial = Callable[..., Ran]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[float, Project]]:
    """A project with a short time limit, for what reaches it, and one with a long limit, for what must not."""
    made = {
        limit: write_project(tmp_path_factory.mktemp("hostile"), f"time_limit = {limit}") for limit in (BRIEF, PATIENT)
    }
    yield made
    for project in made.values():
        pool_for(project).stop()


@contextmanager
def trial(project: Project) -> Iterator[Trial]:
    """Run hostile snippets; afterwards the same worker process must run a harmless one."""

    def attempt(source: str, **helpers: str) -> Ran:
        snippet = write_snippet(project, source, **helpers)
        start = time.monotonic()
        outcome = execute(snippet, project)
        assert time.monotonic() - start < project.time_limit + 2
        return Ran(snippet, outcome)

    worker = pool_for(project).workers[-1]
    execute(write_snippet(project, HARMLESS), project)
    process = worker.process
    yield attempt
    after = execute(write_snippet(project, HARMLESS), project)
    assert ([line.text for line in after.printed], after.complaints) == (["well"], [])
    assert worker.process is process


@pytest.fixture
def attempt(projects: dict[float, Project]) -> Iterator[Trial]:
    """Run a hostile snippet, which must end long before its time limit."""
    with trial(projects[PATIENT]) as attempt:
        yield attempt


@pytest.fixture
def attempt_briefly(projects: dict[float, Project]) -> Iterator[Trial]:
    """Run a hostile snippet with a short time limit."""
    with trial(projects[BRIEF]) as attempt:
        yield attempt


def marked(source: str) -> int:
    """The line that the source marks as the guilty one."""
    lines = textwrap.dedent(source).lstrip("\n").split("\n")
    return next(number for number, line in enumerate(lines, 1) if "# here" in line)


# It does not end


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\nwhile True:\n    x += 1  # here\n",
        "import time\ntime.sleep(60)  # here\n",
        "sum(range(10**12))  # here\n",
        "import re\nre.match(r'(a+)+$', 'a' * 64 + 'b')  # here\n",
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "time.sleep(60)  # here\n",
        "from threading import Lock\nlock = Lock()\nlock.acquire()\nlock.acquire()  # here\n",
        "from threading import Lock, Thread\nlock = Lock()\nlock.acquire()\nt = Thread(target=lock.acquire)\nt.start()\nt.join()  # here\n",
        "while True:\n    try:\n        x = 10**6\n        while x: x -= 1  # here\n    except BaseException:\n        pass\n",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n# here\n",
        "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())  # here\n",
        "import faulthandler, time\nfaulthandler.cancel_dump_traceback_later()\ntime.sleep(60)\n# here\n",
    ],
    ids=[
        "busy",
        "sleep",
        "native",
        "regex",
        "signals",
        "deadlock",
        "thread",
        "catches all",
        "stopped",
        "asyncio",
        "no timer",
    ],
)
def test_hang(attempt_briefly: Trial, source: str) -> None:
    ran = attempt_briefly(source)
    assert ran.outcome.complaints == ["did not end within 1 seconds"]
    if "# here\n" in source and "\n# here" not in source:
        assert ran.complaint_line == marked(source)


def test_hang_at_exit(attempt_briefly: Trial) -> None:
    source = "import atexit, time\n@atexit.register\ndef late():\n    time.sleep(60)  # here\n"
    ran = attempt_briefly(source)
    assert ran.outcome.complaints == ["did not end within 1 seconds"]
    assert ran.complaint_line == marked(source)


def test_waits_for_input(attempt: Trial) -> None:
    ran = attempt("x = 1\ninput()\n")
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("EOFError", 2)


# It ends too early


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("x = 1\nimport sys\nsys.exit(0)  # here\n", "called sys.exit(0)"),
        ("x = 1\nexit()  # here\n", "called sys.exit(None)"),
        ("import sys\ndef f():\n    sys.exit('no')  # here\nf()\n", "called sys.exit('no')"),
        ("import os\nos._exit(0)  # here\n", "ended its process with status 0 before its last line"),
        ("import os\nos._exit(3)  # here\n", "ended its process with status 3 before its last line"),
        ("import os\nos.abort()  # here\n", "was killed by SIGABRT"),
        ("import ctypes\nctypes.string_at(0)  # here\n", "was killed by SIGSEGV"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n# here\n", "was killed by SIGKILL"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n# here\n", "was killed by SIGTERM"),
        ("import os, signal\nos.killpg(0, signal.SIGKILL)\n# here\n", "was killed by SIGKILL"),
    ],
)
def test_ends_early(attempt: Trial, source: str, complaint: str) -> None:
    ran = attempt(source)
    assert ran.outcome.complaints == [complaint]
    if "\n# here" not in source:
        assert ran.complaint_line == marked(source)


def test_forged_report(attempt: Trial) -> None:
    ran = attempt("""
        import json, os
        body = json.dumps({"ended_by": None, "caught": [], "warnings": [], "emitted": [], "printed": [], "ran": [0],
                           "complaints": [], "complaint_at": None, "seconds": 0.0, "files": [], "database": None}).encode()
        for fd in range(3, 64):
            try:
                os.write(fd, b"%d\\n" % len(body) + body)
            except OSError:
                pass
        os._exit(0)  # here
    """)
    assert ran.complaint.startswith("ended its process with status 0 before its last line")
    assert ran.complaint_line == 9


def test_noise_on_every_descriptor(attempt: Trial) -> None:
    ran = attempt("""
        import os
        for fd in range(3, 64):
            try:
                os.write(fd, b"noise")
            except OSError:
                pass
    """)
    assert ran.outcome.complaints


def test_closes_every_descriptor(attempt: Trial) -> None:
    assert attempt("import os\nos.closerange(0, 64)\n").outcome.complaints


def test_does_not_hold_the_jobs_of_the_worker(attempt: Trial) -> None:
    ran = attempt("import os\nprint([fd for fd in range(3, 64) if os.path.exists(f'/proc/self/fd/{fd}')])\n")
    assert len(eval(ran.printed[0][1])) == 1


@pytest.mark.parametrize(
    "call", ["os.kill(os.getppid(), 9)", "os.kill(-1, 9)", "os.kill(1, 9)", "os.killpg(os.getpgid(os.getppid()), 9)"]
)
def test_kills_others(attempt: Trial, call: str) -> None:
    ran = attempt(f"import os\n{call}\n")
    assert "which is not its own" in ran.complaint
    assert ran.complaint_line == 2


# It leaves something running


@pytest.mark.parametrize("daemon", [True, False])
def test_leaves_a_thread(attempt: Trial, daemon: bool) -> None:
    ran = attempt(f"""
        import time
        from threading import Thread
        def work():
            while True:
                time.sleep(0.01)
        Thread(target=work, name="worker", daemon={daemon}).start()
    """)
    assert ran.outcome.complaints == ["left threads running: worker"]
    assert ran.complaint_line == 5


def test_thread_that_prints_after_the_end(attempt: Trial) -> None:
    ran = attempt("""
        import time
        from threading import Thread
        def work():
            while True:
                time.sleep(0.001)
                print("late")
        Thread(target=work, daemon=True).start()
    """)
    assert "left threads running: Thread-1 (work)" in ran.outcome.complaints


def test_thread_named_as_an_executors(attempt: Trial) -> None:
    ran = attempt("""
        import time
        from threading import Thread
        Thread(target=time.sleep, args=(60,), name="ThreadPoolExecutor-0_0").start()
    """)
    assert ran.outcome.complaints == ["left threads running: ThreadPoolExecutor-0_0"]


def test_thread_that_ends_by_itself_and_idle_pool_are_fine(attempt: Trial) -> None:
    ran = attempt("""
        import time
        from concurrent.futures import ThreadPoolExecutor
        from threading import Thread
        Thread(target=time.sleep, args=(0.05,)).start()
        Thread(target=time.sleep, args=(0.1,), daemon=True).start()
        pool = ThreadPoolExecutor()
        pool.submit(print, "in the pool").result()
    """)
    assert ran.outcome.complaints == []


def test_leaves_a_child(attempt: Trial) -> None:
    ran = attempt("import os, time\nif os.fork() == 0:\n    time.sleep(60)\n    os._exit(0)\n")
    assert "left a process of its own running" in ran.outcome.complaints


def test_leaves_a_daemon(attempt: Trial, tmp_path: object) -> None:
    ran = attempt("""
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setpgid(0, 0) if os.getpid() != os.getpgid(0) else None
                time.sleep(60)
            os._exit(0)
        os.wait()
        time.sleep(0.05)
    """)
    assert "left a process of its own running" in ran.outcome.complaints


def test_child_that_was_awaited_is_fine(attempt: Trial) -> None:
    ran = attempt("import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()\n")
    assert ran.outcome.complaints == []


def test_fork_that_goes_on_with_the_snippet(attempt: Trial) -> None:
    ran = attempt("import os\nif os.fork():\n    os.wait()\nx = 1\n")
    assert "forked a process that went on with the snippet" in ran.complaint


@pytest.mark.parametrize(
    ("action", "what"), [("print('x')", "printed"), ("c.execute(text('SELECT 1'))", "emitted SQL")]
)
def test_fork_that_does_what_counts(attempt: Trial, action: str, what: str) -> None:
    ran = attempt(f"""
        import os
        from sqlalchemy import create_engine, text
        with create_engine("sqlite://").connect() as c:
            if os.fork() == 0:
                {action}
                os._exit(0)
            os.wait()
    """)
    assert f"forked a process that {what}, which is not counted" in ran.complaint


def test_leaves_a_task(attempt: Trial) -> None:
    ran = attempt("""
        import asyncio
        async def work():
            await asyncio.sleep(60)
        loop = asyncio.new_event_loop()
        task = loop.create_task(work(), name="work")
        loop.run_until_complete(asyncio.sleep(0))
    """)
    assert "left an asyncio task pending: work" in ran.outcome.complaints


# It takes too much


def test_memory_beyond_the_limit(attempt: Trial) -> None:
    ran = attempt("x = 1\ny = bytearray(1 << 40)\n")
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("MemoryError", 2)


def test_memory_little_by_little(attempt_briefly: Trial) -> None:
    ran = attempt_briefly("x = []\nwhile True:\n    x.append(bytearray(1 << 26))\n")
    if ran.outcome.complaints:  # where memory is slow, the time limit comes first
        assert ran.outcome.complaints == ["did not end within 1 seconds"]
        assert ran.complaint_line in (2, 3)
    else:
        assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("MemoryError", 3)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("while True:\n    print('x' * 1000)  # here\n", "printed more than 1,000,000 characters"),
        ("x = 1\nprint('x' * 2_000_000)  # here\n", "printed more than 1,000,000 characters"),
        (
            "while True:\n    try:\n        print('x' * 100_000)  # here\n    except BaseException:\n        break\n",
            "printed more than 1,000,000 characters",
        ),
        (
            "from sqlalchemy import create_engine, text\nwith create_engine('sqlite://').connect() as c:\n"
            "    raw = c.connection.cursor()\n    while True:\n        raw.execute('SELECT 1')  # here\n",
            "emitted more than 20,000 SQL statements",
        ),
    ],
)
def test_too_much(attempt: Trial, source: str, complaint: str) -> None:
    ran = attempt(source)
    assert ran.outcome.complaints == [complaint]
    assert ran.complaint_line == marked(source)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("import os\nos.write(1, b'\\xff\\x00')\n", "wrote to standard output past Python: \\xff\\x00"),
        ("import os\nos.write(2, b'oh')\n", "wrote to standard error past Python: oh"),
        ("import sys\nprint('oh', file=sys.stderr)\n", "wrote to standard error: oh"),
        ("import sys\nprint('oh', file=sys.__stdout__)\n", "wrote to standard output past Python: oh"),
    ],
)
def test_output_past_print(attempt: Trial, source: str, complaint: str) -> None:
    assert attempt(source).outcome.complaints == [complaint]


def test_huge_output_past_print(attempt: Trial) -> None:
    ran = attempt("import os\nblock = b'x' * (1 << 20)\nwhile True:\n    os.write(1, block)\n")
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("OSError", 4)
    assert ran.complaint.startswith("wrote to standard output past Python: xxx")
    assert len(ran.complaint) < 500


def test_deep_recursion(attempt: Trial) -> None:
    ran = attempt("def f(n):\n    m = n + 1\n    return f(m)\nf(0)\n")
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("RecursionError", 3)
    assert ran.ended_by.message.startswith("maximum recursion depth exceeded")
    assert ran.ended_by.chain == []
    assert ran.outcome.caught == []


def test_recursion_in_native_code(attempt: Trial) -> None:
    ran = attempt("""
        import sys
        sys.setrecursionlimit(10**8)
        x = []
        for _ in range(2 * 10**5):
            x = [x]
        repr(x)  # here
    """)
    if ran.outcome.complaints:
        assert ran.outcome.complaints == ["was killed by SIGSEGV"]
        assert ran.complaint_line == 6
    else:  # Python 3.12 and later count native frames too
        assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("RecursionError", 6)


# It replaces what watches it


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("vars(__import__('buil' + 'tins'))['print'] = lambda *a: None\n", "replaced print"),
        ("import sys, io\nvars(sys)['stdout'] = io.StringIO()\nprint('x')\n", "replaced sys.stdout"),
        ("import sys\nvars(sys)['stderr'] = None\n", "replaced sys.stderr"),
        ("import sys\nvars(sys)['excepthook'] = lambda *a: None\n", "replaced sys.excepthook"),
        ("import threading\nvars(threading)['excepthook'] = lambda *a: None\n", "replaced threading.excepthook"),
        ("import warnings\nvars(warnings)['showwarning'] = lambda *a: None\n", "replaced warnings.showwarning"),
        ("import warnings\nvars(warnings)['warn'] = lambda *a, **k: None\n", "replaced warnings.warn"),
        ("import warnings\nvars(warnings)['filters'] = []\n", "replaced warnings.filters"),
        ("import sqlalchemy\nvars(sqlalchemy)['__version__'] = '9.9'\n", "replaced sqlalchemy.__version__"),
        ("import sqlite3\nvars(sqlite3)['sqlite_version_info'] = (9, 9)\n", "replaced sqlite3.sqlite_version_info"),
        ("import sys\ntype(sys.stdout).write = lambda *a: 0\n", "replaced sys.stdout.write"),
        ("import sys\nvars(sys)['stdout'].write = lambda text: 0\n", "replaced sys.stdout.write"),
        ("vars(__import__('buil' + 'tins'))['sum'] = len\n", "replaced a part of what it shows: builtins.sum"),
        (
            "from sqlalchemy.orm import Session\ntype.__setattr__(Session, 'commit', None)\n",
            "replaces Session, which is not its own",
        ),
        (
            "from sqlalchemy import orm\nsetattr(vars(orm)['Session'], 'com' + 'mit', None)\n",
            "replaced a part of what it shows: Session.commit",
        ),
    ],
)
def test_replaces(attempt: Trial, source: str, complaint: str) -> None:
    assert complaint in attempt(source).outcome.complaints


@pytest.mark.parametrize(
    "source",
    [
        "import sys\nsys.stdout = None\n",
        "import json\njson.JSONEncoder.encode = None\n",
        "from sqlalchemy.orm import Session\nSession.commit = lambda self: None\n",
        "from sqlalchemy.orm import Session\nsetattr(Session, 'commit', None)\n",
        "from sqlalchemy.orm import Session\ndel Session.commit\n",
        "import sqlalchemy as sa\nsa.exc.IntegrityError._message = None\n",
        "import sys\nout = sys.stdout; out.write = lambda text: 0\n",
        "from sqlalchemy.orm import Query\nfor kind in [Query]: kind.all = len\n",
        "from sqlalchemy import orm\none = orm.Query; two = one; two.all = len\n",
        "from unittest.mock import patch\npatch('sqlalchemy.orm.Session.commit').start()\n",
        "from unittest import mock; from sqlalchemy.orm import Session\nmock.patch.object(Session, 'commit').start()\n",
        "import pytest, warnings\npytest.MonkeyPatch().setattr(warnings, 'warn', len)\n",
        "import pytest\npytest.MonkeyPatch().setattr('warnings.warn', len)\n",
    ],
)
def test_names_what_it_replaces(attempt: Trial, source: str) -> None:
    ran = attempt(source)
    assert re.fullmatch(r"replaces [\w.]+, which is not its own", ran.complaint)
    assert ran.complaint_line == 2


@pytest.mark.parametrize(
    "source",
    ["from loud import print\n", "def print(*words):\n    pass\n", "print = str\n", "for print in (): pass\n"],
)
def test_gives_print_another_meaning(attempt: Trial, source: str) -> None:
    ran = attempt(f"x = 1\n{source}", loud="def shout(text: str) -> None: ...\n")
    assert (ran.complaint, ran.complaint_line) == ("gives the name print to something else", 2)


def test_redirected_output_that_is_put_back_is_fine(attempt: Trial) -> None:
    ran = attempt(
        "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    print('x')\nprint('y')\n"
    )
    assert (ran.outcome.complaints, ran.printed) == ([], [(4, "y")])


@pytest.mark.parametrize(
    "hide",
    [
        "warnings.simplefilter('ignore')",
        "warnings.filterwarnings('ignore', category=UserWarning)",
        "warnings.catch_warnings(action='ignore').__enter__()",
        "warnings.simplefilter('ignore', append=True)",
    ],
)
def test_hides_warnings(attempt: Trial, hide: str) -> None:
    ran = attempt(f"import warnings\n{hide}\nwarnings.warn('x')\n")
    assert ran.complaint.startswith("hides warnings of ")
    assert ran.complaint_line == 2


def test_hides_warnings_for_a_while(attempt: Trial) -> None:
    ran = attempt("""
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.warn("x")
    """)
    assert ran.outcome.complaints == ["hides warnings of Warning"]
    assert ran.complaint_line == 3


@pytest.mark.parametrize(
    "source",
    [
        "import warnings\nwith warnings.catch_warnings(record=True) as w:\n    warnings.warn('x')\nprint(len(w))\n#> 1\n",
        "import warnings\nvars(warnings)['showwarning'] = lambda *a: None\nwarnings.warn('x')\n",
        "import warnings\nwarnings.resetwarnings()\nwarnings.warn('x')\n",
    ],
)
def test_collected_warnings_are_written_down(attempt: Trial, source: str) -> None:
    ran = attempt(source)
    assert [warning.message for warning in ran.outcome.warnings] == ["x"]


# It evades the recorder


ENGINE = "from sqlalchemy import create_engine, event, text\nfrom sqlalchemy.engine import Engine\nengine = create_engine('sqlite:///x.db')\n"


@pytest.mark.parametrize(
    "remove",
    [
        "engine.dispatch.before_cursor_execute = ()",
        "Engine.dispatch.before_cursor_execute.clear()",
        "Engine.dispatch._clear()",
        "c._has_events = False\nengine._has_events = False",
        "for f in list(engine.dispatch.before_cursor_execute):\n    event.remove(Engine, 'before_cursor_execute', f)",
        "type(c.dialect).dispatch._clear()\nc.dispatch = type(c.dispatch)(None)",
    ],
)
def test_removes_the_listeners(attempt: Trial, remove: str) -> None:
    ran = attempt(
        f"{ENGINE}c = engine.connect()\ntry:\n    {remove.replace(chr(10), chr(10) + '    ')}\nexcept Exception as e: pass\nc.execute(text('SELECT 1'))\nc.close()\n"
    )
    assert [each.sql for each in ran.outcome.emitted] == ["SELECT 1"]


@pytest.mark.parametrize(
    ("source", "count", "raw"),
    [
        ("engine.raw_connection().cursor().execute('SELECT 1')", 1, True),
        ("import sqlite3\nsqlite3.connect('x.db').execute('SELECT 1')", 1, True),
        ("import sqlite3\nsqlite3.Connection('x.db').executescript('SELECT 1')", 1, True),
        ("import sqlite3\nclass Own(sqlite3.Connection): pass\nsqlite3.connect('x.db', factory=Own).execute('SELECT 1')", 1, True),
        ("c = engine.raw_connection().cursor()\nlist(map(c.execute, ['SELECT 1', 'SELECT 2']))", 2, True),
        ("exec('engine.raw_connection().cursor().execute(\"SELECT 1\")')", 1, True),
        ("with create_engine('sqlite://').connect() as c:\n    c.exec_driver_sql('SELECT 1')", 1, False),
        ("import sqlite3\nwith create_engine('sqlite://', creator=lambda: sqlite3.connect('x.db')).connect() as c:\n"
         "    c.execute(text('SELECT 1'))", 1, False),
        ("from threading import Thread\nt = Thread(target=lambda: engine.connect().execute(text('SELECT 1')))\nt.start()\nt.join()", 1, False),
    ],
)  # fmt: skip
def test_sql_by_other_ways(attempt: Trial, source: str, count: int, raw: bool) -> None:
    ran = attempt(ENGINE + source + "\n")
    assert [each.raw for each in ran.outcome.emitted] == [raw] * count
    assert all(each.at is not None for each in ran.outcome.emitted)


def test_setting_a_connection_up_is_no_evasion(attempt: Trial) -> None:
    ran = attempt(
        ENGINE
        + """
@event.listens_for(engine, "connect")
def configure(connection, record):
    connection.cursor().execute("PRAGMA foreign_keys = ON")
with engine.connect() as c:
    c.execute(text("SELECT 1"))
"""
    )
    assert [each.sql for each in ran.outcome.emitted] == ["SELECT 1"]


@pytest.mark.parametrize(
    "source",
    [
        "__harness_probe__.reached(3)\n",
        "import builtins\ngetattr(builtins, '__harness_probe__').reached(3)\n",
        "import harness.recording.recorder\n",
        "from harness import record\n",
        "import sys\nsys._getframe().f_back\n",
        "from sys import _getframe\n",
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    e.__traceback__.tb_frame\n",
        "import gc\ngc.get_objects()\n",
        "import importlib\nimportlib.import_module('harn' + 'ess.record')\n",
    ],
)
def test_reaches_for_the_harness(attempt: Trial, source: str) -> None:
    ran = attempt(source)
    assert "what runs it" in ran.complaint or "imports the harness" in ran.complaint
    assert ran.complaint_line is not None


def test_finds_no_harness_among_the_modules(attempt: Trial) -> None:
    ran = attempt("import sys\nprint([name for name in sys.modules if name.startswith('harn')])\n")
    assert ran.printed == [(2, "[]")]


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\nexec(compile('\\n' * 5 + 'print(1)', __file__, 'exec'))\n",
        "x = 1\nexec(compile('print(1)', 'x', 'exec').replace(co_filename=__file__))\n",
    ],
)
def test_code_under_the_snippets_name(attempt: Trial, source: str) -> None:
    ran = attempt(source)
    assert "code under" in ran.complaint
    assert ran.complaint_line == 2


# It reaches out


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("import socket\nsocket.create_connection(('192.0.2.1', 80))\n", "reached for the network: 192.0.2.1"),
        ("import socket\nsocket.socket().connect(('192.0.2.1', 80))\n", "reached for the network: 192.0.2.1:80"),
        ("import socket\nsocket.getaddrinfo('example.org', 80)\n", "reached for the network: example.org"),
        (
            "import urllib.request\nurllib.request.urlopen('http://example.org')\n",
            "reached for the network: example.org",
        ),
        ("import socket\nsocket.socket().bind(('127.0.0.1', 0))\n", "opens a server port: 127.0.0.1:0"),
        ("import socket\nsocket.create_server(('', 0))\n", "opens a server port: :0"),
        (
            "import socket\nsocket.socket(socket.AF_UNIX).connect('/run/some.sock')\n",
            "reached for a socket of the system",
        ),
    ],
)
def test_network(attempt: Trial, source: str, complaint: str) -> None:
    ran = attempt(source)
    assert ran.complaint.startswith(complaint)
    assert ran.complaint_line == 2


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("from pathlib import Path\nPath(__file__).with_name('x').write_text('x')\n", "wrote to snippets/chapter/"),
        ("from pathlib import Path\nPath(__file__).with_name('x').mkdir()\n", "changes snippets/chapter/"),
        ("from pathlib import Path\nPath(__file__).unlink()\n", "changes snippets/chapter/"),
        ("import shutil\nshutil.rmtree(__file__.rpartition('/')[0])\n", "changes snippets/chapter/"),
        ("import os\nos.rename(__file__, 'x')\n", "changes snippets/chapter/"),
        ("import tempfile, os\nopen(os.path.join(os.getcwd(), '..', 'stray'), 'w')\n", "wrote to /"),
        ("import os\nos.chdir('/')\nopen('stray', 'w')  # here\n", "wrote to /stray"),
        ("import sqlite3\nsqlite3.connect('/stray.db')\n", "opens the database /stray.db"),
        ("import os\nos.open('/stray', os.O_CREAT | os.O_WRONLY)\n", "wrote to /stray"),
        ("import os\nopen(os.path.join(os.getcwd(), '..', 'snippet-other', 'x'))\n", "reads another snippet's data"),
    ],
)
def test_files_outside_its_directory(attempt: Trial, source: str, complaint: str) -> None:
    ran = attempt(source)
    assert ran.complaint.startswith(complaint)
    assert ran.complaint_line == (3 if "# here" in source else 2)
    assert ran.snippet.path.exists()


def test_environment_and_directory_die_with_the_process(attempt: Trial) -> None:
    attempt("import os\nos.environ['LEFT'] = 'behind'\nos.chdir('/')\n")
    ran = attempt("import os\nprint(os.environ.get('LEFT'), os.listdir())\n")
    assert ran.printed == [(2, "None []")]


def test_broken_mapper_does_not_reach_the_next(attempt: Trial) -> None:
    broken = """
        from sqlalchemy.orm import DeclarativeBase, Mapped, configure_mappers, mapped_column, relationship
        class Base(DeclarativeBase): pass
        class A(Base):
            __tablename__ = "a"
            id: Mapped[int] = mapped_column(primary_key=True)
            b: Mapped["Missing"] = relationship()
        configure_mappers()
    """
    assert attempt(broken).ended_by.name == "sqlalchemy.exc.InvalidRequestError"
    assert attempt("from sqlalchemy.orm import configure_mappers\nconfigure_mappers()\n").outcome.ended_by is None
