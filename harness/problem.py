"""A problem that an author has to fix, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from harness.project import Project


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file."""

    path: Path
    line: int
    """Counts from 1; also 1 where the problem is the file or folder as a whole."""
    text: str
    """What is wrong: one line, then lines of detail if they help."""
    remedy: str = ""
    """How to fix it, or the command that does."""


class ProblemsFound(Exception):
    """Raised where problems end the work. `problems` says what is wrong, each with its line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = problems


def report(problems: Iterable[Problem], project: Project) -> str:
    """The problems for a terminal: `path:line: text` and the remedy on the next line; a blank line between problems."""
    return "\n\n".join(
        f"{located(problem, project)}\n  {problem.remedy}" if problem.remedy else located(problem, project)
        for problem in problems
    )


def located(problem: Problem, project: Project) -> str:
    """`path:line: text`, without the remedy."""
    return f"{project.relative(problem.path)}:{problem.line}: {problem.text}"
