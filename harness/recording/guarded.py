"""Record a snippet in a process of its own: the recording core with the guard around it.

`prepare` runs once, before the first fork; `record_guarded` runs once in each process.
"""

from __future__ import annotations

from harness.recording import postgresql_drivers, recorder
from harness.recording.guard import files
from harness.recording.guard.guard import Guard
from harness.recording.recorded import Recorded

THREAD_GRACE = 0.5
"""Seconds that threads have to end after the snippet's last line."""


def prepare(project: str) -> None:
    """Do what is the same for every snippet. `project` is the root folder, whose modules may be imported by now."""
    files.prepare(project)
    recorder.install()
    postgresql_drivers.install()


def record_guarded(
    path: str,
    source: str,
    project: str,
    *,
    hosts: frozenset[str] = frozenset(),
    thread_grace: float = THREAD_GRACE,
) -> Recorded:
    """Run a snippet as `python path` would, in this process, which is used up afterwards.

    `hosts` are the servers that it may connect to. What the snippet must not do is in the result's complaints.
    """
    return recorder.record(path, source, project=project, watchers=[Guard(hosts, thread_grace)])
