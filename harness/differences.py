"""What rules do otherwise in another environment, as HTML: from the record, since a machine need not have them all."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from harness import rules
from harness.environments import Target, foreseen, targets
from harness.ledger import Entry, chapter_lines, recorded
from harness.outcome import Environment
from harness.project import Project
from harness.qualifier import UnknownQualifier

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
KINDS = ("sqlalchemy", "database")


@dataclass(frozen=True)
class Difference:
    """A statement of a snippet that does something else in another environment."""

    snippet: str
    """The file's name."""
    statement: str
    here: list[str]
    """What it does in the first environment: `raises ...`, `prints ...`, `emits 3 statements`. Empty where nothing."""
    there: list[str]

    @property
    def of_words(self) -> bool:
        """Whether both raise or warn the same class, so that only the driver's message differs."""
        return [heading(text) for text in self.here] == [heading(text) for text in self.there]


def heading(text: str) -> str:
    """`raises sqlalchemy.exc.IntegrityError` of a longer line; the whole of one that raises nothing."""
    return text.partition(": ")[0] if text.startswith(("raises ", "warns ", "catches ")) else text


def label(environment: Environment) -> str:
    """An environment as a reader picks it: `SQLAlchemy 2.1, SQLite`."""
    line = ".".join(environment.sqlalchemy.split(".")[:2])
    return f"SQLAlchemy {line}, {NAMES.get(environment.database, environment.database)}"


def compared(project: Project, kind: str) -> tuple[Target, Target] | None:
    """The default environment and one that differs from it by the kind alone: another `sqlalchemy`, or `database`."""
    first, *others = targets(project)
    for other in others:
        if kind == "sqlalchemy" and other.database == first.database and other.packages != first.packages:
            return first, other
        if kind == "database" and other.database != first.database and other.packages == first.packages:
            return first, other
    return None


def differences(project: Project, rule: rules.Rule, here: Environment, there: Environment) -> list[Difference]:
    """What differs between two environments in a rule's snippets, those left out that run in one of them only."""
    found = []
    for name, lines in chapter_lines(project, rule.chapter).items():
        folder, _, file = name.partition("/")
        if folder != rule.slug:
            continue
        one, other = grouped(recorded(lines, here)), grouped(recorded(lines, there))
        for statement in dict.fromkeys([*one, *other]):
            left, right = one.get(statement, []), other.get(statement, [])
            if left != right:
                found.append(Difference(file, statement, left, right))
    return found


def grouped(entry: Entry) -> dict[str, list[str]]:
    """What each statement did."""
    found: dict[str, list[str]] = {}
    for statement, text in entry:
        found.setdefault(statement, []).append(text)
    return found


def differences_html(kind: str, project: Project, root: str) -> str:
    """Every rule that differs, with both outcomes side by side: what it does first, then what only reads otherwise.

    Raises ValueError for a kind that nothing here differs by.
    """
    pair = compared(project, kind) if kind in KINDS else None
    if pair is None:
        raise ValueError(f"no two environments of the project differ by {kind!r} alone; there is {', '.join(KINDS)}")
    here, there = (foreseen(project, target) for target in pair)
    by_rule = [(rule, differences(project, rule, here, there)) for rule in rules.rules(project)]
    parts = []
    for of_words, title in ((False, "Other outcomes"), (True, "The same refusal in other words")):
        chosen = [(rule, [d for d in found if d.of_words == of_words]) for rule, found in by_rule]
        chosen = [(rule, found) for rule, found in chosen if found]
        count = f"{len(chosen)} rule{'' if len(chosen) == 1 else 's'}"
        tables = "".join(
            f'<h3><a href="{escape(root)}{escape(rule.chapter)}/#{escape(rule.slug)}">{escape(rule.name)}</a></h3>'
            f"{table(found, label(here), label(there))}"
            for rule, found in chosen
        )
        opened = "" if of_words else " open"
        parts.append(f"<details{opened}><summary>{title}: {count}</summary>{tables}</details>")
    return f'<div class="differences">{"".join(parts)}</div>'


def table(found: list[Difference], here: str, there: str) -> str:
    """The differences of a rule, a row for each statement."""
    rows = "".join(
        f"<tr><th scope=row><span>{escape(d.snippet)}</span> <code>{escape(d.statement)}</code></th>"
        f"<td>{cell(d.here)}</td><td>{cell(d.there)}</td></tr>"
        for d in found
    )
    head = f"<tr><th scope=col>Statement</th><th scope=col>{escape(here)}</th><th scope=col>{escape(there)}</th></tr>"
    return f'<div class="differs"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def cell(texts: list[str]) -> str:
    return "<br>".join(escape(text) for text in texts) or '<span class="nothing">nothing of the kind</span>'


def elsewhere_html(rule: rules.Rule, project: Project) -> str:
    """Below a rule: the other environments that it was shown in, and what it does otherwise there. Empty without a record."""
    held = chapter_lines(project, rule.chapter)
    if not any(name.partition("/")[0] == rule.slug for name in held):
        return ""
    parts = []
    for kind in reversed(KINDS):
        pair = compared(project, kind)
        if pair is None:
            continue
        here, there = (foreseen(project, target) for target in pair)
        try:
            found = differences(project, rule, here, there)
        except UnknownQualifier:
            continue
        if found:
            plain = "other words" if all(d.of_words for d in found) else "other outcomes"
            parts.append(
                f'<details class="elsewhere"><summary>{escape(label(there))}: {plain}</summary>'
                f"{table(found, label(here), label(there))}</details>"
            )
        elif all(runs_on(rule, project, target) for target in pair):
            parts.append(f'<p class="environments">{escape(label(there))}: the same</p>')
    return "".join(parts)


def runs_on(rule: rules.Rule, project: Project, target: Target) -> bool:
    """Whether any snippet of the rule runs there."""
    from harness.engines import targets_of
    from harness.snippet import BadSnippet, read

    for path in rule.snippets:
        try:
            if targets_of(read(path), project, [target]):
                return True
        except BadSnippet:
            continue
    return False
