"""What rules do differently in another environment, as HTML: from the record, since a machine need not have them all.

A reader chooses an environment once, by the control that `choice_html` draws. What is below a rule names, for each
environment, what the rule does there; `docs/assets/environment.js` puts that of the chosen one above the rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from harness.cache import fingerprint
from harness.checking.outcome_record import chapter_lines, said_of
from harness.checking.record import Lines
from harness.drawing.templates import render
from harness.drawing.word_diff import Piece, word_diff
from harness.project import Project
from harness.reading import pages
from harness.reading.qualifier import UnknownQualifier
from harness.reading.rules import Rule, rules
from harness.reading.snippet import BadSnippet, read
from harness.running.engines import databases_of
from harness.running.environments import Target, foreseen, recorded

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
KINDS = ("sqlalchemy", "database")
ALIKE = 0.3
"""Outcomes less alike than this have nothing in common worth marking."""


@dataclass(frozen=True)
class Difference:
    """A statement of a snippet that does something else in another environment."""

    file: str
    statement: str
    here: list[str]
    """What it does in the first environment: `raises ...`, `prints ...`, `emits 3 statements`. Empty for nothing."""
    there: list[str]

    @property
    def of_words(self) -> bool:
        """Whether both raise or warn the same class, so that only the driver's message differs."""
        return [heading(text) for text in self.here] == [heading(text) for text in self.there]

    @property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Both outcomes, with what differs."""
        return word_diff("\n".join(self.here), "\n".join(self.there), ALIKE)


def heading(text: str) -> str:
    """`raises sqlalchemy.exc.IntegrityError` of a longer line; the whole of one that raises nothing."""
    return text.partition(": ")[0] if text.startswith(("raises ", "warns ", "catches ")) else text


@dataclass(frozen=True)
class Table:
    """The differences of a rule between two environments."""

    columns: tuple[Target, Target]
    rows: list[Difference]


def labels(project: Project) -> dict[Target, str]:
    """The recorded environments as a reader picks them: `SQLAlchemy 2.1, SQLite`."""

    def label(target: Target) -> str:
        line = ".".join(foreseen(project, target).sqlalchemy.split(".")[:2])
        return f"SQLAlchemy {line}, {NAMES.get(target.database, target.database)}"

    return {target: label(target) for target in recorded(project)}


def choice_html(project: Project, root: str) -> Markup:
    """The control by which a reader names an environment. The script that it brings shows it, and does the rest.

    `root` leads from the page to the root of the site. Empty where there is no record, or it holds one environment.
    """
    offered = labels(project)
    if len(offered) < 2 or not (project.root / "outcomes").is_dir():
        return Markup("")
    return render("environment_choice", offered=offered, root=root)


# The record of a rule


def where_run(rule: Rule, project: Project, everywhere: tuple[Target, ...]) -> dict[str, list[Target]]:
    """Where each file of a rule runs among the recorded environments, the one its outcome is shown from first.

    Files that the record doesn't hold or that can't be read are left out.
    """
    held = chapter_lines(project, rule.chapter)
    code = code_near(rule, project)
    by_file = {
        path.name: [target for target in everywhere if target.database in databases(path, project, code)]
        for path in rule.snippets
        if f"{rule.slug}/{path.name}" in held
    }
    return {file: targets for file, targets in by_file.items() if targets}


def code_near(rule: Rule, project: Project) -> tuple[str, ...]:
    """Stands for the code of a rule's folder and of what it may import: the modules of its chapter and of all rules."""
    near = (project.snippets.glob("*.py"), rule.folder.parent.glob("*.py"), rule.folder.rglob("*.py"))
    return tuple(fingerprint(path) for paths in near for path in sorted(paths))


@lru_cache(4096)
def databases(path: Path, project: Project, code: tuple[str, ...]) -> tuple[str, ...]:
    """The databases that a file runs on; none if it can't be read. `code` stands for it and for what it may import."""
    try:
        return databases_of(read(path), project)
    except BadSnippet:
        return ()


def differences(project: Project, rule: Rule, file: str, here: Target, there: Target) -> list[Difference]:
    """What a file of a rule does differently in the second environment."""
    lines = chapter_lines(project, rule.chapter).get(f"{rule.slug}/{file}", [])
    one, other = (by_statement(said_of(foreseen(project, target), lines)) for target in (here, there))
    return [
        Difference(file, statement, one.get(statement, []), other.get(statement, []))
        for statement in dict.fromkeys([*one, *other])
        if one.get(statement, []) != other.get(statement, [])
    ]


def by_statement(entry: Lines) -> dict[str, list[str]]:
    """What each statement did."""
    by_statement: dict[str, list[str]] = {}
    for statement, text in entry:
        by_statement.setdefault(statement, []).append(text)
    return by_statement


def tables(pairs: Iterable[tuple[tuple[Target, Target], list[Difference]]]) -> list[Table]:
    """The differences between each two environments together."""
    by_columns: dict[tuple[Target, Target], list[Difference]] = {}
    for columns, rows in pairs:
        by_columns.setdefault(columns, []).extend(rows)
    return [Table(columns, rows) for columns, rows in by_columns.items() if rows]


# A page of them all


def counterpart(kind: str, target: Target, everywhere: tuple[Target, ...]) -> Target | None:
    """The environment that differs from this one by the kind alone: another `sqlalchemy`, or `database`."""
    for other in everywhere:
        by_packages, by_database = other.packages != target.packages, other.database != target.database
        if (by_packages, by_database) == (kind == "sqlalchemy", kind == "database"):
            return other
    return None


def differences_html(kind: str, project: Project, root: str) -> Markup:
    """Every rule that differs, with both outcomes side by side: first different outcomes, then different wording.

    Raises ValueError for a kind that nothing here differs by.
    """
    everywhere = recorded(project)
    if kind not in KINDS or counterpart(kind, everywhere[0], everywhere) is None:
        raise ValueError(f"no two environments of the project differ by {kind!r} alone; there is {', '.join(KINDS)}")
    groups: dict[bool, list[tuple[Rule, str, list[Table]]]] = {False: [], True: []}
    titles = pages.rule_titles(project)
    order = {name: number for number, name in enumerate(titles)}
    for rule in sorted(rules(project), key=lambda rule: (order.get(rule.name, len(order)), rule.name)):
        title = titles[rule.name].text if rule.name in titles else rule.name
        pairs = []
        for file, targets in where_run(rule, project, everywhere).items():
            other = counterpart(kind, targets[0], everywhere)
            if other in targets:
                pairs.append(((targets[0], other), differences(project, rule, file, targets[0], other)))
        for of_words, group in groups.items():
            chosen = tables((columns, [d for d in rows if d.of_words == of_words]) for columns, rows in pairs)
            if chosen:
                group.append((rule, title, chosen))
    return render("differences", groups=groups, labels=labels(project), root=root)


# At a rule


@dataclass(frozen=True)
class Elsewhere:
    """A rule in another environment than the one it is shown from."""

    target: Target
    tables: list[Table]
    not_run: list[str]
    """The files that don't run there."""
    kind: str
    """`differs`, `same`, or `absent` where no file of the rule runs."""

    @property
    def of_words(self) -> bool:
        return all(row.of_words for table in self.tables for row in table.rows)


def elsewhere_html(rule: Rule, project: Project) -> Markup:
    """Below a rule: the other environments that it was shown in, and what it does differently there.

    Each environment is named once by `data-environment`: in a `details` of class `elsewhere` where outcomes differ, in
    the paragraph `same` where they are the same, in `absent` where no file of the rule runs. Empty without a record.
    """
    everywhere = recorded(project)
    by_file = where_run(rule, project, everywhere)
    others = []
    for target in everywhere if by_file else ():
        shown_from = {file: own[0] for file, own in by_file.items() if target in own and own[0] != target}
        not_run = sorted(file for file, own in by_file.items() if target not in own)
        try:
            differing = tables(
                ((target, own), differences(project, rule, file, target, own)) for file, own in shown_from.items()
            )
        except UnknownQualifier:
            continue
        if differing:
            others.append(Elsewhere(target, differing, not_run, "differs"))
        elif len(not_run) == len(by_file):
            others.append(Elsewhere(target, [], [], "absent"))
        elif shown_from:
            others.append(Elsewhere(target, [], not_run, "same"))
    return render("elsewhere", others=others, labels=labels(project))
