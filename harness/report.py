"""Problems as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable

from harness.project import Project
from harness.snippet import Problem


def report(problems: Iterable[Problem], project: Project) -> str:
    """`path:line: what is wrong`, its detail, and what to do about it; an empty line between problems."""
    shown = []
    for problem in problems:
        text = f"{project.relative(problem.path)}:{problem.line}: {problem.text}"
        shown.append(f"{text}\n  {problem.remedy}" if problem.remedy else text)
    return "\n\n".join(shown)
