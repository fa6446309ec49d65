"""What the items check. What takes long to import is imported by the check that needs it."""

from __future__ import annotations

from pathlib import Path

from harness.cache import code_of, digest, keep, load, write_whole
from harness.checking.checked_rule import CheckedSnippet, check_case
from harness.checking.compare import compare
from harness.checking.project_state import contents
from harness.checking.snippet_layout import layout_problems
from harness.problem import Problem
from harness.pytest_plugin.session import Session
from harness.pytest_plugin.update import updated_file
from harness.reading.markdown_blocks import Fence
from harness.reading.rule_folder import equal_sides
from harness.reading.rules import Case, Rule
from harness.reading.snippet import BadSnippet, parse, read
from harness.running import transcripts
from harness.running.engines import never_tested
from harness.running.environments import Target


def snippet_problems(path: Path, target: Target, session: Session) -> list[Problem]:
    """A snippet against its own expectations. Rewrites them first if the session is to update."""
    snippet = read(path)
    is_first = target == session.targets_of(path)[0]
    if session.update and is_first:
        snippet = updated_file(snippet, session)
    problems = list(session.checked(snippet, target).problems)
    if is_first:  # what is the same in every environment
        problems += layout_problems(snippet, session.project) + never_tested(snippet, session.project)
    return problems


def pair_problems(case: Case, target: Target, session: Session, reported: set[Path]) -> list[Problem]:
    """A DON'T against the DO that answers it. `reported`: the snippets whose own problems are reported elsewhere."""
    assert case.do is not None
    same = [problem for problem in equal_sides(Rule(case.dont.parent)) if problem.path == case.dont]
    if same:
        return same
    problems: list[Problem] = []
    checked: list[CheckedSnippet] = []
    for path in (case.dont, case.do):
        try:
            checked.append(session.checked(read(path), target))
            own = checked[-1].problems
        except BadSnippet as error:
            own = error.problems
        if own and path in reported:
            text = f"doesn't do what it says, so {case.dont.name} and {case.do.name} prove nothing yet"
            own = [Problem(path, own[0].line, text, "fix that first; its own check says what is wrong")]
        problems += own
    # With problems of their own, comparing the two would only repeat what follows from those.
    return problems or check_case(*checked).problems


def transcript_problems(path: Path, session: Session) -> list[Problem]:
    """A console transcript against what its commands print. Rewrites it first if the session is to update."""
    result = transcripts.check(path, session.project, fresh=session.fresh)
    if result.happened is not None and session.update:
        write_whole(path, result.happened)
        result = transcripts.check(path, session.project)
    return result.problems


def value_problems(path: Path, session: Session) -> list[Problem]:
    """What is wrong with the values of a page that the chosen environments tell. A pass is cached."""
    from harness.checking import page_values
    from harness.reading.pages import page_at

    project, state = session.project, session.passed.state
    parts = [code_of("harness.checking.page_values"), state.shared]
    wanted = []
    for line, text in page_values.values_in(page_at(path, project)):
        rule = page_values.rule_of(text, project)
        elsewhere = rule and any(session.first_target_of(each) not in session.targets for each in rule.snippets)
        if not elsewhere and not page_values.is_of_environments(text):
            wanted.append((line, text))
            parts += [text, state.rule(rule.folder, contents(rule.folder)) if rule else ""]
    file, key = project.cache.parent / "values" / f"{path.relative_to(project.docs)}.json", digest(parts)
    if state.shared and load(file, key):
        return []
    problems = page_values.problems(path, wanted, project)
    if not problems:
        keep(file, key, True)
    return problems


def block_problems(block: Fence, target: Target, session: Session) -> list[Problem]:
    """A Python block of a Markdown file against its expectations, or an exemption against whether it is needed."""
    exempt = block.exempt is not None
    try:
        snippet = parse(block.path, block.source, block.first_line)
        problems = compare(snippet, session.run(snippet, target).outcome, "edit the block").problems
        problems += never_tested(snippet, session.project)
    except BadSnippet as error:
        problems = error.problems
    if exempt and not problems:
        text = "the block runs as it says, so it needs no exemption"
        return [Problem(block.path, block.line - 1, text, "delete the comment <!-- not run: ... -->")]
    if exempt or not problems:
        return []
    text = "every Python block of a page runs and is checked"
    remedy = "fix it, or say on the line above why it isn't run: <!-- not run: why -->"
    return [*problems, Problem(block.path, block.line, text, remedy)]
