"""The items: each is one check in one environment, and fails with problems instead of a traceback."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from harness.checking.passed_checks import Folder
from harness.problem import Problem, ProblemsFound
from harness.pytest_plugin.session import SESSION, Session, readable
from harness.reading.markdown_blocks import Fence
from harness.reading.rules import Case
from harness.reading.snippet import BadSnippet, Snippet, parse
from harness.running.engines import targets_of
from harness.running.environments import DEFAULT, Target

# harness.pytest_plugin.checks is imported where a check is made: it takes longer than reporting what is known to pass.


def item_name(check: str, target: Target) -> str:
    """An item's name: only the check in the default environment, `expectations[postgresql]` in others."""
    return check if target == DEFAULT else f"{check}[{target}]"


def check_name(nodeid: str) -> str:
    """What an item checks, whatever the environment: `expectations`, `pair`, `line 12` ..."""
    return nodeid.rpartition("::")[2].partition("[")[0]


class CheckItem(pytest.Item):
    """What the items have in common. Subclasses implement `problems`."""

    def __init__(self, *, target: Target = DEFAULT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target = target

    @property
    def shared(self) -> Session:
        return self.config.stash[SESSION]

    def problems(self) -> list[Problem]:
        """Everything that is wrong. May also raise ProblemsFound."""
        raise NotImplementedError

    def snippets(self) -> list[Snippet]:
        """The snippets whose outcomes the check needs; those that can't be read are left out."""
        return []

    @property
    def is_known(self) -> bool:
        """Whether the item passed before, and nothing that it depends on has changed."""
        return False

    def runtest(self) -> None:
        problems = self.problems()
        if problems:
            raise ProblemsFound(problems)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ProblemsFound):
            return self.shared.report(check_name(self.nodeid), excinfo.value.problems, self.target)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.nodeid


class ProblemItem(CheckItem):
    """Problems that collecting found. Always fails."""

    def __init__(self, *, problems: list[Problem], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.found = problems

    def problems(self) -> list[Problem]:
        return self.found


class RememberedItem(CheckItem):
    """A check of snippets. That it passed is kept, with everything it depends on."""

    @cached_property
    def folder(self) -> Folder:
        return self.shared.passed.of(self.path.parent)

    @property
    def known_as(self) -> str:
        return f"{self.path.name}::{self.name}"

    @property
    def is_known(self) -> bool:
        return self.folder.passed(self.known_as)

    def runtest(self) -> None:
        if self.is_known:
            return
        self.folder.note(self.known_as, False, {})
        super().runtest()
        dependencies = self.shared.depends_on(self.snippets(), self.target)
        if dependencies is not None:
            self.folder.note(self.known_as, True, *dependencies)


class SnippetItem(RememberedItem):
    """A snippet against its own expectations."""

    def snippets(self) -> list[Snippet]:
        return readable(self.path)

    def problems(self) -> list[Problem]:
        from harness.pytest_plugin.checks import snippet_problems

        return snippet_problems(self.path, self.target, self.shared)


class PairItem(RememberedItem):
    """A DON'T against the DO that answers it."""

    def __init__(self, *, case: Case, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case

    def snippets(self) -> list[Snippet]:
        return [snippet for path in (self.case.dont, self.case.do) if path for snippet in readable(path)]

    def problems(self) -> list[Problem]:
        from harness.pytest_plugin.checks import pair_problems

        items = [item for item in self.session.items if isinstance(item, SnippetItem) and item.target == self.target]
        return pair_problems(self.case, self.target, self.shared, reported={item.path for item in items})


class TranscriptItem(CheckItem):
    """A console transcript against what its commands print."""

    def problems(self) -> list[Problem]:
        from harness.pytest_plugin.checks import transcript_problems

        return transcript_problems(self.path, self.shared)


class ValuesItem(CheckItem):
    """The values in the sentences of a page: `{{ chapter/rule/dont statements }}`."""

    def problems(self) -> list[Problem]:
        from harness.pytest_plugin.checks import value_problems

        return value_problems(self.path, self.shared)


class BlockItem(CheckItem):
    """A Python block of a Markdown file."""

    def __init__(self, *, block: Fence, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.block = block

    def snippets(self) -> list[Snippet]:
        return snippet_in(self.block)

    def problems(self) -> list[Problem]:
        from harness.pytest_plugin.checks import block_problems

        return block_problems(self.block, self.target, self.shared)


def snippet_in(block: Fence) -> list[Snippet]:
    """A block as a snippet; nothing if it can't be read as one."""
    try:
        return [parse(block.path, block.source, block.first_line)]
    except BadSnippet:
        return []


def targets_of_block(block: Fence, session: Session) -> list[Target]:
    """The environments to check a block in. One is enough for a block that is exempt or can't be read."""
    snippets = snippet_in(block)
    if block.exempt is not None or not snippets:
        return [session.targets[0]]
    return targets_of(snippets[0], session.project, session.targets)
