"""The processes of a snippet as their parent sees them: how one ends, and that none is left."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
"""Options of a Linux process: a signal that it gets when its parent ends, and that it adopts orphans."""

END_LIMIT = 2.0
"""Seconds after which processes that don't end when they are killed are left to themselves."""


def prctl(option: int, value: int) -> None:
    """Set an option of this process, on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def await_report(pid: int, pipe: int, limit: float) -> tuple[bytes, int | None]:
    """The line that a process writes to `pipe`, empty if it writes none, and its wait status.

    The status is None if the process did not end within `limit` seconds.
    """
    deadline = time.monotonic() + limit
    received = bytearray()
    # A process that the snippet has started may hold the pipe open: the end of the line counts as well.
    while not received.endswith(b"\n") and select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
        piece = os.read(pipe, 1 << 20)
        if not piece:
            break
        received += piece
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return bytes(received) if received.endswith(b"\n") else b"", status
        if time.monotonic() > deadline:
            return b"", None
        time.sleep(0.0005)


def end_all(pid: int, ended: bool) -> bool:
    """Kill what is left of the process `pid`, unless it has ended, and of all that it started. Returns whether any was."""
    left = False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
        left = True
    if not ended:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # it may not have its own group yet
        os.waitpid(pid, 0)
    deadline = time.monotonic() + END_LIMIT
    while time.monotonic() < deadline:
        # A process that left the group is this one's child now, since this one adopts orphans.
        try:
            done, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if not done:
            left = True
            for stray in children():
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(stray, signal.SIGKILL)
            time.sleep(0.001)
    return left


def children() -> list[int]:
    """The processes whose parent this one is, where the system has /proc."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat") as file:
                if int(file.read().rpartition(")")[2].split()[1]) == os.getpid():
                    found.append(int(name))
    return found
