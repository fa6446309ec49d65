"""A rule as HTML: its cases, each on its own; what ends its page; and its entry in its chapter."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from harness.checking.checked_rule import CheckedRule, checked_rule
from harness.checking.type_checks import passed
from harness.drawing.code_listing import whole_listing
from harness.drawing.environment_differences import elsewhere_html
from harness.drawing.figure import UNPROVEN, dont_badge, figure_html, figures_of, file_link
from harness.drawing.templates import render
from harness.problem import Problem
from harness.project import Project
from harness.reading import pages
from harness.reading.rules import Rule
from harness.running.environments import CannotRun


def case_html(
    rule: Rule, dont: Path, project: Project, root: str = "../../", is_example: bool = False
) -> tuple[Markup, list[Problem]]:
    """A DON'T with the DO that answers it, and what is wrong with them: with problems it is drawn as not proven.

    A DO that answers several is drawn with the first of them. What is wrong with the rule and with no other case of it
    comes with the first case. `root` leads from the page to the root of the site. `is_example`: on another page than
    the rule's own, a case has both its files, no addresses, and isn't found by the search.
    """
    try:
        checked = checked_rule(rule, project)
    except CannotRun as error:
        return Markup(""), [Problem(rule.folder, 1, str(error))] if is_example or dont == rule.donts[0] else []
    figures = figures_of(checked, dont)
    answer = rule.answer(dont)
    drawn_before = not is_example and dont != next(path for path in rule.donts if rule.answer(path) == answer)
    html = [
        figure_html(figure, project, root, "" if is_example else rule.slug, answer if drawn_before else None)
        for figure in (figures[:1] if drawn_before else figures)
    ]
    label = rule.name if is_example else f"{rule.name}/{dont.stem}"
    return render("case", label=label, figures=html, is_example=is_example), problems_of(checked, dont)


def problems_of(checked: CheckedRule, dont: Path) -> list[Problem]:
    """What is wrong with a case: with its DON'T, with an answer that no case before it has, with no file of any
    case."""
    rule = checked.rule

    def first_case(path: Path) -> Path:
        return next((each for each in rule.donts if path in (each, rule.answer(each))), rule.donts[0])

    return [problem for problem in checked.problems if first_case(problem.path) == dont]


def foot_html(rule: Rule, project: Project, root: str = "../../") -> Markup:
    """What concerns all of a rule and ends its page: the modules its snippets import, its environments, how
    to run it, and the type checkers that its DOs pass.

    Raises CannotRun.
    """
    ran = checked_rule(rule, project).snippets.values()
    first = [f"python {project.relative(path)}" for path in rule.snippets[:1]]
    return render(
        "rule_foot",
        modules=[
            (path.relative_to(rule.folder).as_posix(), whole_listing(path), file_link(path, project, root))
            for path in rule.modules
        ],
        environments=list(dict.fromkeys(str(snippet.outcome.environment) for snippet in ran)),
        elsewhere=elsewhere_html(rule, project),
        checkers=passed(rule, project),
        commands=[*first, f"pytest snippets/{rule.name}"],
    )


def rules_html(chapter: list[Rule], titles: dict[str, pages.RuleTitle], project: Project, root: str) -> Markup:
    """The rules of a chapter: each with what it advises, and what its first case shows.

    An entry has the addresses that the rule, and the headings on its page, had when the chapter was one page.
    """
    entries = []
    for rule in chapter:
        path = project.docs / rule.page
        if rule.name not in titles or not path.is_file():
            continue  # the account says so
        try:
            cases = checked_rule(rule, project).cases
        except CannotRun:
            cases = []  # its own page says why
        badge = dont_badge(cases[0]) if cases else UNPROVEN
        entries.append((rule, titles[rule.name], badge, pages.page_at(path, project).own_ids))
    return render("chapter_rules", entries=entries, root=root)
