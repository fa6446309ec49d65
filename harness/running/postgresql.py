"""The PostgreSQL server that this process uses: the one that GUIDE_DATABASE_URL names, or one of our own.

`python -m harness.running.postgresql` starts one to try things on, and prints a URL.
"""

from __future__ import annotations

import argparse
import atexit
import os
import subprocess
import sys
import threading
import time

from sqlalchemy import URL, make_url

from harness.project import HARNESS
from harness.running.databases import DatabaseFailed, Server
from harness.running.environments import DATABASE_URL

STOP_LIMIT = 15.0
"""Seconds after which a server of our own that doesn't stop is left to itself."""

_server: Server | None = None
_failure = ""
_keeper: subprocess.Popen[str] | None = None
_lock = threading.Lock()


def server() -> Server:
    """The server that this process uses, started by the first call. Raises DatabaseFailed, and then at each call."""
    global _server, _failure
    with _lock:
        if _failure:
            raise DatabaseFailed(_failure)
        if _server is None:
            try:
                given = os.environ.get(DATABASE_URL)
                _server = Server(checked_url(given), own=False) if given else Server(_start(), own=True)
            except DatabaseFailed as error:
                _failure = str(error)
                stop()
                raise
        return _server


def checked_url(text: str) -> URL:
    """The URL that the user gave. Raises DatabaseFailed."""
    example = "postgresql+psycopg://user@host/database"
    try:
        url = make_url(text)
    except Exception:  # of several classes, depending on what is wrong
        raise DatabaseFailed(f"{DATABASE_URL} is not a database URL\n  write {example}") from None
    if url.get_backend_name() != "postgresql":
        problem = f"{DATABASE_URL} names {url.get_backend_name()}, and only PostgreSQL can be given"
        raise DatabaseFailed(f"{problem}\n  write {example}, or unset it")
    return url


def _start() -> URL:
    """Start a server of our own, which ends with this process. Raises DatabaseFailed."""
    global _keeper
    variables = {name: v for name, v in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    _keeper = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "harness.running.postgresql_keeper"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables | {"LC_ALL": "C"},
        start_new_session=True, cwd=HARNESS.parent,
    )  # fmt: skip
    assert _keeper.stdout is not None
    folder = _keeper.stdout.readline().strip()
    if not folder:
        reason = _keeper.stdout.read().strip() or "its process ended"
        raise DatabaseFailed(
            f"our own PostgreSQL did not start: {reason}\n"
            f"  start one yourself and set {DATABASE_URL}; without PostgreSQL: pytest --environment sqlite"
        )
    return URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": folder})


@atexit.register
def stop() -> None:
    """Disconnect, and stop the server if it is our own."""
    global _server, _keeper
    if _server is not None:
        _server.connection.close()
        _server = None
    if _keeper is not None:
        keeper, _keeper = _keeper, None
        try:
            keeper.communicate(timeout=STOP_LIMIT)
        except subprocess.TimeoutExpired:
            keeper.kill()
            keeper.wait()


def main() -> None:
    """Start a server to try things on, until Ctrl+C."""
    argparse.ArgumentParser(prog="python -m harness.running.postgresql", description=__doc__).parse_args()
    try:
        running = server()
        with running.database() as database:
            print(f"PostgreSQL {running.version} is up, with an empty database. Ctrl+C ends it and removes everything.")
            print(f"export {DATABASE_URL}='{database.url}'", flush=True)
            while True:
                time.sleep(3600)
    except DatabaseFailed as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
