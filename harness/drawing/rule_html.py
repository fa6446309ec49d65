"""A rule as HTML: its snippets, what their runs did, and what that proves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import BashSessionLexer

from harness.checking.checked_rule import CheckedRule, checked_rule
from harness.checking.compare import compare
from harness.checking.proof import COUNTED, PRINTED, RAISED, WARNED, Proof, prove
from harness.drawing.changed_lines import changed_lines
from harness.drawing.code_listing import code_html, whole_listing
from harness.drawing.environment_differences import elsewhere_html
from harness.drawing.sequence_diagram import BadLanes, lanes_html
from harness.drawing.sql_html import sql_html
from harness.outcome import Outcome, Raised
from harness.problem import Problem, report
from harness.project import Project
from harness.reading import rules
from harness.reading.pages import RuleTitle, page_at
from harness.reading.snippet import BadSnippet, Snippet, read
from harness.running.environments import CannotRun
from harness.running.shown_environment import run_shown


@dataclass
class Drawn:
    """A snippet with all that its drawing needs."""

    snippet: Snippet
    outcome: Outcome
    problems: list[Problem]
    proof: Proof | None = None
    changed: set[int] = field(default_factory=set)
    """The lines that its counterpart does not have."""
    answered_by: Path | None = None
    """The DO that answers a DON'T, where it is drawn with another DON'T already."""

    @property
    def is_dont(self) -> bool:
        return self.snippet.verdict == "DON'T"


def case_html(rule: rules.Rule, dont_path: Path, project: Project, root: str = "../../") -> tuple[str, list[Problem]]:
    """A DON'T with the DO that answers it, as HTML, and what is wrong with them: with problems it is drawn as not proven.

    A DO that answers several is drawn with the first of them. What is wrong with the rule and with no other case of it comes
    with the first case. `root` leads from the page to the root of the site.
    """
    try:
        checked = checked_rule(rule, project)
    except CannotRun as error:
        return "", [Problem(rule.folder, 1, str(error))] if dont_path == rule.donts[0] else []
    pair = pair_of(checked, dont_path)
    do_path = rule.answer(dont_path)
    if pair and dont_path != next(path for path in rule.donts if rule.answer(path) == do_path):
        pair[0].answered_by = do_path
        del pair[1:]
    figures = "".join(figure(each, rule, project, root) for each in pair)
    label = escape(f"{rule.name}/{dont_path.stem}")
    html = f'<section class="rule" aria-label="{label}"><div class="pair">{figures}</div></section>'
    return html, [problem for problem in checked.problems if case_of(rule, problem.path) == dont_path]


def case_of(rule: rules.Rule, path: Path) -> Path:
    """The first DON'T that a file belongs to, as itself or as its answer; the rule's first for all else."""
    return next((dont for dont in rule.donts if path in (dont, rule.answer(dont))), rule.donts[0])


def foot_html(rule: rules.Rule, project: Project, root: str = "../../") -> str:
    """What concerns all of a rule and ends its page: the modules its snippets import, its environments, how to run it.

    Raises CannotRun.
    """
    drawn = [Drawn(each.snippet, each.outcome, []) for each in checked_rule(rule, project).snippets.values()]
    modules = "".join(module_html(path, rule, project, root) for path in rule.modules)
    return (
        f'<div class="rule rule-end">{modules}<div class="rule-foot">{environments_html(rule, drawn)}'
        f"{elsewhere_html(rule, project)}{commands_html(rule, project)}</div></div>"
    )


def example_html(rule: rules.Rule, dont_path: Path, project: Project, root: str) -> tuple[str, list[Problem]]:
    """One pair of a rule, for another page than the rule's own: without addresses, and not found by the search."""
    try:
        checked = checked_rule(rule, project)
    except CannotRun as error:
        return "", [Problem(rule.folder, 1, str(error))]
    figures = "".join(figure(each, rule, project, root) for each in pair_of(checked, dont_path))
    figures = re.sub(r' id="[^"]*"', "", figures)
    html = f'<section class="rule example" data-search-exclude aria-label="{escape(rule.name)}"><div class="pair">{figures}</div></section>'
    return html, [problem for problem in checked.problems if case_of(rule, problem.path) == dont_path]


def pair_of(checked: CheckedRule, dont_path: Path) -> list[Drawn]:
    """A DON'T and its DO, those of them that can be read."""
    case = next((each for each in checked.cases if each.dont.snippet.path == dont_path), None)
    if case is None:
        answer = checked.rule.answer(dont_path)
        alone = [checked.snippets.get(path.name) for path in (dont_path, answer) if path]
        return [Drawn(each.snippet, each.outcome, each.problems) for each in alone if each]
    removed, added = changed_lines(case.dont.snippet, case.do.snippet)
    return [
        Drawn(case.dont.snippet, case.dont.outcome, case.dont.problems + case.problems, case.proof, removed),
        Drawn(case.do.snippet, case.do.outcome, case.do.problems, case.proof, added),
    ]


def rules_html(chapter: list[rules.Rule], titles: dict[str, RuleTitle], project: Project, root: str) -> str:
    """The rules of a chapter: each with what it advises, and what its first case shows.

    An entry has the addresses that the rule, and the headings on its page, had when the chapter was one page.
    """
    items = []
    for rule in chapter:
        path = project.docs / rule.page
        if rule.name not in titles or not path.is_file():
            continue  # the account says so
        title = titles[rule.name]
        try:
            pair = pair_of(checked_rule(rule, project), rule.donts[0]) if rule.donts else []
        except CannotRun:
            pair = []  # its own page says why
        style, words = badge(pair[0]) if pair else ("unproven", "not proven")
        inner = "".join(f'<span id="{escape(each)}"></span>' for each in page_at(path, project).own_ids)
        items.append(
            f'<li id="{escape(rule.slug)}">{inner}<a href="{escape(root)}{escape(rule.address)}">{escape(title.text)}</a>'
            f' <span class="badge {style}">{escape(words)}</span><p>{escape(title.advice)}</p></li>'
        )
    return (
        f'<ol class="rules" data-search-exclude>{"".join(items)}</ol>'
        f'<script src="{escape(root)}assets/old_addresses.js" defer></script>'
    )


def environments_html(rule: rules.Rule, drawn: list[Drawn]) -> str:
    """Where the rule was seen to hold: the environments of its outcomes.

    What a rule did in further environments is drawn here.
    """
    return f'<p class="environments">Shown from a run on {escape(environments(drawn))}</p>'


def commands_html(rule: rules.Rule, project: Project) -> str:
    """What runs the rule's files, and what checks them, in the project's folder."""
    first = project.relative(rule.snippets[0]) if rule.snippets else ""
    commands = [f"python {first}"] if first else []
    commands.append(f"pytest snippets/{rule.name}")
    return (
        '<details class="run-it"><summary>Run it</summary><p>In the project\'s folder. The second command checks the rule.</p>'
        f'<div class="highlight"><pre><code>{escape(chr(10).join(commands))}</code></pre></div></details>'
    )


def checked(paths: list[Path], project: Project) -> tuple[dict[str, Drawn], list[Problem]]:
    """The files that can be read, by name, each held against its own expectations; and all that is wrong with any.

    Raises CannotRun.
    """
    problems: list[Problem] = []
    readable = []
    for path in paths:
        try:
            readable.append(read(path))
        except BadSnippet as error:
            problems += error.problems
    drawn = {}
    for snippet, outcome in run_shown(readable, project):
        command = f"pytest {project.relative(snippet.path)} --update-examples"
        found = compare(snippet, outcome, command).problems
        drawn[snippet.path.name] = Drawn(snippet, outcome, found)
        problems += found
    return drawn, problems


def picture_html(path: Path, project: Project, root: str) -> tuple[str, list[Problem]]:
    """A picture of what a program printed, and the program, folded."""
    drawn, problems = checked([path], project)
    if problems:
        return "", problems
    try:
        picture = lanes_html([line.text for line in drawn[path.name].outcome.printed])
    except BadLanes as error:
        return "", [Problem(path, 1, str(error), "mend what the program prints")]
    environment = escape(environments(list(drawn.values())))
    html = (
        f'<figure class="picture" data-search-exclude>{picture}<figcaption>Drawn from what {file_html(path, project, root)} printed,'
        f" on {environment}.</figcaption>"
        f'<details class="whole"><summary>The program</summary>{whole_listing(path)}</details></figure>'
    )
    return html, []


def failing_html(folder: Path, project: Project) -> tuple[str, list[Problem]]:
    """An example that the checks refuse: its files as they are, and what a person is told about them.

    The example is checked as a rule's snippets are. The problem of one that passes is that it passes.
    """
    paths = sorted(folder.glob("*.py"), key=lambda path: (not path.stem.startswith("dont"), path.name))
    drawn, problems = checked(paths, project)
    dont, do = drawn.get("dont.py"), drawn.get("do.py")
    if dont and do:
        problems += prove(dont.snippet, dont.outcome, do.snippet, do.outcome).problems
    if not problems:
        return "", [Problem(folder, 1, "this example is shown because it fails, and it passes")]
    listings = "".join(
        f'<figure class="snippet captioned {"dont" if path.stem.startswith("dont") else "do"}">'
        f"<figcaption>{verdict_html(path.stem.startswith('dont'))}"
        f'<code class="file">{escape(path.name)}</code></figcaption>{whole_listing(path)}</figure>'
        for path in paths
    )
    told = escape(report(problems, project))
    html = (
        f'<section class="rule failing" aria-label="{escape(folder.name)}"><div class="pair">{listings}</div>'
        f'<div class="told"><p>What the check says</p><pre><code>{told}</code></pre></div></section>'
    )
    return html, []


def console_html(session: str) -> str:
    """Commands and their output."""
    coloured = highlight(session, BashSessionLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")
    return f'<div class="highlight console" tabindex="0" role="group" aria-label="Console"><pre><code>{coloured}</code></pre></div>'


def environments(drawn: list[Drawn]) -> str:
    """The environments the outcomes belong to, each once."""
    return "; ".join(dict.fromkeys(str(each.outcome.environment) for each in drawn)) or "no environment"


def badge(drawn: Drawn) -> tuple[str, str]:
    """What the run decided: a style, and the words."""
    if drawn.problems or drawn.proof is None or drawn.proof.problems:
        return "unproven", "not proven"
    ways, outcome = drawn.proof.ways, drawn.outcome
    if drawn.is_dont:
        words = []
        genuine = [r for r in outcome.raised if not r.by_hand]
        errors = [r for r in genuine if r not in outcome.warnings]
        if RAISED in ways:
            words.append(f"raises {short_name(errors[0])}")
        if WARNED in ways:
            words.append(f"warns: {short_name(genuine[0])}")
        if PRINTED in ways:
            words.append("wrong result")
        if COUNTED in ways:
            words.append(str(drawn.proof.dont_count))
        return ("warns" if ways == [WARNED] else "fails"), ", ".join(words)
    if outcome.raised and not all(r.by_hand for r in outcome.raised):
        return "passes", f"refuses: {short_name(next(r for r in outcome.raised if not r.by_hand))}"
    if COUNTED in ways:
        return "passes", f"passes, {drawn.proof.do_count}"
    return "passes", "passes"


def short_name(raised: Raised) -> str:
    return raised.name.rpartition(".")[2]


def figure(drawn: Drawn, rule: rules.Rule, project: Project, root: str) -> str:
    """One snippet: its verdict and badge, its code with the evidence in it, its SQL and its whole file folded below."""
    snippet = drawn.snippet
    kind = "dont" if drawn.is_dont else "do"
    style, words = badge(drawn)
    caption = (
        f'<figcaption>{verdict_html(drawn.is_dont)} <span class="badge {style}">{escape(words)}</span> '
        f"{file_html(snippet.path, project, root)}</figcaption>"
    )
    counted = drawn.proof is not None and COUNTED in drawn.proof.ways
    parts = [caption, code_html(snippet, drawn.outcome, counted, drawn.changed)]
    if drawn.answered_by:
        name = drawn.answered_by.stem
        parts.append(
            f'<p class="answered"><a href="#{figure_id(rule, drawn.answered_by)}">{escape(name)}.py</a> answers this too.</p>'
        )
    parts += [trouble_html(drawn, project), sql_html(snippet, drawn.outcome)]
    if snippet.regions:
        parts.append(whole_html(snippet))
    return f'<figure class="snippet captioned {kind}" id="{figure_id(rule, snippet.path)}">{"".join(parts)}</figure>'


def figure_id(rule: rules.Rule, path: Path) -> str:
    """The address of one snippet in its page."""
    return f"{rule.slug}-{path.stem}"


def verdict_html(is_dont: bool) -> str:
    mark, word = ("✗", "DON'T") if is_dont else ("✓", "DO")
    return f'<span class="verdict"><span class="mark" aria-hidden="true">{mark}</span> {escape(word)}</span>'


def file_html(path: Path, project: Project, root: str) -> str:
    """The name of a file, which downloads it."""
    target = escape(f"{root}{project.relative(path)}")
    return f'<a class="file" href="{target}" download title="Download {escape(path.name)}">{escape(path.name)}</a>'


def trouble_html(drawn: Drawn, project: Project) -> str:
    """What keeps a snippet from being proven."""
    if not drawn.problems:
        return ""
    items = "".join(
        f"<li><code>{escape(project.relative(p.path))}:{p.line}</code> {escape(p.text)}</li>" for p in drawn.problems
    )
    return f'<div class="trouble"><p>Not proven:</p><ul>{items}</ul></div>'


def whole_html(snippet: Snippet) -> str:
    return (
        '<details class="whole" data-search-exclude><summary>The whole file</summary>'
        f"{whole_listing(snippet.path)}</details>"
    )


def module_html(path: Path, rule: rules.Rule, project: Project, root: str) -> str:
    """A module that the rule's snippets import."""
    name = escape(path.relative_to(rule.folder).as_posix())
    return (
        f'<figure class="snippet module"><details class="whole" data-search-exclude><summary><code>{name}</code>,'
        f" imported by the files above</summary>{whole_listing(path)}<p>{file_html(path, project, root)}</p></details></figure>"
    )
