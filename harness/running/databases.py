"""Empty PostgreSQL databases for runs.

Every run gets an empty database, which is used again if dropping its schema is enough to empty it. On a server of our
own each database has a role of its own that owns it and isn't a superuser: a run can't end another run's sessions,
leave a role behind, or have the server write a file.
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

LOCK = 0x67756964
"""First half of the advisory lock that a process holds while it uses its databases."""

ABANDONED = """
SELECT datname FROM pg_database
WHERE datname ~ '^guide_[0-9]+_[0-9]+$' AND datname <> current_database()
AND split_part(datname, '_', 2)::bigint NOT IN (
  SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = %s AND granted
)
"""
"""The databases of processes that ended without dropping them: their lock, whichever database it is in, is free."""

CREATE = "CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' STRATEGY file_copy"
"""From a template without connections, sorted by code points, as SQLite sorts."""

END_SESSIONS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

LEFTOVERS = """
SELECT (SELECT count(*) FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^(pg_|public$)')
     + (SELECT count(*) FROM pg_extension WHERE oid >= 16384)
     + (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
        WHERE d.datname = current_database())
     + (SELECT count(*) FROM pg_database WHERE datname = current_database() AND datconnlimit <> -1)
     + (SELECT count(*) FROM pg_largeobject_metadata)
     + (SELECT count(*) FROM pg_event_trigger)
     + (SELECT count(*) FROM pg_publication)
     + (SELECT count(*) FROM pg_language WHERE oid >= 16384)
     + (SELECT count(*) FROM pg_foreign_data_wrapper)
"""
"""How much a run has left in its database that does not go with the schema `public`."""

NEW_SCHEMA = """
DROP SCHEMA public CASCADE;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT ALL ON SCHEMA public TO public
"""


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
            self.execute("SELECT pg_advisory_lock(%s::int, %s::int)", (LOCK, self.session))
            for (name,) in self.execute(ABANDONED, (LOCK,)):
                with contextlib.suppress(psycopg.Error):  # another process may have been faster
                    self._drop(name)
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
        """An empty database, emptied afterwards for the next run. Raises DatabaseFailed, before or after."""
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
            with self.connect(name) as connection:
                connection.execute(END_SESSIONS)
                left = connection.execute(LEFTOVERS).fetchall()[0][0]
                if not left:
                    connection.execute(NEW_SCHEMA)
        except (psycopg.OperationalError, DatabaseFailed) as error:
            raise self._lost(f"went away during a run: {first_line(error)}") from None
        except psycopg.Error:
            left = 1
        with self.lock:
            if not left:
                self.free.append(name)
                return
            try:
                self._drop(name)
            except psycopg.Error as error:
                raise self._lost(f"drops no database: {first_line(error)}") from None

    def _drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

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

    def close(self) -> None:
        """Drop what this process has made."""
        with contextlib.suppress(psycopg.Error):
            if not self.own:
                for number in range(1, self.made + 1):
                    self._drop(f"guide_{self.session}_{number}")
            self.connection.close()


def first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
