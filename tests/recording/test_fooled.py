"""What once passed though it should not have: each is refused, or seen for what it is."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from harness.checking.compare import compare
from harness.checking.proof import Proof, prove
from harness.project import Project
from harness.reading.snippet import parse
from harness.running.environments import DEFAULT, Target, named
from harness.running.run import execute
from tests.conftest import Ran, Run, write_snippet

TWICE = """
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import Session
    session = Session(create_engine("sqlite://"))
    session.execute(text("CREATE TABLE item (name TEXT UNIQUE)"))
    def save() -> None:
        session.execute(text("INSERT INTO item VALUES ('a'), ('a')"))
"""
UNIQUE = "(sqlite3.IntegrityError) UNIQUE constraint failed: item.name"


def refused(ran: Ran, complaint: str, line: int | None) -> None:
    assert ran.complaint.startswith(complaint)
    assert ran.complaint_line == line
    (problem, *_) = compare(ran.snippet, ran.outcome, "c").problems
    assert problem.line == (line or 1)
    assert problem.remedy


# It forges its own report


def test_replaces_how_a_report_is_written(run: Run) -> None:
    loud = """
        import json
        def encode(self, value):
            return "{}"
        vars(json)["JSONEncoder"].encode = encode
    """
    ran = run("import loud\nprint('one')\n", loud=loud)
    assert ran.printed == [(2, "one")]


@pytest.mark.parametrize(
    "look",
    [
        "import traceback; frames = list(getattr(traceback, 'walk_' + 'stack')(None))",
        "import traceback; frames = getattr(traceback, 'extract_' + 'stack')()",
        "import inspect; frames = inspect.stack()",
        "import inspect; frame = getattr(inspect, 'current' + 'frame')()",
        "import sys; frame = getattr(sys, '_get' + 'frame')()",
        "import gc; found = getattr(gc, 'get_' + 'objects')()",
        "import sys; frames = getattr(sys, '_current_' + 'frames')()",
    ],
)
def test_looks_at_the_frames(run: Run, look: str) -> None:
    refused(run(f"x = 1\n{look}\n"), "looks at the frames and objects of what runs it", 2)


def test_looks_at_the_frames_of_an_exception(run: Run) -> None:
    ran = run(
        "try:\n    x = 1 / 0\nexcept ZeroDivisionError as e:\n    y = getattr(e.__traceback__, 'tb_' + 'frame')\n"
    )
    refused(ran, "looks at the frames and objects of what runs it", 4)


# It emits SQL past the recorder


def test_connects_below_what_is_watched(run: Run) -> None:
    source = "import importlib\nlow = importlib.import_module('_sqlite3')\nlow.connect(':memory:')\n"
    refused(run(source), "connects to the database past what counts its SQL", 3)


def test_names_what_lies_below(run: Run) -> None:
    refused(run("x = 1\nimport _sqlite3\n"), "reaches into what runs it: _sqlite3", 2)


def test_executes_by_the_async_driver_itself(run: Run) -> None:
    ran = run("""
        import asyncio, aiosqlite
        async def main() -> None:
            async with aiosqlite.connect(":memory:") as connection:
                await connection.execute("SELECT 1")
        asyncio.run(main())
    """)
    (emitted,) = ran.outcome.emitted
    assert emitted.raw
    assert "executes SQL on a cursor of the driver" in compare(ran.snippet, ran.outcome, "c").problems[0].text


def test_executes_by_an_async_engine(run: Run) -> None:
    ran = run("""
        import asyncio
        from sqlalchemy import text
        from sqlalchemy.ext.asyncio import create_async_engine
        async def main() -> None:
            engine = create_async_engine("sqlite+aiosqlite://")
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
            await engine.dispose()
        asyncio.run(main())
    """)
    assert [(each.sql, each.raw) for each in ran.outcome.emitted] == [("SELECT 1", False)]


@pytest.mark.parametrize(
    "start", ["subprocess.run(['true'])", "os.system('true')", "subprocess.Popen('true', shell=True)"]
)
def test_starts_another_program(run: Run, start: str) -> None:
    refused(run(f"import os, subprocess\n{start}\n"), "starts another program, which nothing watches", 2)


@pytest.mark.parametrize(
    "register",
    ["import atexit\n    atexit.register(late)", "import weakref\n    weakref.finalize(connection, late)"],
)
def test_emits_sql_at_exit(run: Run, register: str) -> None:
    ran = run(f"""
    from sqlalchemy import create_engine, text
    connection = create_engine("sqlite://").connect()
    def late() -> None:
        connection.execute(text("SELECT 1"))
    {register}
    """)
    refused(ran, "emitted SQL after its last line: SELECT 1", None if ran.complaint_line is None else 4)


@pytest.mark.parametrize("sql", ["ATTACH '{0}' AS other", "VACUUM INTO '{0}'", 'attach database "{0}" as other'])
def test_opens_a_file_by_sql(run: Run, tmp_path: Path, sql: str) -> None:
    there = tmp_path / "there.db"
    ran = run(f"""
        from sqlalchemy import create_engine
        with create_engine("sqlite://").connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql({sql.format(there)!r})
    """)
    refused(ran, f"opens the database {there}", 3)
    assert not there.exists()


def test_opens_a_file_by_a_parameter(run: Run, tmp_path: Path) -> None:
    ran = run(f"""
        from sqlalchemy import create_engine, text
        with create_engine("sqlite://").connect() as connection:
            connection.execute(text("ATTACH :name AS other"), {{"name": {str(tmp_path / "a.db")!r}}})
    """)
    refused(ran, "opens the database ", 3)


def test_a_thread_below_threading(run: Run) -> None:
    refused(run("x = 1\nimport _thread\n"), "reaches into what runs it: _thread", 2)


# An error of the library that never passes through the snippet


def caught(ran: Ran) -> list[tuple[int | None, str]]:
    return [(ran.line(each), each.message.partition("\n")[0]) for each in ran.outcome.caught]


def test_a_helper_catches_it(run: Run) -> None:
    quiet = """
        from sqlalchemy.exc import IntegrityError
        def quietly(action) -> None:
            try:
                action()
            except IntegrityError:
                pass
    """
    helped = TWICE.replace(
        "def save() -> None:\n        session", "from quiet import quietly\n    quietly(lambda: session"
    )
    ran = run(helped.rstrip() + ")\n", quiet=quiet)
    assert caught(ran) == [(7, UNIQUE)]


@pytest.mark.parametrize(
    "action",
    [
        "from concurrent.futures import ThreadPoolExecutor\n    ThreadPoolExecutor().submit(session.execute, statement)",
        "import pytest\n    pytest.raises(IntegrityError, session.execute, statement)",
    ],
)
def test_a_tool_catches_it(run: Run, action: str) -> None:
    source = TWICE[: TWICE.index("def save")].replace('"sqlite://"', "'sqlite:///a.db'").rstrip()
    source += (
        "\n    session.commit()\n    statement = text(\"INSERT INTO item VALUES ('a'), ('a')\")\n    " + action + "\n"
    )
    ran = run(source)
    assert [message for _, message in caught(ran)] == [UNIQUE]


def test_a_task_keeps_it(run: Run) -> None:
    ran = run("""
        import asyncio
        from sqlalchemy import text
        from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
        async def main() -> None:
            session = AsyncSession(create_async_engine("sqlite+aiosqlite://"))
            await asyncio.gather(session.execute(text("SELECT * FROM absent")), return_exceptions=True)
            await session.close()
        asyncio.run(main())
    """)
    assert [message for _, message in caught(ran)] == ["(sqlite3.OperationalError) no such table: absent"]


def test_what_the_library_handles_itself_is_its_own_affair(run: Run) -> None:
    ran = run("""
        from sqlalchemy import create_engine, inspect
        from sqlalchemy.orm import DeclarativeBase
        print(inspect(create_engine("sqlite://")).has_table("item"))
        print(inspect(object(), raiseerr=False))
        class Base(DeclarativeBase): ...
    """)
    assert (caught(ran), ran.outcome.complaints) == ([], [])


def test_the_error_behind_another_is_told_with_it(run: Run) -> None:
    quiet = """
        from sqlalchemy.exc import IntegrityError
        class Taken(Exception): ...
        def strictly(action) -> None:
            try:
                action()
            except IntegrityError as error:
                raise Taken("taken") from error
    """
    ran = run(TWICE + "    from quiet import strictly\n    strictly(save)\n", quiet=quiet)
    assert caught(ran) == [(7, UNIQUE)]  # it passed through save(), on its way
    assert ran.ended_by.message == "taken"


# A fault made by hand


@pytest.mark.parametrize(
    "source",
    [
        """
        from unittest.mock import Mock
        from sqlalchemy import create_engine
        from sqlalchemy.exc import OperationalError
        error = OperationalError("SELECT 1", {}, Exception("database is locked"))
        create_engine("sqlite://", creator=Mock(side_effect=error)).connect()
        """,
        """
        from unittest.mock import Mock
        from sqlalchemy.exc import NoResultFound
        Mock(side_effect=NoResultFound)()
        """,
    ],
)
def test_the_project_makes_the_librarys_error(run: Run, source: str) -> None:
    assert run(source).ended_by.by_hand


def test_code_under_a_librarys_name(run: Run) -> None:
    ran = run("""
        import sqlalchemy
        exec(compile("x = 1", sqlalchemy.__file__, "exec"))
    """)
    refused(ran, "compiles code under the name of a file", 2)


def test_warns_by_the_librarys_own_means(run: Run) -> None:
    refused(
        run("x = 1\nfrom sqlalchemy import util\nutil.warn('a')\n"), "reaches into what runs it: sqlalchemy.util", 2
    )


# Output that the code above does not make


@pytest.mark.parametrize(
    "read",
    [
        "from pathlib import Path; print(Path(__file__).read_text()[:3])",
        "import sys; print(open(sys.argv[0]).read()[:3])",
        "import inspect; print(inspect.getsource(f)[:3])",
        "import linecache; print(linecache.getline(__file__, 1))",
    ],
)
def test_reads_its_own_source(run: Run, read: str) -> None:
    ran = run(f"def f() -> None: ...\n{read}\n")
    refused(ran, "reads the source of a snippet: snippets/chapter/", 2)


def test_reads_another_snippet(run: Run) -> None:
    other = run("x = 1\n").snippet.path
    refused(run(f"x = 1\nprint(open({str(other)!r}).read())\n"), "reads the source of a snippet: ", 2)


def test_runs_its_counterpart(run: Run) -> None:
    refused(run("x = 1\nimport do\n", do="y = 1\n"), "reads the source of a snippet: ", 2)


def test_a_module_beside_it_replaces_something(run: Run) -> None:
    loud = "import sys\n\nsys.stdout.write = print\n"
    ran = run("import loud\n", loud=loud)
    assert ran.complaint == (
        f"replaces sys.stdout.write, which is not its own, in {ran.snippet.path.parent.relative_to(ran.snippet.path.parents[3])}/loud.py:3"
    )


def test_a_block_of_a_page_has_nothing_beside_it(project: Project) -> None:
    """Its folder holds the whole project, whose modules may read and look at what a snippet may not."""
    (project.snippets / "shared.py").write_text("import sys\n\nframe = sys._getframe()\n")
    block = parse(project.root / "README.md", "import shared\nprint(1)\n#> 1\n", 3)
    assert compare(block, execute(block, project), "c").problems == []


@pytest.mark.parametrize(
    "give",
    [
        "globals()['print'] = str",
        "exec('def print(*words): ...')",
        "import __main__; vars(__main__)['print'] = str",
    ],
)
def test_gives_print_another_meaning_by_its_namespace(run: Run, give: str) -> None:
    refused(run(f"x = 1\n{give}\n"), "replaced print", None)


# What asyncio, processes and the system would let it leave behind


def test_a_task_that_asyncio_run_cancels(run: Run) -> None:
    ran = run("""
        import asyncio
        async def work() -> None:
            await asyncio.sleep(60)
        async def main() -> None:
            task = asyncio.create_task(work(), name="work")
            await asyncio.sleep(0)
        asyncio.run(main())
    """)
    refused(ran, "left an asyncio task pending: work", None)


def test_tasks_of_a_main_coroutine_that_fails_are_its_own_affair(run: Run) -> None:
    ran = run("""
        import asyncio
        async def main() -> None:
            task = asyncio.create_task(asyncio.sleep(60))
            await asyncio.sleep(0)
            int("a")
        asyncio.run(main())
    """)
    assert (ran.outcome.complaints, ran.ended_by.name) == ([], "ValueError")


def test_tasks_that_end_are_fine(run: Run) -> None:
    ran = run("""
        import asyncio
        async def main() -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(0))
            print(await asyncio.create_task(asyncio.sleep(0, "done")))
        asyncio.run(main())
    """)
    assert (ran.outcome.complaints, ran.printed) == ([], [(5, "done")])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (
            "import multiprocessing\nmultiprocessing.get_context('spawn').Process(target=print).start()\n",
            "starts another program, which nothing watches: multiprocessing.popen_spawn_posix",
        ),
        (
            "import multiprocessing\nmultiprocessing.get_context('forkserver').Process(target=print).start()\n",
            "starts another program, which nothing watches: multiprocessing.",
        ),
        (
            "from multiprocessing.shared_memory import SharedMemory\nSharedMemory('left', create=True, size=8)\n",
            "starts another program, which nothing watches: multiprocessing.resource_tracker",
        ),
        ("import os\nos.open('/tmp', os.O_RDONLY)\n", "opens the directory /tmp"),
        ("import os\nos.mkfifo('/left')\n", "changes /left"),
        ("import os, stat\nos.mknod('/left', stat.S_IFREG)\n", "changes /left"),
        (
            "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n",
            "raises its limits on memory and files",
        ),
    ],
)
def test_leaves_things_behind_by_ways_that_few_know(run: Run, source: str, complaint: str) -> None:
    ran = run(source)
    assert ran.complaint.startswith(complaint)
    assert ran.complaint_line in ((1, 2) if "SharedMemory" in source else (2,))


def test_its_own_files_of_every_kind_are_fine(run: Run) -> None:
    ran = run("import os\nos.mkfifo('pipe')\nos.close(os.open('.', os.O_RDONLY))\nprint(os.listdir())\n")
    assert (ran.outcome.complaints, ran.printed) == ([], [(4, "['pipe']")])


# It reaches for what runs it


@pytest.mark.parametrize(
    ("look", "complaint"),
    [
        ("import gc; found = getattr(gc, 'get_' + 'referents')(1)", "looks at the frames and objects of what runs it"),
        ("import sys; getattr(sys, 'set' + 'trace')(None)", "looks at the frames and objects of what runs it"),
        ("import sys; getattr(sys, 'set' + 'profile')(print)", "looks at the frames and objects of what runs it"),
        ("import sys; getattr(sys, '_current_' + 'exceptions')()", "looks at the frames and objects of what runs it"),
        ("import threading; threading.settrace(print)", "reaches into what runs it: settrace"),
        ("import sys; sys.stdout._write.__self__.writes.clear()", "reaches into what runs it: __self__"),
        ("print(print.__self__)", "reaches into what runs it: __self__"),
        ("import warnings; warnings.warn_explicit.__globals__", "reaches into what runs it: __globals__"),
        ("import builtins; list(vars(builtins))", "reaches into what runs it: builtins"),
        ("print(list(__builtins__))", "reaches into what runs it: __builtins__"),
    ],
)
def test_looks_for_the_recorder(run: Run, look: str, complaint: str) -> None:
    refused(run(f"x = 1\n{look}\n"), complaint, 2)


def test_gives_a_librarys_function_other_code(run: Run) -> None:
    ran = run("""
        from sqlalchemy.orm import Session
        def fake(self: Session) -> None: ...
        vars(Session)["commit"].__code__ = vars()["fake"].__code__
    """)
    refused(ran, "replaces a part of Session.commit(), which is not its own", 3)


@pytest.mark.parametrize(
    "hide",
    [
        "warnings.filters[:] = [('ignore', None, Warning, None, 0)]",
        "warnings.filters[0] = ('ignore', None, Warning, None, 0)",
        "warnings.filters.extend([('ignore', None, Warning, None, 0)])",
        "filters = warnings.filters\nfilters += [('ignore', None, Warning, None, 0)]",
    ],
)
def test_hides_warnings_in_the_list_itself(run: Run, hide: str) -> None:
    ran = run(f"import warnings\n{hide}\n")
    refused(ran, "hides warnings of Warning", 2 + hide.count("\n"))


@pytest.mark.parametrize("change", ["backup(sqlite3.connect('b.db'))", "deserialize(b'')"])
def test_changes_a_database_without_sql(run: Run, change: str) -> None:
    ran = run(f"import sqlite3\na = sqlite3.connect('a.db')\na.{change}\n")
    assert [(ran.line(each), each.raw) for each in ran.outcome.emitted] == [(3, True)]


@pytest.mark.parametrize(
    "creator",
    [
        "Mock(side_effect=sqlite3.OperationalError('database is locked'))",
        "fail",
    ],
)
def test_the_project_makes_the_drivers_error(run: Run, creator: str) -> None:
    ran = run(f"""
        import sqlite3
        from unittest.mock import Mock
        from sqlalchemy import create_engine
        def fail() -> None:
            raise sqlite3.OperationalError("database is locked")
        create_engine("sqlite://", creator={creator}).connect()
    """)
    assert (ran.ended_by.name, ran.ended_by.by_hand) == ("sqlalchemy.exc.OperationalError", True)


BORROWED = """
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
    class Base(DeclarativeBase): ...
    class Tool(Base):
        __tablename__ = "tool"
        id: Mapped[int] = mapped_column(primary_key=True)
    try:
        Tool(nothing=1)
    except TypeError as error:
        raise {raised}
"""


@pytest.mark.parametrize(
    ("raised", "name", "by_hand"),
    [
        ("KeyError('a').with_traceback(error.__traceback__)", "KeyError", True),
        ("KeyError('a').with_traceback(error.__traceback__) from None", "KeyError", True),
        ("error", "TypeError", False),
        ("", "TypeError", False),
        ("error.with_traceback(error.__traceback__)", "TypeError", False),
    ],
)
def test_gives_its_own_error_the_traceback_of_the_librarys(run: Run, raised: str, name: str, by_hand: bool) -> None:
    for source in (
        BORROWED,
        BORROWED.replace("    try:", "    def work() -> None:\n     try:")
        .replace("        Tool(n", "         Tool(n")
        .replace("    except", "     except")
        .replace("        raise", "         raise")
        .rstrip()
        + "\n    work()\n",
    ):
        ran = run(source.format(raised=raised))
        assert (ran.ended_by.name, ran.ended_by.by_hand) == (name, by_hand)


def test_the_drivers_own_error_is_not_made_by_hand(run: Run) -> None:
    ran = run("from sqlalchemy import create_engine\ncreate_engine('sqlite:///none/a.db').connect()\n")
    assert (ran.ended_by.name, ran.ended_by.by_hand) == ("sqlalchemy.exc.OperationalError", False)


# On PostgreSQL


ON_POSTGRESQL = named("postgresql")
CONNECTED = """
    import asyncio, os, asyncpg, psycopg
    from sqlalchemy import create_engine, make_url, text
    from sqlalchemy.ext.asyncio import create_async_engine
    url = make_url(os.environ["GUIDE_DATABASE_URL"])
    engine = create_engine(url)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    async def by_asyncpg(work) -> None:
        own = create_async_engine(url.set(drivername="postgresql+asyncpg"))
        async with own.connect() as connection:
            await work(connection)
        await own.dispose()
"""
LINE = CONNECTED.count("\n")


def on_postgresql(project: Project, source: str) -> Ran:
    snippet = write_snippet(project, textwrap.dedent(CONNECTED) + textwrap.dedent(source))
    return Ran(snippet, execute(snippet, project, ON_POSTGRESQL))


PAST = {
    "a cursor of the pool": "engine.raw_connection().cursor().execute('SELECT 1')",
    "the driver's connection": "engine.raw_connection().driver_connection.execute('SELECT 1')",
    "a cursor of the server": "engine.raw_connection().driver_connection.cursor('a').execute('SELECT 1')",
    "many at once": "engine.raw_connection().cursor().executemany('SELECT %s', [(1,)])",
    "a stream": "list(engine.raw_connection().cursor().stream('SELECT 1'))",
    "a copy": "engine.raw_connection().cursor().copy('COPY (SELECT 1) TO STDOUT').__enter__()",
    "psycopg by itself": "psycopg.connect(plain).execute('SELECT 1')",
    "bytes": "psycopg.connect(plain).execute(b'SELECT 1')",
    "asyncpg by itself": """
async def main() -> None: await (await asyncpg.connect(plain)).fetchval('SELECT 1')
asyncio.run(main())""",
    "asyncpg below an async engine": """
async def work(c) -> None: await (await c.get_raw_connection()).driver_connection.fetch('SELECT 1')
asyncio.run(by_asyncpg(work))""",
    "a cursor of an async engine": """
async def work(c) -> None: await c.run_sync(lambda own: own.connection.cursor().execute('SELECT 1'))
asyncio.run(by_asyncpg(work))""",
}


@pytest.mark.parametrize("source", PAST.values(), ids=PAST)
def test_sql_past_sqlalchemy_on_postgresql(shared_project: Project, source: str) -> None:
    ran = on_postgresql(shared_project, source + "\n")
    assert [(ran.line(each), each.raw) for each in ran.outcome.emitted] == [
        (LINE + source[: source.index("SELECT")].count("\n"), True)
    ]
    problem = compare(ran.snippet, ran.outcome, "c").problems[0]
    assert problem.text.startswith("executes SQL on a cursor of the driver, where it is not counted: ")
    assert problem.remedy == "execute it through SQLAlchemy, with text()"


THROUGH = {
    "an engine": "with engine.connect() as c:\n    c.execute(text('SELECT 1'))\n    c.execute(text('SELECT 1'))",
    "an async engine": """
async def work(c) -> None:
    for _ in range(2): await c.execute(text('SELECT 1'))
asyncio.run(by_asyncpg(work))""",
    "psycopg's async engine": """
async def main() -> None:
    own = create_async_engine(url)
    async with own.connect() as c:
        for _ in range(2): await c.execute(text('SELECT 1'))
    await own.dispose()
asyncio.run(main())""",
    "a stream of rows": """
with engine.connect() as c:
    for _ in range(2): list(c.execution_options(yield_per=1).execute(text('SELECT 1')))""",
    "SQL that a listener changes": """
from sqlalchemy import event
@event.listens_for(engine, 'before_cursor_execute', retval=True)
def note(c, cursor, sql, parameters, context, many): return sql + ' -- noted', parameters
with engine.connect() as c:
    for _ in range(2): c.execute(text('SELECT 1'))""",
    "an engine whose connections are set up": """
from sqlalchemy import event
@event.listens_for(engine, 'connect')
def configure(c, record): c.cursor().execute("SET lock_timeout = '1s'")
with engine.connect() as c:
    for _ in range(2): c.execute(text('SELECT 1'))""",
}


@pytest.mark.parametrize("source", THROUGH.values(), ids=THROUGH)
def test_sql_through_sqlalchemy_on_postgresql(shared_project: Project, source: str) -> None:
    ran = on_postgresql(shared_project, source + "\n")
    assert ran.outcome.ended_by is None
    assert ([(each.sql, each.raw) for each in ran.outcome.emitted], ran.outcome.complaints) == (
        [("SELECT 1", False)] * 2,
        [],
    )


def test_removes_the_listeners_on_postgresql(shared_project: Project) -> None:
    ran = on_postgresql(
        shared_project,
        "with engine.connect() as c:\n    c._has_events = engine._has_events = False\n    c.execute(text('SELECT 1'))\n",
    )
    assert [each.sql for each in ran.outcome.emitted] == ["SELECT 1"]
    refused(ran, "emitted SQL past the listeners of its engine: they were removed", LINE + 2)


REFUSED_BY_THE_SERVER = {
    "the server writes a file": ("COPY (SELECT 1) TO '/tmp/left'", "InsufficientPrivilege"),
    "the server starts a program": ("COPY (SELECT 1) TO PROGRAM 'true'", "InsufficientPrivilege"),
    "the server reads a file": ("SELECT pg_read_file('/etc/hostname')", "InsufficientPrivilege"),
    "a role is left": ("CREATE ROLE left_behind", "InsufficientPrivilege"),
    "a database is left": ("CREATE DATABASE left_behind", "InsufficientPrivilege"),
    "another's session is ended": (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'", "InsufficientPrivilege"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "error"), REFUSED_BY_THE_SERVER.values(), ids=REFUSED_BY_THE_SERVER)
def test_what_the_server_refuses(shared_project: Project, sql: str, error: str) -> None:
    ran = on_postgresql(
        shared_project,
        f"with engine.connect().execution_options(isolation_level='AUTOCOMMIT') as c: c.execute(text({sql!r}))\n",
    )
    assert ran.ended_by.message.startswith(f"(psycopg.errors.{error}) ")
    assert ran.line(ran.ended_by) == LINE


@pytest.mark.parametrize(
    "change", ["database='postgres'", "username='postgres'", "username='guide_1_1', database='guide_1_1'"]
)
def test_anothers_database(shared_project: Project, change: str) -> None:
    ran = on_postgresql(shared_project, f"create_engine(url.set({change})).connect()\n")
    assert "failed: FATAL: " in ran.ended_by.message
    assert ran.line(ran.ended_by) == LINE


@pytest.mark.parametrize("target", [DEFAULT, ON_POSTGRESQL], ids=str)
def test_a_driver_written_in_c_reaches_for_the_network(shared_project: Project, target: Target) -> None:
    source = "import psycopg\npsycopg.connect('host=192.0.2.1 dbname=a')\n"
    snippet = write_snippet(shared_project, source)
    refused(Ran(snippet, execute(snippet, shared_project, target)), "reached for the network: 192.0.2.1", 2)


# It gives a known name, or a known method, another meaning

KNOWN = {
    "a function of Python's": ("def len(values): return 3", "gives the name len to something else"),
    "a function of Python's, by an assignment": ("sorted = list", "gives the name sorted to something else"),
    "a function of Python's, in a branch": ("if True:\n    sum = max", "gives the name sum to something else"),
    "a function of SQLAlchemy's": (
        "from shapes import select", "gives the name select, which is SQLAlchemy's, to something of shapes"
    ),
    "a function of SQLAlchemy's, by another name": (
        "from shapes import other as select", "gives the name select, which is SQLAlchemy's, to something of shapes"
    ),
    "a class of the library's": (
        "from sqlalchemy.orm import Session as Base\nclass Session(Base): ...",
        "gives the name Session to something else than the library's",
    ),
    "a class of the library's, by its module": (
        "import sqlalchemy.orm as orm\nclass Session(orm.Session): ...",
        "gives the name Session to something else than the library's",
    ),
    "a session's method": ("session.commit = session.flush", "replaces session.commit, which is not its own"),
    "a method of a dialect": (
        "engine.dialect.do_execute = print", "replaces engine.dialect.do_execute, which is not its own"
    ),
    "a session's method, in its namespace": (
        "vars(session)['commit'] = session.flush", "replaces commit, which is not its own"
    ),
    "a session's method, by setattr": (
        "setattr(session, 'commit', session.flush)", "replaces commit, which is not its own"
    ),
    "how a construct compiles": (
        "from sqlalchemy.ext.compiler import compiles\nfrom sqlalchemy import Select\n"
        "@compiles(Select, 'sqlite')\ndef none(element, compiler, **options): return 'SELECT 1'",
        "replaces how Select becomes SQL, which is not its own",
    ),
    "the defaults of a method": (
        "from sqlalchemy.orm import Session\nSession.__init__.__kwdefaults__['autoflush'] = False",
        "reaches into what runs it: __kwdefaults__",
    ),
    "an error of the library's tests": (
        "from sqlalchemy.testing.assertions import fail", "reaches into what runs it: sqlalchemy.testing.assertions"
    ),
    "a module of the library's, by its path": (
        "import sqlalchemy\nsqlalchemy.testing.fail", "reaches into what runs it: sqlalchemy.testing.fail"
    ),
    "what asyncio does with errors": (
        "loop.set_exception_handler(lambda *_: None)", "hides errors: set_exception_handler"
    ),
    "what the database permits": (
        "connection.set_authorizer(lambda *_: 1)", "has the database refuse its own statements: set_authorizer"
    ),
    "how long the database may take": (
        "connection.set_progress_handler(lambda: 1, 1)",
        "has the database refuse its own statements: set_progress_handler",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "complaint"), KNOWN.values(), ids=KNOWN)
def test_another_meaning(run: Run, source: str, complaint: str) -> None:
    ran = run(f"import os\n{source}\n", shapes="from sqlalchemy import select\nother = select\n")
    assert complaint in ran.outcome.complaints
    (problem, *_) = [p for p in compare(ran.snippet, ran.outcome, "c").problems if p.text == f"the snippet {complaint}"]
    assert 2 <= problem.line <= 4
    assert problem.remedy


def test_names_within_are_its_own(run: Run) -> None:
    ran = run("""
        from sqlalchemy import Select
        from sqlalchemy.ext.compiler import compiles
        from sqlalchemy.exc import TimeoutError
        from sqlalchemy.sql.expression import Executable, ClauseElement
        from shapes import Session as Saved, engine
        class Row:
            id: int = 1
            def __init__(self, type: str) -> None:
                self.execute = type
            def close(self) -> None: ...
        class Explain(Executable, ClauseElement):
            inherit_cache = False
        @compiles(Explain)
        def explain(element, compiler, **options): return "EXPLAIN"
        def update(id: int, filter: str) -> str:
            format = filter
            return format
        print(update(1, [min for min in "a"][0]), Row("b").execute)
    """, shapes="class Session: ...\nengine = 1\n")  # fmt: skip
    assert ran.outcome.complaints == []
    assert [text for _, text in ran.printed] == ["a b"]


@pytest.mark.parametrize("way", ["signal.signal", "getattr(signal, 'sig' + 'nal')"])
def test_handles_a_signal(run: Run, way: str) -> None:
    source = f"import signal\nseen = []\n{way}(signal.SIGUSR1, lambda number, frame: seen.append(frame))\n"
    refused(run(source), "handles a signal, and so sees what runs it", 3)


def test_asyncio_handles_its_signals(run: Run) -> None:
    ran = run("""
        import asyncio, signal
        async def main() -> int:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)
            return 1
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        print(asyncio.run(main()))
    """)
    assert (ran.outcome.complaints, ran.printed) == ([], [(6, "1")])


# It has the database raise what it wants to show

DEFINED = """
    import sqlite3
    from sqlalchemy import create_engine, event, text
    engine = create_engine("sqlite://")
    @event.listens_for(engine, "connect")
    def define(connection, _record):
        {}
    with engine.connect() as connection:
        {}
        connection.execute(text({!r}))
"""
TOLD_TO_FAIL = {
    "a function of its own": (
        "connection.create_function('half', 1, lambda value: value // 0)", "", "SELECT half(4)", True
    ),
    "a function of SQLite's name": (
        "connection.create_function('lower', 1, lambda value: value.low)", "", "SELECT lower('A')", True
    ),
    "an aggregate": ("connection.create_aggregate('all_of', 1, list)", "", "SELECT all_of(4)", True),
    "a trigger": (
        "pass",
        "connection.execute(text('CREATE TABLE item (name)')); connection.execute(text(\"CREATE TRIGGER t BEFORE INSERT "
        "ON item BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: item.name'); END\"))",
        "INSERT INTO item VALUES (1)",
        True,
    ),
    "a trigger beside what fails by itself": (
        "pass",
        "connection.execute(text('CREATE TABLE item (name UNIQUE)')); connection.execute(text(\"CREATE TRIGGER t BEFORE "
        "INSERT ON item WHEN new.name > 9 BEGIN SELECT RAISE(ABORT, 'too much'); END\"))",
        "INSERT INTO item VALUES (1), (1)",
        False,
    ),
    "the library's own function": ("pass", "", "SELECT 'a' REGEXP '('", False),
}  # fmt: skip


@pytest.mark.parametrize(("define", "before", "sql", "by_hand"), TOLD_TO_FAIL.values(), ids=TOLD_TO_FAIL)
def test_has_the_database_raise(run: Run, define: str, before: str, sql: str, by_hand: bool) -> None:
    ended_by = run(DEFINED.format(define, before, sql)).ended_by
    assert ended_by.name.startswith("sqlalchemy.exc.")
    assert ended_by.by_hand == by_hand


@pytest.mark.parametrize(
    ("check", "by_hand"),
    [("raise ValueError('no')", True), ("assert not name", True), ("return name", False), ("return int(name)", False)],
)
def test_has_pydantic_raise(run: Run, check: str, by_hand: bool) -> None:
    ended_by = run(f"""
        from pydantic import BaseModel, field_validator
        class Item(BaseModel):
            name: str
            @field_validator("name", mode="before")
            @classmethod
            def check(cls, name: object) -> object:
                {check}
        Item(name={"3" if check == "return name" else "'a'"})
    """).ended_by  # fmt: skip
    assert (ended_by.name, ended_by.by_hand) == ("pydantic_core._pydantic_core.ValidationError", by_hand)


# Another library's error comes to nothing where the snippet does not see it

ITEM = "from pydantic import BaseModel, ValidationError\nclass Item(BaseModel):\n    name: str\n"
HELPERS = {
    "a handler": "def read(value):\n    try:\n        return Item.model_validate(value)\n    except ValueError:\n        return None\n",
    "a handler of groups": (
        "def read(value):\n    try:\n        raise ExceptionGroup('a', [failure(value)])\n"
        "    except* ValidationError:\n        pass\n"
        "def failure(value):\n    from concurrent.futures import Future\n"
        "    future = Future()\n    try:\n        Item.model_validate(value)\n    except ValidationError as error:\n"
        "        return error\n"
    ),
    "a context manager": (
        "from contextlib import suppress\ndef read(value):\n    with suppress(ValidationError):\n"
        "        return Item.model_validate(value)\n"
    ),
    "a test's tool": (
        "import pytest\ndef read(value):\n    with pytest.raises(ValidationError):\n        Item.model_validate(value)\n"
    ),
    "a future": (
        "from concurrent.futures import ThreadPoolExecutor\ndef read(value):\n    with ThreadPoolExecutor() as pool:\n"
        "        pool.submit(Item.model_validate, value)\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("helper", HELPERS.values(), ids=HELPERS)
def test_a_helper_keeps_another_librarys_error(run: Run, helper: str) -> None:
    ran = run("from reading import read\nx = 1\nread({})\n", reading=ITEM + helper)
    assert ran.caught == [(3, "pydantic_core._pydantic_core.ValidationError")]
    assert not ran.outcome.caught[0].by_hand
    (problem, *_) = compare(ran.snippet, ran.outcome, "c").problems
    assert (problem.line, problem.text.partition("\n")[0]) == (3, "raised and caught, and no #! says so")


TOLD = {
    "it is raised again": "        raise\n",
    "it leads to another": "        raise LookupError('no item') from error\n",
    "another comes while it is handled": "        raise LookupError('no item')\n",
}


@pytest.mark.parametrize("then", TOLD.values(), ids=TOLD)
def test_a_helper_passes_it_on(run: Run, then: str) -> None:
    helper = f"def read(value):\n    try:\n        Item.model_validate(value)\n    except ValueError as error:\n{then}"
    ran = run("from reading import read\nread({})\n", reading=ITEM + helper)
    assert ran.caught == []
    assert ran.line(ran.ended_by) == 2


@pytest.mark.parametrize(
    "body", ["{}['a']", "raise Own", "raise TimeoutError", "import json; json.loads('{')", "raise StopIteration"]
)
def test_a_helpers_own_errors_are_its_own_affair(run: Run, body: str) -> None:
    helper = (
        f"class Own(Exception): ...\ndef read():\n    try:\n        {body}\n    except Exception:\n        return 1\n"
    )
    ran = run("from reading import read\nprint(read())\n", reading=helper)
    assert (ran.caught, ran.printed, ran.outcome.complaints) == ([], [(2, "1")], [])


def test_a_future_that_is_asked(run: Run) -> None:
    ran = run(f"""
        from concurrent.futures import ThreadPoolExecutor
        {ITEM.replace(chr(10), chr(10) + " " * 8)}
        with ThreadPoolExecutor() as pool:
            future = pool.submit(Item.model_validate, {{}})
        future.result()
    """)
    assert ran.caught == []
    assert ran.ended_by.name == "pydantic_core._pydantic_core.ValidationError"


# A DO that has the fault still, or writes its answer out

PROJECTS = """
from sqlalchemy import create_engine, func, literal, select, text
from sqlalchemy.orm import Session
from models import Agent, Base, Project
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
for number in range(3):
    session.add(Project(name=f"project-{number}", agents=[Agent(role="worker")]))
session.commit()
"""
MODELS = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
class Base(DeclarativeBase): ...
class Project(Base):
    __tablename__ = "project"
    name: Mapped[str] = mapped_column(primary_key=True)
    agents: Mapped[list["Agent"]] = relationship(back_populates="project")
class Agent(Base):
    __tablename__ = "agent"
    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    project_name: Mapped[str] = mapped_column(ForeignKey("project.name"))
    project: Mapped[Project] = relationship(back_populates="agents")
"""
BY_ONE = """
roles = set()
for project in session.scalars(select(Project)):
    roles |= {agent.role for agent in project.agents}
#: 4 statements
print(roles)
#> {'worker'}
"""
LESS_OFTEN = {
    "it leaves the loop": BY_ONE.replace("agents}", "agents}\n    break"),
    "it passes over some": BY_ONE.replace("    roles |=", "    if project.name.endswith('1'): roles |="),
    "it takes a slice": BY_ONE.replace("(select(Project))", "(select(Project)).all()[:1]"),
    "it takes the first": BY_ONE.replace("(select(Project))", "(select(Project)).fetchmany(1)"),
}
WRONG_NUMBER = "print(session.scalar(select(func.count()).where(Agent.role is None)))\n#!> 0\n"


def held_against(project: Project, dont: str, do: str) -> Proof:
    """The proof of a pair that runs."""
    folder = write_snippet(project, "x = 1\n", models=MODELS).path.parent
    sides: list[Any] = []
    for name, source in (("dont", dont), ("do", do)):
        snippet = parse(folder / f"{name}.py", (PROJECTS + source).lstrip("\n"))
        outcome = execute(snippet, project)
        assert not outcome.complaints
        sides += [snippet, outcome]
    return prove(*sides)


@pytest.mark.parametrize("do", LESS_OFTEN.values(), ids=LESS_OFTEN)
def test_has_the_fault_for_fewer_rows(shared_project: Project, do: str) -> None:
    proof = held_against(shared_project, BY_ONE, do.replace("4 statements", "2 statements"))
    assert proof.ways == []
    (problem,) = proof.problems
    assert (problem.path.name, problem.line, problem.remedy) == ("do.py", 13, "let both work on the same rows")
    assert problem.text.startswith(
        "do.py asks for less than dont.py: it emits the statement of dont.py:13 for 1 of its 3 sets of parameters\n    SELECT agent."
    )


def test_asks_once_what_was_asked_again_and_again(shared_project: Project) -> None:
    again = "for _ in range(3):\n    agents = session.scalars(select(Agent).where(Agent.role == 'worker')).all()\n#: 3 statements\nprint(len(agents))\n#> 3\n"
    once = "agents = session.scalars(select(Agent).where(Agent.role == 'worker')).all()\n#: 1 statement\nprint(len(agents))\n#> 3\n"
    assert held_against(shared_project, again, once).ways == ["statements"]


@pytest.mark.parametrize(
    "do",
    [
        "print(session.scalar(select(func.count(Agent.id))))\n#> 3\n",
        "number = session.scalar(select(func.count(Agent.id)))\nprint(f'all {number}')\n#> all 3\n",
        "refused = 3\nprint(len(session.scalars(select(Agent)).all()))\n#> 3\n",
        "print(session.scalar(select(Agent.role).where(Agent.role == 'worker').limit(1)))\n#> worker\n",
        "agent = Agent(role='idle')\nsession.add(agent)\nprint(agent.role if agent in session else 0)\n#> idle\n",
    ],
)
def test_answers_by_its_run(shared_project: Project, do: str) -> None:
    assert held_against(shared_project, WRONG_NUMBER, do).ways == ["wrong result"]
