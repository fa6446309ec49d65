"""Values in a sentence: `{{ loading/n_plus_one/dont statements }}` is what the run of that snippet gave.

Also `{{ guide rules }}`, a figure of the guide, and `{{ loading minutes }}`, one of a chapter.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from harness.checking.bindings import Bindings
from harness.checking.checked_rule import CheckedSnippet, checked_rule, checked_rules
from harness.checking.matching import first_line
from harness.outcome import SqlCount
from harness.problem import Problem
from harness.project import Project
from harness.reading import rules
from harness.reading.expectation import COUNTS
from harness.reading.page import CODE_SPAN, Page
from harness.reading.page_names import PageError, find_rule
from harness.reading.pages import chapter_pages
from harness.reading.rules import Rule
from harness.running.environments import CannotRun

VALUE = re.compile(r"\{\{\s*(?P<subject>[\w./-]+)\s+(?P<what>\w+)(?:\s+(?P<number>\d+))?\s*\}\}")
NEARLY_VALUE = re.compile(r"\{\{.*?\}\}")

OF_SNIPPETS = ("statements", "parameter_sets", "rows", "printed", "raised", "message", "error")
QUOTED = ("raised", "message", "error")
"""The values that a page sets as code: what a run said, word for word."""
OF_CHAPTERS = ("minutes", "rules")
OF_GUIDE = ("chapters", "rules", "snippets", "pairs", "environments", "environment", "built")

WORDS_A_MINUTE = 200
SNIPPETS_A_MINUTE = 1.5


class Asked(NamedTuple):
    """A value as a page asks for it."""

    text: str
    subject: str
    """`guide`, a chapter, or `chapter/rule/snippet`."""
    what: str
    number: int | None
    """Which one, from 1, where there are several."""

    @property
    def is_quoted(self) -> bool:
        """Whether it is set as code."""
        return self.subject.count("/") == 2 and self.what in QUOTED


def asked(text: str) -> Asked:
    """Raises PageError for what is no value."""
    match = VALUE.fullmatch(text)
    if match is None:
        raise PageError(f"{text} is no value: write {{{{ chapter/rule/dont statements }}}}")
    return Asked(text, match["subject"], match["what"], int(match["number"]) if match["number"] else None)


def value(text: str, project: Project) -> str:
    """What `{{ chapter/rule/snippet what }}` stands for. Raises PageError and CannotRun."""
    wanted = asked(text)
    if wanted.subject == "guide":
        return guide_value(wanted.what, project)
    if "/" not in wanted.subject:
        return chapter_value(wanted.subject, wanted.what, project)
    return snippet_value(wanted, project)


def rule_of(text: str, project: Project) -> Rule | None:
    """The rule that a value is about; None for one of the guide or of a chapter, or of no rule that there is."""
    match = VALUE.fullmatch(text)
    return rules.rule_named(project, match["subject"].rpartition("/")[0]) if match else None


def is_of_environments(text: str) -> bool:
    """Whether a value tells of the guide's environments, for which the outcomes of every rule are looked at."""
    match = VALUE.fullmatch(text)
    return match is not None and match["subject"] == "guide" and match["what"] in ("environment", "environments")


def values_in(page: Page) -> list[tuple[int, str]]:
    """What looks like a value on a page, code spans left out, with its line."""
    without_code = [(number, CODE_SPAN.sub(lambda m: " " * len(m[0]), line)) for number, line in page.prose]
    return [(number, match[0]) for number, line in without_code for match in NEARLY_VALUE.finditer(line)]


def filled_in(markdown: str, project: Project) -> str:
    """A line of Markdown with its values in place, code spans left alone. Raises PageError and CannotRun."""
    hidden = CODE_SPAN.sub(lambda m: m[0].replace("{{", "\0"), markdown)
    return NEARLY_VALUE.sub(lambda m: value(m[0], project), hidden).replace("\0", "{{")


def problems(path: Path, found: Iterable[tuple[int, str]], project: Project) -> list[Problem]:
    """The values among these, each with its line, that can't be had."""
    problems = []
    for line, text in found:
        try:
            value(text, project)
        except (PageError, CannotRun) as error:
            problems.append(Problem(path, line, str(error)))
    return problems


# Of a snippet


def snippet_value(wanted: Asked, project: Project) -> str:
    """Raises PageError and CannotRun."""
    text, what, number = wanted.text, wanted.what, wanted.number
    rule_name, _, stem = wanted.subject.rpartition("/")
    rule = find_rule(rule_name, project)
    path = rule.folder / f"{stem}.py"
    if path not in rule.snippets:
        there = ", ".join(p.stem for p in rule.snippets)
        raise PageError(f"{text}: rule {rule.name} has no snippet {stem!r}; it has {there}")
    if what not in OF_SNIPPETS:
        raise PageError(f"{text}: there is no value {what!r}; there is {', '.join(OF_SNIPPETS)}")
    checked = checked_rule(rule, project)
    if path.name not in checked.snippets:
        why = "; ".join(problem.text for problem in checked.problems if problem.path == path)
        raise PageError(f"{text}: {project.relative(path)} cannot be read: {why}")
    found = snippet_values(checked.snippets[path.name], what)
    if number is None and len(found) == 1:
        return found[0]
    if number is not None and 0 < number <= len(found):
        return found[number - 1]
    if not found:
        raise PageError(f"{text}: {wanted.subject} has no {what}")
    listed = ", ".join(f"{n}: {each}" for n, each in enumerate(found[:12], 1))
    raise PageError(f"{text}: {wanted.subject} has {len(found)} {what}; say which one by its number ({listed})")


def snippet_values(checked: CheckedSnippet, what: str) -> list[str]:
    """The values of one kind that an outcome gives, in the order of the file.

    `statements`, `parameter_sets` and `rows`: SQL statements, how often the database executed them, and fetched rows,
    for each `#:`. `printed`: lines of output. `raised`, `message` and `error`: class names without module, messages,
    and both, of exceptions and warnings.
    """
    snippet, outcome = checked.snippet, checked.outcome
    if what in ("statements", "parameter_sets", "rows"):
        bindings = Bindings(snippet, outcome)
        counted = sorted(bindings.of(COUNTS).items(), key=lambda item: item[1][0].line)
        emitted = [bindings.emitted(statement) for statement, _ in counted]
        if what == "statements":
            return [f"{len(each):,}" for each in emitted]
        if what == "parameter_sets":
            return [f"{SqlCount.of(each).executions:,}" for each in emitted]
        return [f"{sum(e.rows or 0 for e in each):,}" for each in emitted]
    if what == "printed":
        return [line.text for line in outcome.printed]
    found = []
    for raised in sorted(outcome.raised, key=lambda r: snippet.line_of(r.at)):
        name, message = raised.name.rpartition(".")[2], first_line(raised.message)
        found.append({"raised": name, "message": message, "error": f"{name}: {message}"}[what])
    return found


# Of the guide and its chapters


def guide_value(what: str, project: Project) -> str:
    """A figure of the guide as a whole. Raises PageError and CannotRun."""
    if what not in OF_GUIDE:
        raise PageError(f"the guide has no value {what!r}; it has {', '.join(OF_GUIDE)}")
    held = rules.rules(project)
    if what == "built":
        return built_on()
    if what == "environment":
        checked = [each for rule in checked_rules(project) for each in rule.snippets.values()]
        return in_words(list(dict.fromkeys(str(each.outcome.environment) for each in checked)))
    if what == "environments":
        return str(max(1, len(project.environments)))
    if what == "chapters":
        return str(len({rule.chapter for rule in held}))
    return f"{sum({'rules': 1, 'snippets': len(rule.snippets), 'pairs': len(rule.donts)}[what] for rule in held):,}"


def in_words(environments: list[str]) -> str:
    """`A, B, C` and `A, B, D` as `A, B, with C and with D`: what they share once."""
    parts = [each.split(", ") for each in environments]
    common = [part for part in parts[0] if all(part in other for other in parts)] if parts else []
    rest = [", ".join(part for part in each if part not in common) for each in parts]
    if len(parts) < 2 or not common or not all(rest):
        return "; ".join(environments)
    return f"{' and '.join(common)}, with {' and with '.join(rest)}"


def built_on() -> str:
    """Today in UTC, or the day that SOURCE_DATE_EPOCH names, as an American reader writes it: `March 3, 2026`."""
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), tz=UTC)
    return f"{day:%B} {day.day}, {day.year}"


def chapter_value(chapter: str, what: str, project: Project) -> str:
    """A figure of one chapter. Raises PageError.

    The minutes are what its words take to read at WORDS_A_MINUTE and its examples at SNIPPETS_A_MINUTE, to the next
    five.
    """
    own = chapter_pages(chapter, project)
    if not own:
        raise PageError(
            f"there is no chapter {chapter!r}: write {{{{ chapter minutes }}}} or {{{{ chapter/rule/do printed }}}}"
        )
    if what not in OF_CHAPTERS:
        raise PageError(f"a chapter has no value {what!r}; it has {', '.join(OF_CHAPTERS)}")
    held = rules.rules_of(project, chapter)
    if what == "rules":
        return str(len(held))
    words = sum(len(line.split()) for page in own for _, line in page.prose)
    minutes = words / WORDS_A_MINUTE + sum(len(rule.snippets) for rule in held) / SNIPPETS_A_MINUTE
    return str(max(5, 5 * round(minutes / 5)))
