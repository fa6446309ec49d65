"""An example that the checks refuse, as a page shows it: its files, and what the checks print about them."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from harness.checking.checked_rule import CheckedSnippet, check_case, checked_snippet
from harness.drawing.code_listing import whole_listing
from harness.drawing.templates import render
from harness.problem import Problem, report
from harness.project import Project
from harness.reading.rules import Rule
from harness.reading.snippet import BadSnippet


def failing_html(folder: Path, project: Project) -> tuple[Markup, list[Problem]]:
    """The example, its files checked as a rule's are; the problem with one that passes is that it passes.

    It may be one file alone. Raises CannotRun.
    """
    problems: list[Problem] = []
    checked: dict[str, CheckedSnippet] = {}
    paths = Rule(folder).snippets
    for path in paths:
        try:
            checked[path.name] = checked_snippet(path, project)
            problems += checked[path.name].problems
        except BadSnippet as error:
            problems += error.problems
    if {"dont.py", "do.py"} <= checked.keys():
        problems += check_case(checked["dont.py"], checked["do.py"]).problems
    if not problems:
        return Markup(""), [Problem(folder, 1, "this example is shown because it fails, and it passes")]
    files = [(path.name, whole_listing(path)) for path in paths]
    return render("failing_example", name=folder.name, files=files, report=report(problems, project)), []
