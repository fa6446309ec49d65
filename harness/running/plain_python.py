"""Run snippets as `python FILE` does. A program by itself, which imports nothing of the harness.

    python plain_python.py MODULE ... < jobs > runs

All of its snippets import exactly these modules first, so this process has what they would import anyway, and each of
them runs in a fork of it: importing SQLAlchemy takes six times as long as most snippets do.

`jobs` is a JSON list of a snippet's path, the folder to run it in, and the seconds it may take. `runs` is a JSON list
of what it wrote to the standard output and error, and its exit status: null if it did not end in time, negative for a
signal.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import types
from typing import NoReturn


def run(path: str, folder: str, seconds: int) -> tuple[str, str, int | None]:
    """Run a snippet in a process of its own."""
    files = [open(f"{folder}.{number}", "w+b") for number in (1, 2)]  # noqa: SIM115
    pid = os.fork()
    if pid == 0:
        for number, file in enumerate(files, 1):
            os.dup2(file.fileno(), number)
        become(path, folder, seconds)
    _, status = os.waitpid(pid, 0)
    texts = []
    for file in files:
        file.seek(0)
        texts.append(file.read().decode("utf-8", "backslashreplace"))
        file.close()
    exit_code = os.waitstatus_to_exitcode(status)
    return texts[0], texts[1], None if exit_code == -signal.SIGALRM else exit_code


def become(path: str, folder: str, seconds: int) -> NoReturn:
    """Be the process of `python PATH` from here on, with its traceback and its end."""
    signal.alarm(seconds)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(folder)
    sys.argv = [path]
    sys.path.insert(0, os.path.dirname(path))
    program = sys.modules["__main__"] = types.ModuleType("__main__")
    program.__file__ = path
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    exec(code, program.__dict__)
    sys.exit()


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file
    for name in sys.argv[1:]:
        importlib.import_module(name)
    gc.freeze()  # no fork has to copy these modules when it ends
    json.dump([run(*job) for job in json.load(sys.stdin)], sys.stdout)
