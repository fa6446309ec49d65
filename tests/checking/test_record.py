"""What an outcome holds: each test is a short snippet and what its run wrote down."""

from __future__ import annotations

import platform
import sqlite3
import subprocess
import sys

import pytest
import sqlalchemy

from harness.recording import recorder
from tests.conftest import Run

ENGINE = """
from sqlalchemy import create_engine, text
engine = create_engine("sqlite://")
"""


def with_engine(source: str) -> str:
    """`source` below the lines that make an engine: it starts at line 3."""
    return ENGINE.strip("\n") + "\n" + source.strip("\n") + "\n"


# The exception that ends a snippet


def test_exception_class_message_and_line(run: Run) -> None:
    ran = run("x = 1\nint('a')\n")
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("ValueError", 2)
    assert ran.ended_by.message == "invalid literal for int() with base 10: 'a'"
    assert not ran.ended_by.by_hand
    assert not ran.ended_by.caught
    assert ran.outcome.caught == []


def test_exception_of_a_library_has_its_module(run: Run) -> None:
    ran = run(with_engine("with engine.connect() as c:\n    c.execute(text('nonsense'))"))
    assert ran.ended_by.name == "sqlalchemy.exc.OperationalError"
    assert ran.ended_by.message.startswith('(sqlite3.OperationalError) near "nonsense": syntax error\n[SQL: nonsense]')
    assert ran.line(ran.ended_by) == 4
    assert not ran.ended_by.by_hand


def test_chain(run: Run) -> None:
    ran = run("""
        try:
            {}["a"]
        except KeyError as error:
            raise ValueError("no a\\nsecond line") from error
    """)
    assert ran.ended_by.chain == ["KeyError: 'a'"]
    assert ran.ended_by.message == "no a\nsecond line"


def test_chain_by_context_and_suppressed(run: Run) -> None:
    assert run("try:\n    {}['a']\nexcept KeyError:\n    int('b')\n").ended_by.chain == ["KeyError: 'a'"]
    assert run("try:\n    {}['a']\nexcept KeyError:\n    raise ValueError from None\n").ended_by.chain == []


def test_chain_that_runs_in_a_circle(run: Run) -> None:
    ran = run("""
        a, b = ValueError("a"), KeyError("b")
        a.__cause__, b.__cause__ = b, a
        raise a
    """)
    assert ran.ended_by.chain == ["KeyError: 'b'"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = (\n    1,\n    int('a'),\n)\n", 1),
        ("def f():\n    x = 1\n    return int('a')\nf()\n", 3),
        ("import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    int('a')\nasyncio.run(main())\n", 4),
        ("def g():\n    yield 1\n    int('a')\nlist(g())\n", 3),
        ("class A:\n    b = 1\n    c = int('a')\n", 3),
        ("x = 1\ny = [int(c)\n     for c in 'a']\n", 2),
        ("x = 1\nf = lambda: int('a')\nf()\n", 2),
        (
            "class M:\n    def __enter__(self): pass\n    def __exit__(self, *_):\n        int('a')\nwith M():\n    pass\n",
            4,
        ),
        ("try:\n    x = 1\nfinally:\n    int('a')\n", 4),
        ("for i in range(3):\n    if i == 2:\n        int('a')\n", 3),
        ("if False:\n    pass\nelif int('a'):\n    pass\n", 1),
        ("import functools\n@functools.cache\ndef f(x): pass\nf([])\n", 4),
        ("@int('a')\ndef f(): pass\n", 1),
        ("def f(x=int('a')):\n    pass\n", 1),
        ("match 1:\n    case 1:\n        int('a')\n", 3),
        ("while True:\n    int('a')\n", 2),
        ("x = 1; y = 2; int('a')\n", 1),
    ],
)
def test_exception_belongs_to_the_innermost_statement(run: Run, source: str, line: int) -> None:
    assert run(source).line(run(source).ended_by) == line


def test_exception_from_the_exit_of_a_with_belongs_to_the_with(run: Run) -> None:
    ran = run("""
        from sqlalchemy import create_engine, event
        engine = create_engine("sqlite://")
        @event.listens_for(engine, "commit")
        def refuse(connection):
            connection.exec_driver_sql("nonsense")
        with engine.begin() as connection:
            connection.exec_driver_sql("SELECT 1")
    """)
    assert ran.line(ran.ended_by) == 5


def test_exception_of_a_library_called_at_the_exit_of_a_with(run: Run) -> None:
    ran = run("""
        from contextlib import ExitStack
        x = 1
        with ExitStack() as stack:
            stack.callback(int, "a")
            x = 2
    """)
    assert ran.line(ran.ended_by) == 3


def test_exception_in_a_helper_module_belongs_to_the_call(run: Run) -> None:
    ran = run("from helper import f\nx = 1\nf()\n", helper="def f():\n    return int('a')\n")
    assert ran.line(ran.ended_by) == 3
    assert not ran.ended_by.by_hand


def test_except_star_notes_what_is_in_the_group(run: Run) -> None:
    ran = run("""
        import asyncio
        async def fail():
            int("a")
        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(fail())
        try:
            asyncio.run(main())
        except* ValueError:
            print("caught")
    """)
    assert (3, "ValueError") in ran.caught
    assert ran.printed == [(10, "caught")]


# Exceptions that the snippet handles


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    int('a')\nexcept ValueError:\n    pass\n",
        "import contextlib\nwith contextlib.suppress(ValueError):\n    int('a')\n",
        "try:\n    int('a')\nexcept:\n    pass\n",
        "try:\n    int('a')\nexcept (KeyError, ValueError) as e:\n    print(e)\n",
        "class Raises:\n    def __enter__(self): pass\n    def __exit__(self, *_): return True\nwith Raises():\n    int('a')\n",
        "import asyncio\nasync def f():\n    int('a')\nasync def main():\n    await asyncio.gather(f(), return_exceptions=True)\n"
        "asyncio.run(main())\n",
        "from concurrent.futures import ThreadPoolExecutor\ndef f():\n    int('a')\n"
        "with ThreadPoolExecutor() as pool:\n    pool.submit(f).exception()\n",
        "def f():\n    try:\n        int('a')\n    finally:\n        return\nf()\n",
    ],
    ids=["except", "suppress", "bare", "tuple", "context manager", "gather", "executor", "return in finally"],
)
def test_handled_exception_is_written_down(run: Run, source: str) -> None:
    ran = run(source)
    line = next(n for n, text in enumerate(source.split("\n"), 1) if "int('a')" in text)
    assert ran.caught == [(line, "ValueError")]
    assert ran.outcome.ended_by is None
    assert ran.outcome.caught[0].caught


def test_handled_and_raised_again_ends_the_snippet_once(run: Run) -> None:
    ran = run("try:\n    int('a')\nexcept ValueError:\n    x = 1\n    raise\n")
    assert ran.line(ran.ended_by) == 2
    assert not ran.ended_by.by_hand
    assert ran.outcome.caught == []


def test_handled_and_another_raised(run: Run) -> None:
    ran = run("try:\n    int('a')\nexcept ValueError:\n    {}['b']\n")
    assert ran.caught == [(2, "ValueError")]
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("KeyError", 4)


def test_every_pass_of_a_loop_that_handles_is_written_down(run: Run) -> None:
    ran = run("for _ in range(3):\n    try:\n        int('a')\n    except ValueError:\n        pass\n")
    assert ran.caught == [(3, "ValueError")] * 3


def test_end_of_iteration_is_no_exception(run: Run) -> None:
    ran = run("try:\n    next(iter(()))\nexcept StopIteration:\n    pass\ndef g():\n    yield\nlist(g())\n")
    assert ran.outcome.raised == []


# By hand


@pytest.mark.parametrize(
    "source",
    [
        "raise ValueError('x')\n",
        "assert 1 == 2\n",
        "from helper import f\nf()\n",
        "def g():\n    yield\nx = g()\nnext(x)\nx.throw(ValueError('x'))\n",
        "from sqlalchemy.exc import InvalidRequestError as E\nraise E('x')\n",
        "import asyncio\nfrom sqlalchemy.exc import InvalidRequestError as E\nasync def main():\n"
        "    f = asyncio.Future()\n    f.set_exception(E('x'))\n    await f\nasyncio.run(main())\n",
        "from concurrent.futures import Future\nfrom sqlalchemy.exc import InvalidRequestError as E\n"
        "f = Future()\nf.set_exception(E('x'))\nf.result()\n",
    ],
    ids=["raise", "assert", "helper", "throw", "library's class", "task", "future"],
)
def test_raised_by_hand(run: Run, source: str) -> None:
    assert run(source, helper="def f():\n    raise ValueError('x')\n").ended_by.by_hand


def test_library_error_raised_again_is_the_librarys(run: Run) -> None:
    source = """
        with engine.connect() as c:
            try:
                c.execute(text('nonsense'))
            except Exception as e:
                x = 1
                raise
    """
    assert not run(ENGINE + source.replace("\n        ", "\n")).ended_by.by_hand


def test_own_error_that_the_library_wraps_is_the_librarys(run: Run) -> None:
    ran = run("""
        from sqlalchemy import String, TypeDecorator, create_engine, literal, select
        class Picky(TypeDecorator):
            impl = String
            cache_ok = True
            def process_bind_param(self, value, dialect):
                raise ValueError("not this")
        with create_engine("sqlite://").connect() as connection:
            connection.execute(select(literal("x", Picky)))
    """)
    assert ran.ended_by.name == "sqlalchemy.exc.StatementError"
    assert not ran.ended_by.by_hand
    assert ran.ended_by.chain == ["ValueError: not this"]


def test_error_from_a_librarys_native_code_is_the_librarys(run: Run) -> None:
    pytest.importorskip("pydantic")
    ran = run("from pydantic import BaseModel\nclass A(BaseModel):\n    x: int\nA(x='a')\n")
    assert ran.ended_by.name == "pydantic_core._pydantic_core.ValidationError"
    assert not ran.ended_by.by_hand


def test_error_of_the_driver_is_not_by_hand(run: Run) -> None:
    ran = run("import sqlite3\nsqlite3.connect(':memory:').execute('nonsense')\n")
    assert ran.ended_by.name == "sqlite3.OperationalError"
    assert not ran.ended_by.by_hand


# Warnings


def test_warning_belongs_to_the_statement_that_caused_it(run: Run) -> None:
    ran = run("""
        from sqlalchemy import column, select
        x = 1
        def f():
            return select(column("a")).where(column("a").in_([1])).compile(
                compile_kwargs={"literal_binds": True}
            )
        import warnings
        warnings.warn("by hand", UserWarning)
        f()
    """)
    assert [(w.name, ran.line(w), w.by_hand) for w in ran.outcome.warnings] == [("UserWarning", 8, True)]


def test_warning_of_the_library(run: Run) -> None:
    ran = run("""
        from sqlalchemy import Integer, MetaData, Table, Column, select
        a = Table("a", MetaData(), Column("id", Integer))
        b = Table("b", MetaData(), Column("id", Integer))
        from sqlalchemy import create_engine
        with create_engine("sqlite://").connect() as connection:
            a.create(connection), b.create(connection)
            for _ in range(3):
                connection.execute(select(a, b)).all()
    """)
    (warning,) = ran.outcome.warnings
    assert warning.name == "sqlalchemy.exc.SAWarning"
    assert "cartesian product" in warning.message
    assert (ran.line(warning), warning.by_hand) == (8, False)


def test_same_warning_of_one_statement_counts_its_times(run: Run) -> None:
    ran = run(
        "from helper import f\nfor _ in range(3):\n    f()\nf()\n",
        helper="import warnings\ndef f(): warnings.warn('w')\n",
    )
    assert [(ran.line(w), w.times, w.by_hand) for w in ran.outcome.warnings] == [(3, 3, True), (4, 1, True)]


def test_warning_turned_into_an_error_is_raised(run: Run) -> None:
    ran = run("import warnings\nwarnings.simplefilter('error')\nwarnings.warn('w')\n")
    assert ran.ended_by.name == "UserWarning"
    assert ran.outcome.warnings == []
    assert ran.outcome.complaints == []


def test_resource_warnings_are_off(run: Run) -> None:
    assert run("import sqlite3\nsqlite3.connect(':memory:')\nopen('x', 'w')\n").outcome.warnings == []


# SQL


def test_sql_by_line(run: Run) -> None:
    ran = run(
        with_engine("with engine.connect() as c:\n    c.execute(text('SELECT 1'))\n    c.execute(text('SELECT 2'))")
    )
    assert ran.sql == [(4, "SELECT 1"), (5, "SELECT 2")]


def test_sql_within_calls(run: Run) -> None:
    ran = run(with_engine("def f(c):\n    return c.scalar(text('SELECT 1'))\nwith engine.connect() as c:\n    f(c)"))
    (emitted,) = ran.outcome.emitted
    assert [ran.snippet.line_of(at) for at in emitted.within] == [4, 6]


def test_sql_parameters_and_keys(run: Run) -> None:
    ran = run(
        with_engine("""
from uuid import uuid4
a, b = uuid4(), uuid4()
with engine.connect() as c:
    for key in (a, b, a):
        c.execute(text("SELECT :k"), {"k": str(key)})
    c.execute(text("SELECT :k"), {"k": b.hex})
""")
    )
    assert [e.parameters for e in ran.outcome.emitted] == [
        ["('uuid-1',)"],
        ["('uuid-2',)"],
        ["('uuid-1',)"],
        ["('uuid-2',)"],
    ]


def test_executemany_is_one_statement(run: Run) -> None:
    ran = run(
        with_engine("""
with engine.begin() as c:
    c.execute(text("CREATE TABLE t (a)"))
    c.execute(text("INSERT INTO t VALUES (:a)"), [{"a": n} for n in range(5)])
""")
    )
    assert [(e.sets, e.parameters) for e in ran.outcome.emitted] == [(1, ["()"]), (5, ["(0,)", "(1,)", "(2,)"])]


def test_insertmanyvalues_is_one_statement_a_batch(run: Run) -> None:
    ran = run("""
        from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert
        t = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", Integer))
        engine = create_engine("sqlite://", insertmanyvalues_page_size=2)
        with engine.begin() as c:
            t.create(c)
            c.execute(insert(t).returning(t.c.id), [{"a": n} for n in range(4)])
    """)
    assert [line for line, sql in ran.sql if "INSERT" in sql] == [6, 6]


@pytest.mark.parametrize(
    ("fetch", "rows"),
    [("r.all()", 3), ("r.first()", 1), ("r.fetchmany(2)", 2), ("next(r)", 1), ("list(r)", 3), ("r.close()", None)],
)
def test_rows_fetched(run: Run, fetch: str, rows: int | None) -> None:
    ran = run(
        with_engine(f"""
with engine.connect() as c:
    r = c.execution_options(stream_results=True).execute(text("VALUES (1), (2), (3)"))
    {fetch}
""")
    )
    assert ran.outcome.emitted[0].rows == rows


def test_sql_of_a_thread_belongs_to_its_own_line_and_counts_where_it_is_awaited(run: Run) -> None:
    ran = run("""
        from threading import Thread
        from sqlalchemy import create_engine, text
        engine = create_engine("sqlite:///x.db")
        def work():
            with engine.connect() as c:
                c.execute(text("SELECT 1"))
        thread = Thread(target=work)
        thread.start()
        thread.join()
    """)
    (emitted,) = ran.outcome.emitted
    lines = [ran.snippet.line_of(at) for at in emitted.within]
    assert lines[0] == 6
    assert lines[1] in (8, 9)


def test_sql_within_asyncio(run: Run) -> None:
    ran = run(
        with_engine("""
import asyncio
async def main():
    with engine.connect() as c:
        c.execute(text("SELECT 1"))
asyncio.run(main())
""")
    )
    (emitted,) = ran.outcome.emitted
    assert [ran.snippet.line_of(at) for at in emitted.within] == [6, 7]


def test_sql_of_an_async_engine(run: Run) -> None:
    ran = run("""
        import asyncio
        from sqlalchemy import text
        from sqlalchemy.ext.asyncio import create_async_engine
        async def main():
            engine = create_async_engine("sqlite+aiosqlite://")
            async with engine.connect() as c:
                await c.execute(text("SELECT 1"))
            await engine.dispose()
        asyncio.run(main())
    """)
    (emitted,) = ran.outcome.emitted
    assert [ran.snippet.line_of(at) for at in emitted.within] == [7, 9]
    assert not emitted.raw
    assert ran.outcome.complaints == []


@pytest.mark.parametrize(
    "call", ["execute('SELECT 1')", "executemany('INSERT INTO t VALUES (?)', [(1,)])", "executescript('SELECT 1;')"]
)
@pytest.mark.parametrize("way", ["cursor().", ""], ids=["cursor", "connection"])
def test_raw_cursor_is_noticed(run: Run, way: str, call: str) -> None:
    ran = run(
        with_engine(f"""
raw = engine.raw_connection()
raw.cursor().execute("CREATE TABLE t (a)")
raw.driver_connection.{way}{call}
""")
    )
    assert [(ran.line(e), e.raw) for e in ran.outcome.emitted] == [(4, True), (5, True)]


def test_sql_at_exit_is_written_down(run: Run) -> None:
    ran = run(
        with_engine("""
import atexit
@atexit.register
def late():
    with engine.connect() as c:
        c.execute(text("SELECT 1"))
""")
    )
    assert ran.sql == [(7, "SELECT 1")]


# Prints


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("print('a')\nprint('b')\n", [(1, "a"), (2, "b")]),
        ("print('a', end='')\nprint('b')\n", [(1, "a"), (2, "b")]),
        ("print('a', end=' ')\n", [(1, "a ")]),
        ("for i in range(2):\n    print(i)\n    print(-i)\n", [(2, "0"), (3, "0"), (2, "1"), (3, "-1")]),
        ("def f():\n    print('a')\nf()\n", [(2, "a")]),
        ("import sys\nsys.stdout.write('a\\nb\\n')\n", [(2, "a"), (2, "b")]),
        ("print()\n", [(1, "")]),
        ("print('a\\n\\nb')\n", [(1, "a"), (1, ""), (1, "b")]),
        ("import atexit\natexit.register(lambda: print('late'))\n", [(2, "late")]),
        ("print(*map(str, 'ab'),\n      sep='\\n')\n", [(1, "a"), (1, "b")]),
        ("print(object())\n", [(1, "<object object at 0x...>")]),
        ("print('\\x1b[0m')\n", [(1, "\\x1b[0m")]),
        ("import io\nprint('a', file=io.StringIO())\n", []),
        ("import sys\nsys.stdout.writelines(['a', '\\n'])\n", [(2, "a")]),
    ],
)
def test_prints_by_line(run: Run, source: str, printed: list[tuple[int, str]]) -> None:
    ran = run(source)
    assert ran.printed == printed
    assert ran.outcome.complaints == []


def test_print_of_a_helper_belongs_to_the_call(run: Run) -> None:
    ran = run("from helper import f\nf()\n", helper="def f(): print('a')\n")
    assert ran.printed == [(2, "a")]


# The rest


def test_ran_holds_the_statements_that_were_reached(run: Run) -> None:
    ran = run("""
        if False:
            x = 1
        else:
            y = 2
        def f():
            z = 3
        for _ in ():
            w = 4
    """)
    assert [ran.snippet.line_of(at) for at in ran.outcome.ran] == [1, 4, 5, 7]


@pytest.mark.parametrize(
    "source",
    [
        '"""Docstring."""\nfrom __future__ import annotations\nprint(__doc__)\n#> Docstring.\n',
        'def f():\n    """Doc."""\nprint(f.__doc__)\n',
        "def f():\n    global x\n    x = 1\nf()\nprint(x)\n",
        "def g():\n    x = 0\n    def f():\n        nonlocal x\n        x = 1\n    f()\n    print(x)\ng()\n",
        "print(__name__)\n",
        "import __main__\nprint(sorted(n for n in vars(__main__) if not n.startswith('__')))\n",
    ],
)
def test_code_means_what_it_means_without_the_harness(run: Run, source: str) -> None:
    ran = run(source)
    assert ran.outcome.ended_by is None
    command = [sys.executable, str(ran.snippet.path)]
    plain = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [text for _, text in ran.printed] == plain.splitlines()


def test_environment(run: Run) -> None:
    environment = run("x = 1\n").outcome.environment
    assert environment.python == platform.python_version()
    assert environment.sqlalchemy == sqlalchemy.__version__
    assert (environment.database, environment.database_version) == ("sqlite", sqlite3.sqlite_version)


def test_files_read(run: Run) -> None:
    ran = run(
        "import helper\nfrom pathlib import Path\nPath(__file__).with_name('other.py').read_text()\n",
        helper="x = 1\n", other="y = 1\n", unused="z = 1\n",
    )  # fmt: skip
    assert {name.rpartition("/")[2] for name in ran.outcome.files} == {"helper.py", "other.py"}


def test_runs_in_an_empty_directory_of_its_own(run: Run) -> None:
    first = run("import os\nprint(os.listdir())\nopen('x', 'w').close()\nprint(os.listdir())\n")
    assert first.printed == [(2, "[]"), (4, "['x']")]
    assert first.outcome.complaints == []
    assert run("import os\nprint(os.listdir())\n").printed == [(2, "[]")]


def test_a_parameter_named_after_an_address_reads_the_same_in_every_run() -> None:
    assert recorder.readable("[{'%(140337204904592 param)s': 1}]") == "[{'%(0x... param)s': 1}]"
