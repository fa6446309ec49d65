"""A snippet: a file, the statements in it, the expectations that its comments state, and the part that a page shows."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from harness.problem import Problem
from harness.project import VERDICT
from harness.reading import statements
from harness.reading.binding import bound
from harness.reading.expectation import Expectation
from harness.reading.regions import essence_lines, hidden, shown_regions
from harness.reading.source import BadSnippet, Text, decoded, syntax_tree
from harness.reading.statements import Statement

__all__ = ["BadSnippet", "Snippet", "parse", "read", "readable"]


@dataclass(kw_only=True)
class Snippet(Text):
    """One runnable example."""

    tree: ast.Module
    statements: list[Statement]
    expectations: list[Expectation]
    regions: list[tuple[int, int]] = field(default_factory=list)
    """First and last lines that a page shows. Empty: the whole file."""
    essence: list[int] = field(default_factory=list)
    """The lines that the author marked as what the quick reference shows."""

    @property
    def verdict(self) -> str | None:
        """`DO` or `DON'T`, by the file's name; None for a block in a page."""
        match = VERDICT.match(self.path.stem) if self.path.suffix == ".py" else None
        return None if match is None else "DON'T" if match[1] == "dont" else "DO"

    @cached_property
    def dump(self) -> str:
        """The code without comments and layout: two snippets with the same one do the same."""
        return ast.dump(self.tree)

    @property
    def code(self) -> str:
        """What is executed: the source, moved down to its line in the file, so that tracebacks name the right one."""
        return "\n" * (self.first_line - 1) + self.source

    def line_of(self, statement: int | None) -> int:
        """The first line of a statement in `source`; 1 for None."""
        return 1 if statement is None else self.statements[statement].line

    def place(self, statement: int | None) -> int:
        """The first line of a statement in `path`; that of the snippet for None."""
        return self.file_line(self.line_of(statement))

    def problem_at(self, statement: int | None, text: str, remedy: str = "") -> Problem:
        """A problem of a statement; of the whole snippet for None."""
        return self.problem(self.line_of(statement), text, remedy)

    def statement_at(self, file_line: int | None) -> int | None:
        """The innermost statement on a line of the file."""
        if file_line is None:
            return None
        line = file_line - self.first_line + 1
        there = [each.index for each in self.statements if each.line <= line <= each.end_line]
        return there[-1] if there else None

    def text_of(self, line: int) -> str:
        """A line of `source`; empty if there is no such line."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""


def read(path: Path) -> Snippet:
    """Read a snippet's file. Raises BadSnippet if it can't be one, OSError if there is no file."""
    return parse(path, decoded(path))


def readable(paths: Iterable[Path]) -> tuple[list[Snippet], list[Problem]]:
    """The snippets in files, and what is wrong with those that can't be read as one."""
    snippets: list[Snippet] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            snippets.append(read(path))
        except BadSnippet as error:
            problems += error.problems
    return snippets, problems


@lru_cache(4096)
def parse(path: Path, source: str, first_line: int = 1) -> Snippet:
    """Read a snippet from its text. Raises BadSnippet. The same text gives the same object: don't change it."""
    text = Text(path, source, first_line)
    tree = syntax_tree(text)
    numbered = statements.number(tree)
    comments = list(text.comments())
    expectations, problems = bound(text, comments, numbered)
    regions, bad_marks = shown_regions(text, comments)
    essence, bad_essence = essence_lines(text, comments)
    problems += bad_marks + bad_essence + hidden(text, regions, expectations)
    if problems:
        raise BadSnippet(sorted(problems, key=lambda problem: problem.line))
    return Snippet(
        path,
        source,
        first_line,
        tree=tree,
        statements=[each for _, each in numbered],
        expectations=expectations,
        regions=regions,
        essence=essence,
    )
