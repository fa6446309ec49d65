"""The items: each checks one thing in one environment, and fails with problems instead of a traceback."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from harness.cache import write_whole
from harness.checking.checked_rule import CheckedSnippet, check_case
from harness.checking.compare import compare
from harness.checking.passed_checks import Folder
from harness.problem import Problem, ProblemsFound
from harness.pytest_plugin.session import SESSION, Session, readable
from harness.reading.markdown_blocks import Fence
from harness.reading.rule_folder import equal_sides
from harness.reading.rules import Rule
from harness.reading.snippet import BadSnippet, Snippet, parse, read
from harness.running import transcripts
from harness.running.engines import never_tested, targets_of
from harness.running.environments import DEFAULT, Target


def item_name(check: str, target: Target) -> str:
    """An item's name: only the check in the default environment, `expectations[postgresql]` in others."""
    return check if target == DEFAULT else f"{check}[{target}]"


def check_name(nodeid: str) -> str:
    """What an item checks, whatever the environment: `expectations`, `pair`, `line 12` ..."""
    return nodeid.rpartition("::")[2].partition("[")[0]


class CheckItem(pytest.Item):
    """What the items have in common. Subclasses implement `check`."""

    def __init__(self, *, target: Target = DEFAULT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target = target

    @property
    def run(self) -> Session:
        return self.config.stash[SESSION]

    def check(self) -> None:
        """Raises ProblemsFound."""
        raise NotImplementedError

    def snippets(self) -> list[Snippet]:
        """The snippets whose outcomes the check needs; those that can't be read are left out."""
        return []

    @property
    def is_known(self) -> bool:
        """Whether the item passed before, and nothing that it depends on has changed."""
        return False

    def runtest(self) -> None:
        self.check()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ProblemsFound):
            return self.run.report(check_name(self.nodeid), excinfo.value.problems, self.target)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.nodeid


class ProblemItem(CheckItem):
    """Problems that collecting found. Always fails."""

    def __init__(self, *, problems: list[Problem], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.problems = problems

    def check(self) -> None:
        raise ProblemsFound(self.problems)


class RememberedItem(CheckItem):
    """A check of snippets. That it passed is kept, with everything it depends on."""

    @cached_property
    def folder(self) -> Folder:
        return self.run.passed.of(self.path.parent)

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
        self.check()
        dependencies = self.run.depends_on(self.snippets(), self.target)
        if dependencies is not None:
            self.folder.note(self.known_as, True, *dependencies)


class SnippetItem(RememberedItem):
    """A snippet against its own expectations."""

    def snippets(self) -> list[Snippet]:
        return readable(self.path)

    def check(self) -> None:
        session = self.run
        is_first = self.target == session.targets_of(self.path)[0]
        snippet = read(self.path)
        if session.update and is_first:
            from harness.pytest_plugin.update import updated_file  # with Black and Ruff, which take time to import

            snippet = updated_file(snippet, session)
        problems = list(session.checked(snippet, self.target).problems)
        if is_first:  # what is the same in every environment
            from harness.pytest_plugin.style import style_problems

            problems += style_problems(snippet, session.project) + never_tested(snippet, session.project)
        if problems:
            raise ProblemsFound(problems)


class PairItem(RememberedItem):
    """A DON'T against the DO that answers it."""

    def __init__(self, *, answer: Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.answer = answer

    def snippets(self) -> list[Snippet]:
        return readable(self.path) + readable(self.answer)

    def check(self) -> None:
        same = [problem for problem in equal_sides(Rule(self.path.parent)) if problem.path == self.path]
        if same:
            raise ProblemsFound(same)
        problems: list[Problem] = []
        checked: list[CheckedSnippet] = []
        for path in (self.path, self.answer):
            try:
                checked.append(self.run.checked(read(path), self.target))
                problems += self.brief(path, checked[-1].problems)
            except BadSnippet as error:
                problems += self.brief(path, error.problems)
        if not problems:  # else the comparison would only repeat what follows from them
            problems = check_case(*checked).problems
        if problems:
            raise ProblemsFound(problems)

    def brief(self, path: Path, problems: list[Problem]) -> list[Problem]:
        """The problems of one of the pair's snippets; one line if the snippet's own item reports them."""
        has_item = any(
            isinstance(item, SnippetItem) and item.path == path and item.target == self.target
            for item in self.session.items
        )
        if not problems or not has_item:
            return problems
        text = f"doesn't do what it says, so {self.path.name} and {self.answer.name} prove nothing yet"
        return [Problem(path, problems[0].line, text, "fix that first; its own check says what is wrong")]


class TranscriptItem(CheckItem):
    """A console transcript against what its commands print."""

    def check(self) -> None:
        session = self.run
        result = transcripts.check(self.path, session.project, fresh=session.fresh)
        if result.happened is not None and session.update:
            write_whole(self.path, result.happened)
            result = transcripts.check(self.path, session.project)
        if result.problems:
            raise ProblemsFound(result.problems)


class BlockItem(CheckItem):
    """A Python block of a Markdown file."""

    def __init__(self, *, block: Fence, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.block = block

    def snippets(self) -> list[Snippet]:
        try:
            return [snippet_of(self.block)]
        except BadSnippet:
            return []

    def check(self) -> None:
        exempt = self.block.exempt is not None
        try:
            snippet = snippet_of(self.block)
            outcome = self.run.run(snippet, self.target).outcome
            problems = compare(snippet, outcome, "edit the block").problems
            problems += never_tested(snippet, self.run.project)
        except BadSnippet as error:
            problems = error.problems
        if exempt and not problems:
            text = "the block runs as it says, so it needs no exemption"
            remedy = "delete the comment <!-- not run: ... -->"
            raise ProblemsFound([Problem(self.path, self.block.line - 1, text, remedy)])
        if problems and not exempt:
            text = "every Python block of a page runs and is checked"
            remedy = "fix it, or say on the line above why it isn't run: <!-- not run: why -->"
            raise ProblemsFound([*problems, Problem(self.path, self.block.line, text, remedy)])


def snippet_of(block: Fence) -> Snippet:
    """A block as a snippet. Raises BadSnippet."""
    return parse(block.path, block.source, block.line + 1)


def targets_of_block(block: Fence, session: Session) -> list[Target]:
    """The environments to check a block in. An exempt one, or one that can't be read, needs no more than one."""
    try:
        snippet = snippet_of(block)
    except BadSnippet:
        return [session.targets[0]]
    return [session.targets[0]] if block.exempt is not None else targets_of(snippet, session.project, session.targets)
