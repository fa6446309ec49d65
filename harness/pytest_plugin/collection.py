"""From files to items: the folders of rules, snippets, pictures, transcripts and Markdown files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.problem import Problem
from harness.project import VERDICT, Project
from harness.pytest_plugin.items import (
    BlockItem,
    PairItem,
    ProblemItem,
    SnippetItem,
    TranscriptItem,
    ValuesItem,
    item_name,
    targets_of_block,
)
from harness.pytest_plugin.session import SESSION
from harness.reading import rules
from harness.reading.markdown_blocks import fences
from harness.reading.rule_folder import folder_problems, misplaced, unpaired
from harness.reading.rules import Rule
from harness.running import transcripts


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
            yield ProblemItem.from_parent(self, name="folder", problems=own)
        for path in sorted(rule.snippets):
            yield SnippetFile.from_parent(self, path=path)


class SnippetFile(pytest.File):
    """A DON'T or a DO: an item for each environment, and for each in which a DON'T meets its DO."""

    def collect(self) -> Iterator[pytest.Item]:
        session = self.config.stash[SESSION]
        targets = session.targets_of(self.path)
        for target in targets:
            yield SnippetItem.from_parent(self, name=item_name("expectations", target), target=target)
        if not self.path.stem.startswith("dont"):
            return
        rule = Rule(self.path.parent)
        case = next(case for case in rule.cases if case.dont == self.path)
        if case.do is None:
            problems = [problem for problem in unpaired(rule) if problem.path == self.path]
            yield ProblemItem.from_parent(self, name="pair", problems=problems)
            return
        shared = [target for target in targets if target in session.targets_of(case.do)]
        for target in shared:
            yield PairItem.from_parent(self, name=item_name("pair", target), case=case, target=target)
        if targets and not shared:
            text = f"{self.path.name} and {case.do.name} run on different databases, so they can't be compared"
            problem = Problem(self.path, 1, text, "create the engine in the same way in both")
            yield ProblemItem.from_parent(self, name="pair", problems=[problem])


class PictureFile(pytest.File):
    """The program of a picture: checked in the environment that it is drawn from, if that is one of those chosen."""

    def collect(self) -> Iterator[pytest.Item]:
        session = self.config.stash[SESSION]
        for target in session.targets_of(self.path):
            if target == session.first_target_of(self.path):
                yield SnippetItem.from_parent(self, name=item_name("expectations", target), target=target)


class MisplacedFile(pytest.File):
    """A snippet outside the folders of rules."""

    def collect(self) -> Iterator[pytest.Item]:
        problems = misplaced(self.config.stash[SESSION].project, self.path)
        yield ProblemItem.from_parent(self, name="place", problems=problems)


class TranscriptFile(pytest.File):
    """A console session."""

    def collect(self) -> Iterator[pytest.Item]:
        yield TranscriptItem.from_parent(self, name="transcript")


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
                yield ValuesItem.from_parent(self, name="values")
        if problems:
            yield ProblemItem.from_parent(self, name="form", problems=problems)
        for block in blocks:
            for target in targets_of_block(block, session):
                name = item_name(f"line {block.line}", target)
                yield BlockItem.from_parent(self, name=name, block=block, target=target)
