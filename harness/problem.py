"""Problems as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable

from harness.project import Project
from harness.reading.snippet import Problem


def report(problems: Iterable[Problem], project: Project) -> str:
    """`path:line: what is wrong`, its detail, and what to do about it; an empty line between problems."""
    return "\n\n".join(
        f"{located(problem, project)}\n  {problem.remedy}" if problem.remedy else located(problem, project)
        for problem in problems
    )


def located(problem: Problem, project: Project) -> str:
    """`path:line: what is wrong`, with its detail and without the remedy."""
    return f"{project.relative(problem.path)}:{problem.line}: {problem.text}"
