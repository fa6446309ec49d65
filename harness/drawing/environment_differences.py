"""What rules do otherwise in another environment, as HTML: from the record, since a machine need not have them all.

A reader chooses an environment once, by the control that `choice_html` draws. What stands below a rule names, for each
environment, what the rule does there; `docs/assets/environment.js` puts that of the chosen one above the rule.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from harness.checking.outcome_record import Entry, chapter_lines, said_of
from harness.project import Project
from harness.reading import rules
from harness.reading.pages import rule_titles
from harness.reading.qualifier import UnknownQualifier
from harness.reading.snippet import BadSnippet, read
from harness.running.engines import targets_of
from harness.running.environments import Target, foreseen, recorded

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


def label(project: Project, target: Target) -> str:
    """An environment as a reader picks it: `SQLAlchemy 2.1, SQLite`."""
    line = ".".join(foreseen(project, target).sqlalchemy.split(".")[:2])
    return f"SQLAlchemy {line}, {NAMES.get(target.database, target.database)}"


def choice_html(project: Project, root: str) -> str:
    """The control by which a reader names an environment. The script that it brings shows it, and does the rest.

    `root` leads from the page to the root of the site. Empty where there is no record, or it holds one environment.
    """
    offered = recorded(project)
    if len(offered) < 2 or not (project.root / "outcomes").is_dir():
        return ""
    options = "".join(f'<option value="{escape(str(t))}">{escape(label(project, t))}</option>' for t in offered)
    return (
        '<div class="environment-choice" data-search-exclude hidden><label>Your environment'
        f" <select>{options}</select></label><output></output></div>"
        f'<script src="{escape(root)}assets/environment.js"></script>'
    )


class Ways(NamedTuple):
    """Where each file of a rule runs, the environment its outcome is shown from first."""

    by_file: dict[str, list[Target]]

    def absent(self, target: Target) -> list[str]:
        return sorted(file for file, own in self.by_file.items() if target not in own)

    def beside(self, target: Target) -> dict[str, Target]:
        """The files that run there and are shown from another environment: which."""
        return {file: own[0] for file, own in self.by_file.items() if target in own and own[0] != target}


def ways(rule: rules.Rule, project: Project) -> Ways:
    """Where the files of a rule run, those left out that the record does not hold or nobody can read."""
    held = chapter_lines(project, rule.chapter)
    found = {}
    for path in rule.snippets:
        if f"{rule.slug}/{path.name}" in held:
            try:
                found[path.name] = targets_of(read(path), project, recorded(project))
            except BadSnippet:
                continue
    return Ways({file: own for file, own in found.items() if own})


def difference(project: Project, rule: rules.Rule, file: str, here: Target, there: Target) -> list[Difference]:
    """What a file of a rule does otherwise in the second environment."""
    lines = chapter_lines(project, rule.chapter).get(f"{rule.slug}/{file}", [])
    one, other = (grouped(said_of(foreseen(project, target), lines)) for target in (here, there))
    return [
        Difference(file, statement, one.get(statement, []), other.get(statement, []))
        for statement in dict.fromkeys([*one, *other])
        if one.get(statement, []) != other.get(statement, [])
    ]


def grouped(entry: Entry) -> dict[str, list[str]]:
    """What each statement did."""
    found: dict[str, list[str]] = {}
    for statement, text in entry:
        found.setdefault(statement, []).append(text)
    return found


# A page of them all


def counterpart(kind: str, shown: Target, project: Project) -> Target | None:
    """The environment that differs from the one shown by the kind alone: another `sqlalchemy`, or `database`."""
    for other in recorded(project):
        by_packages, by_database = other.packages != shown.packages, other.database != shown.database
        if (by_packages, by_database) == (kind == "sqlalchemy", kind == "database"):
            return other
    return None


def differences_html(kind: str, project: Project, root: str) -> str:
    """Every rule that differs, as one reads them, with both outcomes side by side: first what it does, then what only reads otherwise.

    Raises ValueError for a kind that nothing here differs by.
    """
    if kind not in KINDS or counterpart(kind, recorded(project)[0], project) is None:
        raise ValueError(f"no two environments of the project differ by {kind!r} alone; there is {', '.join(KINDS)}")
    groups: dict[bool, list[str]] = {False: [], True: []}
    titles = rule_titles(project)
    order = {name: number for number, name in enumerate(titles)}
    for rule in sorted(rules.rules(project), key=lambda rule: (order.get(rule.name, len(order)), rule.name)):
        title = titles[rule.name].text if rule.name in titles else rule.name
        by_pair: dict[tuple[Target, Target], list[Difference]] = {}
        for file, own in ways(rule, project).by_file.items():
            other = counterpart(kind, own[0], project)
            if other in own:
                by_pair.setdefault((own[0], other), []).extend(difference(project, rule, file, own[0], other))
        for of_words, parts in groups.items():
            tables = [
                table([d for d in found if d.of_words == of_words], pair, project)
                for pair, found in by_pair.items()
                if any(d.of_words == of_words for d in found)
            ]
            if tables:
                link = f'<a href="{escape(root)}{escape(rule.address)}">{escape(title)}</a>'
                parts.append(f"<h3>{link}</h3>{''.join(tables)}")
    kinds = {False: "Other outcomes", True: "The same refusal in other words"}
    return '<div class="differences">{}</div>'.format(
        "".join(
            f"<details{'' if of_words else ' open'}><summary>{kinds[of_words]}: {count(len(parts), 'rule')}</summary>"
            f"{''.join(parts)}</details>"
            for of_words, parts in groups.items()
        )
    )


def count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def table(found: list[Difference], columns: tuple[Target, Target], project: Project) -> str:
    """The differences of a rule, a row for each statement. `columns`: the environments of `here` and `there`.

    A phone stacks the cells, which takes the table's roles away unless they are said, and each names its environment.
    """

    def outcome(target: Target, texts: list[str], other: list[str]) -> str:
        return f'<td role=cell data-label="{escape(label(project, target))}">{cell(texts, other)}</td>'

    rows = "".join(
        f"<tr role=row><th scope=row role=rowheader><span>{escape(d.snippet)}</span> <code>{escape(d.statement)}</code></th>"
        f"{outcome(columns[0], d.here, d.there)}{outcome(columns[1], d.there, d.here)}</tr>"
        for d in found
    )
    names = "".join(
        f'<th scope=col role=columnheader data-environment="{escape(str(each))}">{escape(label(project, each))}</th>'
        for each in columns
    )
    return (
        "<div class=differs><table role=table><thead role=rowgroup><tr role=row><th scope=col role=columnheader>Statement</th>"
        f"{names}</tr></thead><tbody role=rowgroup>{rows}</tbody></table></div>"
    )


def cell(texts: list[str], other: list[str]) -> str:
    """What a statement did, with the words marked that it did not say in the other environment."""
    if not texts:
        return '<span class="nothing">nothing of the kind</span>'
    return marked("\n".join(texts), "\n".join(other)).replace("\n", "<br>")


def marked(text: str, other: str) -> str:
    """The text as HTML, what the other text lacks in `<mark>`. Nothing is marked where the two have little in common."""
    words, others = (re.findall(r"\s+|\w+|[^\w\s]", each) for each in (text, other))
    matcher = difflib.SequenceMatcher(None, others, words, autojunk=False)
    if matcher.ratio() < 0.3:
        return escape(text)
    parts = []
    for kind, _, _, first, last in matcher.get_opcodes():
        part = escape("".join(words[first:last]))
        parts.append(part if kind == "equal" or not part.strip() else f"<mark>{part}</mark>")
    return "".join(parts)


# At a rule


def elsewhere_html(rule: rules.Rule, project: Project) -> str:
    """Below a rule: the other environments that it was shown in, and what it does otherwise there. Empty without a record.

    Each environment is named once by `data-environment`: in a `details` of class `elsewhere` where outcomes differ, in the
    paragraph `same` where they are the same, in `absent` where no file of the rule runs.
    """
    own = ways(rule, project)
    details, same, absent = [], [], []
    for target in recorded(project) if own.by_file else ():
        try:
            found = [
                d for file, shown in own.beside(target).items() for d in difference(project, rule, file, target, shown)
            ]
        except UnknownQualifier:
            continue
        name, key = escape(label(project, target)), escape(str(target))
        left_out = own.absent(target)
        if found:
            of_words = all(d.of_words for d in found)
            plain = "other words" if of_words else "other outcomes"
            # Both columns of a table come from one pair of environments; files shown from another have a table of their own.
            shown_from = dict.fromkeys(own.beside(target)[d.snippet] for d in found)
            tables = "".join(
                table([d for d in found if own.beside(target)[d.snippet] == shown], (target, shown), project)
                for shown in shown_from
            )
            rest = f"<p>Not run there: {escape(', '.join(left_out))}</p>" if left_out else ""
            details.append(
                f'<details class="elsewhere{" words" if of_words else ""}" data-environment="{key}"><summary>{name}: {plain}</summary>{tables}{rest}</details>'
            )
        elif len(left_out) == len(own.by_file):
            absent.append(f'<span data-environment="{key}">{name}</span>')
        elif own.beside(target):
            rest = f" (not run there: {escape(', '.join(left_out))})" if left_out else ""
            same.append(f'<span data-environment="{key}">{name}{rest}</span>')
    paragraphs = [("same", "The same on", same), ("absent", "Not run on", absent)]
    return "".join(
        [
            *(
                f'<p class="environments {kind}">{words} {"; ".join(each)}</p>'
                for kind, words, each in paragraphs
                if each
            ),
            *details,
        ]
    )
