"""What is written down of SQL: each execution with its line, its parameter sets and its rows."""

from __future__ import annotations

import re
import textwrap

import pytest

from harness.project import Project
from harness.running.environments import named
from harness.running.run import execute
from tests.conftest import Ran, Run, write_snippet

ENGINE = "from sqlalchemy import create_engine, text\nengine = create_engine('sqlite:///a.db')\n"


def lines(ran: Ran) -> list[int]:
    """The lines under way at the only statement, innermost first."""
    (emitted,) = ran.outcome.emitted
    return [ran.snippet.line_of(at) for at in emitted.within]


# How often a database executes it

TRACED = """
import sqlite3
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, event, insert, select, text, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase): ...
class Tool(Base):
    __tablename__ = "tool"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

engine = create_engine("sqlite://", insertmanyvalues_page_size=4)
Base.metadata.create_all(engine)
executed = []
connection = engine.connect()
connection.connection.driver_connection.set_trace_callback(executed.append)
session = Session(connection)
rows = [{"name": str(n)} for n in range(10)]
{work}
print(sum(not sql.startswith(("BEGIN", "COMMIT")) for sql in executed))
"""
WORK = {
    "execute": ("connection.execute(text('SELECT 1'))", [1]),
    "execute in a loop": ("for n in range(3): connection.execute(text('SELECT :n'), {'n': n})", [1, 1, 1]),
    "executemany": ("connection.execute(text('INSERT INTO tool (name) VALUES (:name)'), rows)", [10]),
    "executemany of one set": ("connection.execute(text('INSERT INTO tool (name) VALUES (:name)'), rows[:1])", [1]),
    "exec_driver_sql": ("connection.exec_driver_sql('INSERT INTO tool (name) VALUES (?)', [('a',), ('b',)])", [2]),
    "insertmanyvalues": ("connection.execute(insert(Tool).returning(Tool.id), rows)", [1, 1, 1]),
    "a flush that inserts": ("session.add_all([Tool(**row) for row in rows]); session.flush()", [1] * 10),
    "a flush that updates": (
        "tools = [Tool(**row) for row in rows]; session.add_all(tools); session.flush()\n"
        "for tool in tools: tool.name += '!'\nsession.flush()", [*[1] * 10, 10]),
    "updates by primary key": (
        "session.execute(insert(Tool), [{'id': n, 'name': 'a'} for n in range(5)])\n"
        "session.execute(update(Tool), [{'id': n, 'name': 'b'} for n in range(5)])", [5, 5]),
}  # fmt: skip


@pytest.mark.parametrize(("work", "sets"), WORK.values(), ids=WORK)
def test_sqlite_executes_as_often(run: Run, work: str, sets: list[int]) -> None:
    ran = run(TRACED.replace("{work}", work))
    emitted = [each for each in ran.outcome.emitted if "TABLE" not in each.sql and "PRAGMA" not in each.sql]
    assert [each.sets for each in emitted] == sets
    assert ran.printed[0][1] == str(sum(sets))


def test_parameters_of_the_first_sets(run: Run) -> None:
    work = "connection.execute(text('INSERT INTO tool (name) VALUES (:name)'), rows)"
    assert run(TRACED.replace("{work}", work)).outcome.emitted[-1].parameters == ["('0',)", "('1',)", "('2',)"]


def test_uuids_have_names(run: Run) -> None:
    ran = run(
        ENGINE + "from uuid import uuid4\na, b = uuid4(), uuid4()\nwith engine.connect() as c:\n"
        "    for key in (str(a), str(b), a.hex):\n        c.execute(text('SELECT :k'), {'k': key})\n"
    )
    assert [e.parameters for e in ran.outcome.emitted] == [["('uuid-1',)"], ["('uuid-2',)"], ["('uuid-1',)"]]


@pytest.mark.parametrize(
    ("fetch", "rows"),
    [("r.all()", 3), ("r.first()", 1), ("r.fetchmany(2)", 2), ("next(r)", 1), ("list(r)", 3), ("r.close()", None)],
)
def test_rows_fetched(run: Run, fetch: str, rows: int | None) -> None:
    stream = "c.execution_options(stream_results=True).execute(text('VALUES (1), (2), (3)'))"
    ran = run(ENGINE + f"with engine.connect() as c:\n    r = {stream}\n    {fetch}\n")
    assert ran.outcome.emitted[0].rows == rows


# Which line

LINES = {
    "a function": ("def f(c):\n    c.scalar(text('SELECT 1'))\nwith engine.connect() as c:\n    f(c)\n", [4, 6]),
    "asyncio": (
        "import asyncio\nasync def f():\n    with engine.connect() as c:\n        c.execute(text('SELECT 1'))\n"
        "asyncio.run(f())\n", [6, 7]),
    "an async engine": (
        "import asyncio\nfrom sqlalchemy.ext.asyncio import create_async_engine\nasync def f():\n"
        "    own = create_async_engine('sqlite+aiosqlite://')\n    async with own.connect() as c:\n"
        "        await c.execute(text('SELECT 1'))\n    await own.dispose()\nasyncio.run(f())\n", [8, 10]),
    "a thread, and where it is awaited": (
        "from concurrent.futures import ThreadPoolExecutor\ndef f():\n    with engine.connect() as c:\n"
        "        c.execute(text('SELECT 1'))\npool = ThreadPoolExecutor()\nfuture = pool.submit(f)\nfuture.result()\n",
        [6, 9]),
    "SQL of a helper": ("from helper import f\nx = 1\nf(engine)\n", [5]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), LINES.values(), ids=LINES)
def test_it_belongs_to_the_lines_under_way(run: Run, source: str, expected: list[int]) -> None:
    helper = "from sqlalchemy import text\ndef f(engine):\n    engine.connect().execute(text('SELECT 1'))\n"
    ran = run(ENGINE + source, helper=helper)
    assert lines(ran)[0] == expected[0]
    assert set(lines(ran)[1:]) <= {*expected[1:], 8}  # the main thread may still be starting the other one
    assert not ran.outcome.emitted[0].raw
    assert ran.outcome.complaints == []


RAW = ["execute('SELECT 1')", "executemany('INSERT INTO t VALUES (?)', [(1,)])", "executescript('SELECT 1;')"]


@pytest.mark.parametrize("call", RAW)
@pytest.mark.parametrize("way", ["cursor().", ""], ids=["cursor", "connection"])
def test_sql_on_the_drivers_connection_is_raw(run: Run, way: str, call: str) -> None:
    ran = run(
        ENGINE + "raw = engine.raw_connection()\nraw.cursor().execute('CREATE TABLE t (a)')\n"
        f"raw.driver_connection.{way}{call}\n"
    )
    assert [(ran.line(e), e.raw) for e in ran.outcome.emitted] == [(4, True), (5, True)]


def test_an_engine_over_a_connection_of_ones_own(run: Run) -> None:
    ran = run(
        "import sqlite3\nfrom sqlalchemy import create_engine, text\nclass Own(sqlite3.Connection): ...\n"
        "engine = create_engine('sqlite://', creator=lambda: sqlite3.connect('a.db', factory=Own))\n"
        "with engine.connect() as c:\n    print(c.scalar(text('SELECT 1')))\n"
    )
    assert [(ran.line(e), e.raw, e.rows) for e in ran.outcome.emitted] == [(6, False, 1)]


# On PostgreSQL

POSTGRESQL = """
import asyncio, os, asyncpg, psycopg
from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
url = make_url(os.environ["GUIDE_DATABASE_URL"])
engine = create_engine(url)
plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
async def work(driver, act):
    own = create_async_engine(url.set(drivername=f"postgresql+{driver}"))
    async with own.connect() as c:
        await act(c)
    await own.dispose()
async def twice(c):
    for _ in range(2): await c.execute(text("SELECT 1"))
"""
PAST_IT = {
    "a cursor of the pool": "engine.raw_connection().cursor().execute('SELECT 1')",
    "the driver's connection": "engine.raw_connection().driver_connection.execute('SELECT 1')",
    "a cursor of the server": "engine.raw_connection().driver_connection.cursor('a').execute('SELECT 1')",
    "many at once": "engine.raw_connection().cursor().executemany('SELECT 1, %s', [(1,)])",
    "a stream": "list(engine.raw_connection().cursor().stream('SELECT 1'))",
    "psycopg by itself": "psycopg.connect(plain).execute(b'SELECT 1')",
    "asyncpg by itself": """
        async def main(): await (await asyncpg.connect(plain)).fetchval('SELECT 1')
        asyncio.run(main())""",
    "asyncpg below an async engine": """
        async def act(c): await (await c.get_raw_connection()).driver_connection.fetch('SELECT 1')
        asyncio.run(work('asyncpg', act))""",
    "a cursor of an async engine": """
        async def act(c): await c.run_sync(lambda own: own.connection.cursor().execute('SELECT 1'))
        asyncio.run(work('asyncpg', act))""",
}
THROUGH_IT = {
    "an engine": "with engine.connect() as c:\n    for _ in range(2): c.execute(text('SELECT 1'))",
    "asyncpg": "asyncio.run(work('asyncpg', twice))",
    "psycopg, asynchronous": "asyncio.run(work('psycopg', twice))",
    "a stream of rows": (
        "with engine.connect() as c:\n"
        "    for _ in range(2): list(c.execution_options(yield_per=1).execute(text('SELECT 1')))"
    ),
    "an engine whose connections are set up": """
        @event.listens_for(engine, 'connect')
        def configure(c, record): c.cursor().execute("SET lock_timeout = '1s'")
        with engine.connect() as c:
            for _ in range(2): c.execute(text('SELECT 1'))""",
}


def on_postgresql(project: Project, source: str) -> Ran:
    snippet = write_snippet(project, POSTGRESQL + textwrap.dedent(source) + "\n")
    return Ran(snippet, execute(snippet, project, named("postgresql")))


@pytest.mark.parametrize("source", PAST_IT.values(), ids=PAST_IT)
def test_sql_past_sqlalchemy_on_postgresql(shared_project: Project, source: str) -> None:
    ran = on_postgresql(shared_project, source)
    at = POSTGRESQL.count("\n") + source.partition("SELECT 1")[0].count("\n")
    assert [(ran.line(each), each.raw) for each in ran.outcome.emitted] == [(at, True)]


@pytest.mark.parametrize("source", THROUGH_IT.values(), ids=THROUGH_IT)
def test_sql_through_sqlalchemy_on_postgresql(shared_project: Project, source: str) -> None:
    ran = on_postgresql(shared_project, source)
    assert (ran.outcome.ended_by, ran.outcome.complaints) == (None, [])
    assert [(re.sub(r"\s+", " ", each.sql), each.raw) for each in ran.outcome.emitted] == [("SELECT 1", False)] * 2
