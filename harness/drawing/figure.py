"""One snippet as a figure: its verdict and badge, its code with the evidence in it, its SQL and its whole file
below."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from harness.checking.checked_rule import CheckedCase, CheckedRule, CheckedSnippet
from harness.checking.proof import COUNTED, PRINTED, RAISED, WARNED
from harness.checking.type_checks import recorded
from harness.drawing.changed_lines import changed_lines
from harness.drawing.code_listing import code_html, whole_listing
from harness.drawing.sql_html import sql_html
from harness.drawing.templates import render
from harness.outcome import Raised
from harness.problem import Problem
from harness.project import Project


@dataclass(frozen=True)
class Badge:
    """What the run showed."""

    style: str
    """`fails`, `warns`, `passes` or `unproven`."""
    words: str


UNPROVEN = Badge("unproven", "not proven")


@dataclass(frozen=True)
class Figure:
    """A snippet with all that its drawing needs."""

    checked: CheckedSnippet
    badge: Badge = UNPROVEN
    is_counted: bool = False
    """Whether the number of statements is the fault."""
    changed: set[int] = field(default_factory=set)
    """The lines that its counterpart doesn't have."""
    problems: list[Problem] = field(default_factory=list)
    """What keeps it from being proven."""

    @property
    def path(self) -> Path:
        return self.checked.snippet.path


def figures_of(checked: CheckedRule, dont: Path) -> list[Figure]:
    """A DON'T and its DO, those of them that can be read."""
    case = next((case for case in checked.cases if case.dont.snippet.path == dont), None)
    if case is None:
        answer = checked.rule.answer(dont)
        alone = [checked.snippets.get(path.name) for path in (dont, answer) if path]
        return [Figure(snippet, problems=snippet.problems) for snippet in alone if snippet]
    removed, added = changed_lines(case.dont.snippet, case.do.snippet)
    counted = COUNTED in case.proof.ways
    return [
        Figure(case.dont, dont_badge(case), counted, removed, case.dont.problems + case.problems),
        Figure(case.do, do_badge(case), counted, added, case.do.problems),
    ]


def figure_html(figure: Figure, project: Project, root: str, address: str = "", answer: Path | None = None) -> Markup:
    """The figure. `address`: its own in the page. `answer`: the DO that answers it and is drawn with another DON'T."""
    snippet, outcome = figure.checked.snippet, figure.checked.outcome
    return render(
        "figure",
        figure=figure,
        is_dont=snippet.verdict == "DON'T",
        address=address,
        answer=answer,
        link=file_link(figure.path, project, root),
        listing=code_html(snippet, outcome, figure.is_counted, figure.changed, recorded(figure.path, project)),
        problems=[(f"{project.relative(problem.path)}:{problem.line}", problem.text) for problem in figure.problems],
        sql=sql_html(snippet, outcome),
        whole=whole_listing(figure.path) if snippet.regions else None,
    )


def file_link(path: Path, project: Project, root: str) -> Markup:
    """The name of a file, which downloads it. `root` leads from the page to the root of the site."""
    return render("file_link", name=path.name, target=f"{root}{project.relative(path)}")


def dont_badge(case: CheckedCase) -> Badge:
    """What the DON'T does wrong, in the words of the ways in which the case is proven."""
    if case.problems or case.dont.problems or not case.proof.ways:
        return UNPROVEN
    proof = case.proof
    fault = short_name(proof.fault) if proof.fault else ""
    words = {
        RAISED: f"raises {fault}",
        WARNED: f"warns: {fault}",
        PRINTED: "wrong result",
        COUNTED: str(proof.dont_count),
    }
    return Badge("warns" if proof.ways == [WARNED] else "fails", ", ".join(words[way] for way in proof.ways))


def do_badge(case: CheckedCase) -> Badge:
    """What the DO does right."""
    if case.problems or case.do.problems or not case.proof.ways:
        return UNPROVEN
    if case.proof.refusal:
        return Badge("passes", f"refuses: {short_name(case.proof.refusal)}")
    return Badge("passes", f"passes, {case.proof.do_count}" if COUNTED in case.proof.ways else "passes")


def short_name(raised: Raised) -> str:
    return raised.name.rpartition(".")[2]
