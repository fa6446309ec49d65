"""From files to items: the folders of rules, snippets, pictures, transcripts and Markdown files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from harness.problem import Problem
from harness.project import VERDICT, Project
from harness.pytest_plugin.checks import (
    block_problems,
    pair_problems,
    snippet_problems,
    transcript_problems,
    value_problems,
)
from harness.pytest_plugin.items import CheckItem, check_name, item_name
from harness.pytest_plugin.session import SESSION
from harness.reading import rules
from harness.reading.markdown_blocks import Fence, fences
from harness.reading.rule_folder import folder_problems, misplaced, unpaired
from harness.reading.rules import Case, Rule
from harness.reading.snippet import BadSnippet, Snippet, parse, readable
from harness.running import transcripts
from harness.running.engines import targets_of
from harness.running.environments import Target


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    project = parent.config.stash[SESSION].project
    return RuleFolder.from_parent(parent, path=path) if rules.is_rule_folder(project, path) else None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    project = parent.config.stash[SESSION].project
    if file_path.suffix == ".py" and file_path.parent == rules.pictures_folder(project):
        return PictureFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".py" and misplaced(project, file_path):
        return MisplacedFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".t" and file_path in transcripts.transcripts(project):
        return TranscriptFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".md" and (file_path.parent == project.root or project.docs in file_path.parents):
        return MarkdownFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Note which snippets have an item for their own problems, which that of a pair need not repeat."""
    reporting = session.config.stash[SESSION].reporting
    for item in session.items:
        if isinstance(item, CheckItem) and check_name(item.nodeid) == "expectations":
            reporting[item.target].add(item.path)


def collects(project: Project, path: Path) -> bool:
    """Whether a Python file in `snippets/` is collected. Other files are modules that snippets import."""
    in_rule = VERDICT.match(path.stem) and rules.is_rule_folder(project, path.parent)
    return bool(in_rule or path in rules.pictures(project) or misplaced(project, path))


class RuleFolder(pytest.Directory):
    """A rule's folder: its snippets, and an item for what is wrong with the folder as a whole."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        session = self.config.stash[SESSION]
        folder = session.passed.of(self.path)
        rule = Rule(self.path)
        problems = [] if folder.known.sound else folder_problems(session.project, rule)
        folder.found.sound = not problems
        own = [problem for problem in problems if problem.path not in rule.donts]  # those of a DON'T are for its pair
        if own:
            yield CheckItem.from_parent(self, name="folder", check=own.copy)
        for path in sorted(rule.snippets):
            yield SnippetFile.from_parent(self, path=path)


class SnippetFile(pytest.File):
    """A DON'T or a DO: an item for each environment, and for each in which a DON'T meets its DO."""

    def collect(self) -> Iterator[pytest.Item]:
        session = self.config.stash[SESSION]
        targets = session.targets_of(self.path)
        for target in targets:
            yield self.item("expectations", target, partial(snippet_problems, self.path, target, session), self.path)
        if not self.path.stem.startswith("dont"):
            return
        rule = Rule(self.path.parent)
        case = next(case for case in rule.cases if case.dont == self.path)
        if case.do is None:
            problems = [problem for problem in unpaired(rule) if problem.path == self.path]
            yield CheckItem.from_parent(self, name="pair", check=problems.copy)
            return
        shared = [target for target in targets if target in session.targets_of(case.do)]
        for target in shared:
            yield self.item("pair", target, partial(self.pair_problems, case, target), self.path, case.do)
        if targets and not shared:
            text = f"{self.path.name} and {case.do.name} run on different databases, so they can't be compared"
            problems = [Problem(self.path, 1, text, "create the engine in the same way in both")]
            yield CheckItem.from_parent(self, name="pair", check=problems.copy)

    def item(self, name: str, target: Target, check: Callable[[], list[Problem]], *paths: Path) -> CheckItem:
        """A check of snippets that isn't made again until one of the files changes."""
        folder = self.config.stash[SESSION].passed.of(self.path.parent)
        needed = partial(snippets_in, paths)
        return CheckItem.from_parent(
            self, name=item_name(name, target), target=target, check=check, snippets=needed, folder=folder
        )

    def pair_problems(self, case: Case, target: Target) -> list[Problem]:
        """What is wrong with a pair. Snippets that have an item of their own report their own problems."""
        session = self.config.stash[SESSION]
        return pair_problems(case, target, session, session.reporting[target])


class PictureFile(SnippetFile):
    """The program of a picture: checked in the environment that it is drawn from, if that is one of those chosen."""

    def collect(self) -> Iterator[pytest.Item]:
        session = self.config.stash[SESSION]
        target = session.first_target_of(self.path)
        if target in session.targets_of(self.path):
            yield self.item("expectations", target, partial(snippet_problems, self.path, target, session), self.path)


class MisplacedFile(pytest.File):
    """A snippet outside the folders of rules."""

    def collect(self) -> Iterator[pytest.Item]:
        check = partial(misplaced, self.config.stash[SESSION].project, self.path)
        yield CheckItem.from_parent(self, name="place", check=check)


class TranscriptFile(pytest.File):
    """A console session."""

    def collect(self) -> Iterator[pytest.Item]:
        check = partial(transcript_problems, self.path, self.config.stash[SESSION])
        yield CheckItem.from_parent(self, name="transcript", check=check)


class MarkdownFile(pytest.File):
    """A page: an item for its form if that is wrong, for its values, and for each Python block and environment."""

    def collect(self) -> Iterator[pytest.Item]:
        session = self.config.stash[SESSION]
        blocks, problems = fences(self.path)
        if session.project.docs in self.path.parents:
            from harness.checking.page_values import values_in  # which snippets need none of
            from harness.reading.pages import page_at

            page = page_at(self.path, session.project)
            problems = page.problems + problems
            if values_in(page):
                yield CheckItem.from_parent(self, name="values", check=partial(value_problems, self.path, session))
        if problems:
            yield CheckItem.from_parent(self, name="form", check=problems.copy)
        for block in blocks:
            snippets = snippet_in(block)
            # One environment is enough for a block that is exempt or can't be read.
            several = snippets and block.exempt is None
            for target in targets_of(snippets[0], session.project, session.targets) if several else session.targets[:1]:
                yield CheckItem.from_parent(
                    self,
                    name=item_name(f"line {block.line}", target),
                    target=target,
                    check=partial(block_problems, block, target, session),
                    snippets=snippets.copy,
                )


def snippets_in(paths: Iterable[Path]) -> list[Snippet]:
    return readable(paths)[0]


def snippet_in(block: Fence) -> list[Snippet]:
    """A block as a snippet; nothing if it can't be read as one."""
    try:
        return [parse(block.path, block.source, block.first_line)]
    except BadSnippet:
        return []
