"""A checked rule: a rule with its snippets, what their runs did, and what that proves.

It is computed once for a state of the rule's files. Pages, indexes and the files for machines read it:

    for checked in checked_rules(project):     # every rule; their snippets run on all processors
        checked.problems                       # everything that is wrong with the rule; empty if it is proven
        checked.snippets["dont.py"].outcome    # a snippet by its file name
        for case in checked.cases:             # a DON'T and the DO that answers it
            case.dont.snippet, case.do.comparison.met, case.proof.ways

Pages show each snippet in one environment: the first of the project's that it runs in. The outcomes here are from that.
Checks in other environments bring their own outcomes: `check_snippet` and `check_case` run nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harness.cache import fingerprint
from harness.checking.compare import Comparison, compare
from harness.checking.project_state import contents
from harness.checking.proof import Proof, prove
from harness.outcome import Outcome
from harness.problem import Problem
from harness.project import Project
from harness.reading import rules
from harness.reading.rule_folder import folder_problems
from harness.reading.rules import Rule
from harness.reading.snippet import Snippet, read, readable
from harness.running.engines import databases_of
from harness.running.environments import Target, first_target
from harness.running.run import run_all


@dataclass(frozen=True)
class CheckedSnippet:
    """A snippet held against its own expectations."""

    snippet: Snippet
    outcome: Outcome
    comparison: Comparison
    databases: tuple[str, ...] = ()
    """The databases that it runs on; `outcome` is from one of them."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.snippet.path.name

    @property
    def problems(self) -> list[Problem]:
        """Where the run did something else than the expectations say."""
        return self.comparison.problems


@dataclass(frozen=True)
class CheckedCase:
    """A DON'T held against the DO that answers it."""

    dont: CheckedSnippet
    do: CheckedSnippet
    proof: Proof

    @property
    def name(self) -> str:
        """What the files' names say of the case: `async` for dont_async.py, empty for dont.py."""
        return self.dont.snippet.path.stem.removeprefix("dont").removeprefix("_")

    @property
    def problems(self) -> list[Problem]:
        """What keeps the pair from being proven, apart from the problems of its two snippets."""
        return self.proof.problems


@dataclass(frozen=True, eq=False)
class CheckedRule:
    """A rule with everything that its runs showed. Equal only to itself, so that what is made from it can be cached."""

    rule: Rule
    snippets: dict[str, CheckedSnippet]
    """The snippets that can be read, by file name, DON'Ts first."""
    cases: list[CheckedCase]
    """One for each DON'T that can be read and has a readable DO. A DO may answer several."""
    problems: list[Problem]
    """Everything that is wrong: with the folder, files that can't be read, snippets, cases."""


def check_snippet(
    snippet: Snippet, outcome: Outcome, project: Project, databases: tuple[str, ...] = ()
) -> CheckedSnippet:
    """Hold a snippet against an outcome of it."""
    accept = f"pytest {project.relative(snippet.path)} --update-examples"
    return CheckedSnippet(snippet, outcome, compare(snippet, outcome, accept), databases)


def check_case(dont: CheckedSnippet, do: CheckedSnippet) -> CheckedCase:
    """Hold a DON'T against its DO, from outcomes in the same environment. Snippets that fail prove nothing."""
    fails = dont.problems or do.problems
    proof = Proof() if fails else prove(dont.snippet, dont.outcome, do.snippet, do.outcome)
    return CheckedCase(dont, do, proof)


def checked_snippet(path: Path, project: Project) -> CheckedSnippet:
    """One file by itself, such as a picture's program. Raises BadSnippet and CannotRun."""
    return _run([read(path)], project)[path]


def checked_rule(rule: Rule, project: Project) -> CheckedRule:
    """A rule as it is now, computed again only if one of its files has changed. Raises CannotRun."""
    return _checked([rule], project)[0]


def checked_rules(project: Project) -> list[CheckedRule]:
    """Every rule by chapter and slug. What has to be run is run in one go, on all processors. Raises CannotRun."""
    return _checked(rules.rules(project), project)


# Each rule once per state of its files

_known: dict[tuple[Project, Rule], tuple[str, CheckedRule]] = {}


def _checked(wanted: list[Rule], project: Project) -> list[CheckedRule]:
    """The rules in the order given, those that have changed computed again."""
    stale = [rule for rule in wanted if not _is_current(rule, project)]
    states = {rule: contents(rule.folder).digest for rule in stale}  # before anything is read
    texts = {rule: readable(rule.snippets) for rule in stale}
    ran = _run([snippet for snippets, _ in texts.values() for snippet in snippets], project)
    fresh = {
        rule: _assembled(rule, project, {each.path.name: ran[each.path] for each in snippets}, unreadable)
        for rule, (snippets, unreadable) in texts.items()
    }
    for rule, checked in fresh.items():
        # A run that hung or crashed may go better next time.
        if not any(each.outcome.complaints for each in checked.snippets.values()):
            _known[project, rule] = states[rule], checked
    return [fresh[rule] if rule in fresh else _known[project, rule][1] for rule in wanted]


def _is_current(rule: Rule, project: Project) -> bool:
    """Whether the rule's folder, and every project file that its runs read, are as they were."""
    if (project, rule) not in _known:
        return False
    state, checked = _known[project, rule]
    files = {item for each in checked.snippets.values() for item in each.outcome.files.items()}
    return state == contents(rule.folder).digest and all(
        fingerprint(project.root / name) == known for name, known in files
    )


def _run(snippets: list[Snippet], project: Project) -> dict[Path, CheckedSnippet]:
    """Snippets of any rules, each from the environment that pages show, by path. Raises CannotRun."""
    databases = {snippet.path: databases_of(snippet, project) for snippet in snippets}
    by_target: dict[Target, list[Snippet]] = {}
    for snippet in snippets:
        by_target.setdefault(first_target(databases[snippet.path], project), []).append(snippet)
    return {
        snippet.path: check_snippet(snippet, outcome, project, databases[snippet.path])
        for target, several in by_target.items()
        for snippet, outcome in run_all(several, project, target)
    }


def _assembled(
    rule: Rule, project: Project, snippets: dict[str, CheckedSnippet], unreadable: list[Problem]
) -> CheckedRule:
    pairs = [(snippets.get(case.dont.name), snippets.get(case.do.name)) for case in rule.cases if case.do]
    cases = [check_case(dont, do) for dont, do in pairs if dont and do]
    problems = folder_problems(project, rule) + unreadable
    problems += [problem for each in snippets.values() for problem in each.problems]
    problems += [problem for case in cases for problem in case.problems]
    return CheckedRule(rule, snippets, cases, problems)
