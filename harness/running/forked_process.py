"""The process of a snippet as its parent sees it: how it ends, and that it leaves none behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time

PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int, number: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when its parent ends, on Linux. The parent may have ended by now."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


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
    """Kill what is left of the process group `pid`. Returns whether there was anything.

    `ended` says whether the process that the group is named after has ended, and been waited for.
    """
    left = False
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
        left = True
    if not ended:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # it may not have its own group yet
        os.waitpid(pid, 0)
    return left
