"""An item: one check in one environment, which fails with problems instead of a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.checking.passed_checks import Folder
from harness.problem import Problem, ProblemsFound
from harness.pytest_plugin.session import SESSION
from harness.reading.snippet import Snippet
from harness.running.environments import DEFAULT, Target


def item_name(check: str, target: Target) -> str:
    """An item's name: only the check in the default environment, `expectations[postgresql]` in others."""
    return check if target == DEFAULT else f"{check}[{target}]"


def check_name(nodeid: str) -> str:
    """What an item checks, whatever the environment: `expectations`, `pair`, `line 12` ..."""
    return nodeid.rpartition("::")[2].partition("[")[0]


class CheckItem(pytest.Item):
    """A check. With `folder`, that it passed is kept there, with everything it depends on."""

    def __init__(
        self,
        *,
        check: Callable[[], list[Problem]],
        target: Target = DEFAULT,
        snippets: Callable[[], list[Snippet]] = list,
        folder: Folder | None = None,
        **kwargs: Any,
    ) -> None:
        """`check` gives everything that is wrong, or raises ProblemsFound.

        `snippets` gives those whose outcomes it needs, apart from those that can't be read.
        """
        super().__init__(**kwargs)
        self.check = check
        self.target = target
        self.snippets = snippets
        self.folder = folder
        self.known_as = f"{self.path.name}::{self.name}"

    @property
    def is_known(self) -> bool:
        """Whether the item passed before, and nothing that it depends on has changed."""
        return self.folder is not None and self.folder.passed(self.known_as)

    def runtest(self) -> None:
        if self.is_known:
            return
        if self.folder:
            self.folder.note(self.known_as, False, {})
        problems = self.check()
        if problems:
            raise ProblemsFound(problems)
        dependencies = self.folder and self.config.stash[SESSION].depends_on(self.snippets(), self.target)
        if self.folder and dependencies:
            self.folder.note(self.known_as, True, *dependencies)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ProblemsFound):
            return self.config.stash[SESSION].report(check_name(self.nodeid), excinfo.value.problems, self.target)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.nodeid
