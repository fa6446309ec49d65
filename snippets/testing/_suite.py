"""Runs the tests of a snippet by pytest, in the snippet's own process."""

import linecache
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

OPTIONS = (
    "--capture=no --assert=plain --config-file=/dev/null"
    " --disable-plugin-autoload -p no:cacheprovider -p no:faulthandler"
    " -p no:terminal -p no:threadexception -p no:unraisableexception"
    " -p no:warnings"
)


class Program(pytest.Module):
    """The program that runs, as the module that has the tests."""

    def _getobj(self) -> ModuleType:
        return sys.modules["__main__"]


class Report:
    """Prints a line for each test."""

    def __init__(self, has_bug: bool) -> None:
        self.passed = "misses the bug" if has_bug else "passed"
        self.failed = "catches the bug" if has_bug else "failed"

    def pytest_pycollect_makemodule(
        self, module_path: Path, parent: pytest.Collector
    ) -> Program:
        return Program.from_parent(parent, path=module_path)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Print the line instead of pytest's own report with its traceback."""
        assert call.when != "collect"
        if call.excinfo is not None:
            print(f"{item.name} {self.failed}: {reason(call.excinfo)}")
        elif call.when == "call":
            print(f"{item.name} {self.passed}")
        return pytest.TestReport(
            item.nodeid,
            item.location,
            keywords={},
            outcome="passed" if call.excinfo is None else "failed",
            longrepr=None,
            when=call.when,
        )


def reason(error: pytest.ExceptionInfo[BaseException]) -> str:
    """The assertion that failed, or the kind of exception."""
    if isinstance(error.value, pytest.fail.Exception):
        return str(error.value).partition("\n")[0]
    last = error.traceback[-1]
    line = linecache.getline(str(last.path), last.lineno + 1).strip()
    return line if line.startswith("assert ") else error.typename


def run_tests(*, has_bug: bool = False) -> None:
    """Run the tests and fixtures of the program, as `pytest FILE` would.

    `has_bug` says that the code under test is wrong on purpose: a test that
    passes misses the bug, and one that fails catches it.
    """
    program = Path(str(sys.modules["__main__"].__file__)).resolve()
    folder = program.parent
    # Otherwise pytest would also look through all the folders above.
    places = [f"--rootdir={folder}", f"--confcutdir={folder}"]
    plugins: list[str] = []
    if hasattr(sys.modules["__main__"], "anyio_backend"):
        plugins = ["-p", "anyio.pytest_plugin"]  # It runs asynchronous tests.
        end_tasks_of_anyio()
    pytest.main(
        [str(program), *places, *plugins, *OPTIONS.split()],
        plugins=[Report(has_bug)],
    )


def end_tasks_of_anyio() -> None:
    """Let the task that runs the tests end, so that nothing cancels it."""
    from anyio._backends._asyncio import TestRunner

    leave = TestRunner.__exit__

    def end_first(self: TestRunner, *error: Any) -> None:
        if self._runner_task is not None:
            self._send_stream.close()
            self.get_loop().run_until_complete(self._runner_task)
        leave(self, *error)

    TestRunner.__exit__ = end_first  # type: ignore[method-assign]
