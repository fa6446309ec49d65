"""Empty PostgreSQL databases for runs.

Every run gets an empty database. On a server of our own each database has a role of its own that owns it and isn't a
superuser: a run can't end another run's sessions, leave a role behind, or have the server write a file, and the
database can be emptied for the next run. On another server each run's database is dropped.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import URL

from harness.running.environments import DATABASE_URL, CannotRun

CREATE = "CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' STRATEGY file_copy"
"""From a template without connections, sorted by code points, as SQLite sorts."""

END_SESSIONS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

EMPTY = """
DROP OWNED BY {name} CASCADE;
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
ALTER DATABASE {name} RESET ALL;
ALTER DATABASE {name} CONNECTION LIMIT -1;
ALTER ROLE {name} RESET ALL
"""
"""Leaves nothing of a run that its role has made, in a database of the same name."""


class DatabaseFailed(CannotRun):
    """There is no PostgreSQL to run on. The message says why, and what helps."""


@dataclass(frozen=True)
class Database:
    """An empty database for one run."""

    name: str
    url: str
    """What the run connects to."""
    hosts: list[str]
    """Names, addresses and socket folders that the run may connect to."""
    version: str
    """The server's, `18.1`."""


class Server:
    """A PostgreSQL server and the databases that this process has made there. Any thread may call its methods."""

    def __init__(self, url: URL, own: bool) -> None:
        """Connect to a server, which is `own` if this project started it. Raises DatabaseFailed."""
        self.url = url
        self.own = own
        self.lock = threading.Lock()
        self.free: list[str] = []
        self.made = 0
        self.failure = ""
        self.connection = self.connect(url.database or "postgres")
        self.session = secrets.randbits(31)
        try:
            self._check()
        except psycopg.Error as error:
            self.connection.close()
            raise DatabaseFailed(f"{self.place} refuses: {first_line(error)}\n  {self.remedy}") from None
        except DatabaseFailed:
            self.connection.close()
            raise

    def _check(self) -> None:
        """Raises DatabaseFailed if the server's messages are not English, or the role may not create databases."""
        ((language,),) = self.execute("SHOW lc_messages")
        if language.partition(".")[0] not in ("", "C", "POSIX", "en_US", "en_GB"):
            raise DatabaseFailed(
                f"{self.place} speaks {language}, and the guide expects English messages\n"
                f"  set it for the role: ALTER ROLE {self.url.username} SET lc_messages = 'C'"
            )
        ((may,),) = self.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not may:
            raise DatabaseFailed(
                f"{self.place}: the role {self.url.username} may not create databases, and every run gets one\n"
                f"  allow it: ALTER ROLE {self.url.username} CREATEDB"
            )

    @contextlib.contextmanager
    def database(self) -> Iterator[Database]:
        """An empty database. Raises DatabaseFailed, before or after."""
        name = self._take()
        try:
            yield Database(name, self.url_of(name), self.hosts, self.version)
        finally:
            self._give_back(name)

    def _take(self) -> str:
        with self.lock:
            if self.failure:
                raise DatabaseFailed(self.failure)
            if self.free:
                return self.free.pop()
            self.made += 1
            name = f"guide_{self.session}_{self.made}"
            try:
                if self.own:
                    self.execute(f"CREATE ROLE {name} LOGIN")
                self.execute(CREATE.format(name=name, owner=name if self.own else "DEFAULT"))
            except psycopg.Error as error:
                raise self._lost(f"makes no database: {first_line(error)}") from None
        return name

    def _give_back(self, name: str) -> None:
        try:
            if self.own:
                with self.connect(name) as connection:
                    connection.execute(END_SESSIONS)
                    connection.execute(EMPTY.format(name=name).encode())
                self.free.append(name)
            else:
                with self.lock:
                    self.execute(f"DROP DATABASE {name} WITH (FORCE)")
        except (psycopg.Error, DatabaseFailed) as error:
            raise self._lost(f"went away during a run: {first_line(error)}") from None

    def _lost(self, what: str) -> DatabaseFailed:
        """The error of a server that is gone. Later runs get it at once."""
        self.failure = f"{self.place} {what}\n  {self.remedy}"
        return DatabaseFailed(self.failure)

    def connect(self, database: str) -> psycopg.Connection[Any]:
        """A connection for administration. Raises DatabaseFailed."""
        options = self.url.translate_connect_args(username="user", database="dbname") | dict(self.url.query)
        options |= {"dbname": database, "connect_timeout": options.get("connect_timeout", 10), "autocommit": True}
        if self.own:  # whatever PGPORT and PGOPTIONS say
            options = {"port": 5432, "options": ""} | options
        try:
            return psycopg.connect(**options)
        except psycopg.Error as error:
            text = " ".join(str(error).split())
            raise DatabaseFailed(f"{self.place} cannot be reached: {text}\n  {self.remedy}") from None

    def execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
        """Execute a statement as the administrator. Returns its rows, if it has any. Raises psycopg.Error."""
        cursor = self.connection.execute(sql.encode(), parameters)
        return cursor.fetchall() if cursor.description else []

    @property
    def place(self) -> str:
        return "our own PostgreSQL" if self.own else f"the PostgreSQL of {DATABASE_URL} ({self.url})"

    @property
    def remedy(self) -> str:
        if self.own:
            return "run the command again; without PostgreSQL: pytest --environment sqlite"
        fix = f"fix {DATABASE_URL}, or unset it to use a server of our own"
        return f"{fix}; without PostgreSQL: pytest --environment sqlite"

    @property
    def version(self) -> str:
        number = self.connection.info.server_version
        return f"{number // 10000}.{number % 10000}"

    @property
    def hosts(self) -> list[str]:
        hosts = self.url.query.get("host", ())
        named = [hosts] if isinstance(hosts, str) else list(hosts)
        return [host for host in [self.url.host or "", *named] if host]

    @property
    def administrative_url(self) -> str:
        """Connects as the administrator to the database that the server was given with."""
        url = self.url.set(drivername="postgresql+psycopg", database=self.url.database or "postgres")
        return url.render_as_string(hide_password=False)

    def url_of(self, name: str) -> str:
        """What a run connects to."""
        url = self.url.set(drivername="postgresql+psycopg", database=name)
        return (url.set(username=name) if self.own else url).render_as_string(hide_password=False)


def first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
