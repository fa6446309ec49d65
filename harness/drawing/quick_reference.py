"""The quick reference: a line for each rule, its DON'T and its DO in miniature.

A miniature is the statement below `# page: essence`. Where a file has no such mark, it is one of the statements that
the two files have differently. What differs within the two miniatures is emphasized.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from harness.checking.bindings import Bindings
from harness.checking.checked_rule import CheckedCase, CheckedRule, checked_rules
from harness.checking.proof import COUNTED
from harness.drawing.changed_lines import changed_lines
from harness.drawing.templates import render
from harness.drawing.word_diff import Piece, likeness, word_diff
from harness.problem import Problem
from harness.project import Project
from harness.reading import pages
from harness.reading.expectation import COUNTS, WRONG
from harness.reading.regions import ESSENCE
from harness.reading.rules import Rule
from harness.reading.snippet import Snippet, read

LONGEST = 96
"""Characters of a miniature. A longer one is cut around what differs."""
ALIKE = 0.45
"""Miniatures less alike than this have nothing in common worth showing."""
TARGET = re.compile(r"\w+ = (?=\S)")


@dataclass(frozen=True)
class Row:
    """A rule as the reference shows it."""

    rule: Rule
    ways: list[str]
    """How its fault is shown: `raises`, `warns`, `statements`, `wrong result`."""
    dont: list[Piece]
    do: list[Piece]


def reference_html(project: Project) -> tuple[Markup, list[Problem]]:
    """The reference, a list for each chapter in the order of the navigation, and what is wrong with its rows."""
    titles = pages.rule_titles(project)
    by_name = {checked.rule.name: checked for checked in checked_rules(project)}
    chapters: dict[str, list[tuple[Row, str]]] = {}
    problems = []
    for name, title in titles.items():
        checked = by_name.get(name)
        if checked is None or not checked.cases:
            continue
        row, row_problems = row_of(checked)
        problems += row_problems
        chapters.setdefault(title.chapter, []).append((row, title.text))
    ways = sorted({way for rows in chapters.values() for row, _ in rows for way in row.ways})
    return render("quick_reference", chapters=chapters, ways=ways), problems


@lru_cache(1024)
def row_of(checked: CheckedRule) -> tuple[Row, list[Problem]]:
    """The row of a rule: its first case stands for it. A row whose sides are the same shows nothing: a problem."""
    rule, cases = checked.rule, checked.cases
    ways = sorted({way for case in cases for way in case.proof.ways})
    bad, good = miniatures(rule, cases[0])
    problems = []
    if bad == good or not (bad and good):
        remedy = f"write {ESSENCE!r} above the statement that shows what to do, here and in {cases[0].do.name}"
        text = f"the quick reference has nothing telling of this rule: DON'T {bad or 'nothing'}, DO {good or 'nothing'}"
        problems.append(Problem(cases[0].dont.snippet.path, 1, text, remedy))
    target = TARGET.match(bad)
    if target and good.startswith(target[0]):  # both assign to the same name, which tells nothing
        bad, good = bad[target.end() :], good[target.end() :]
    dont, do = (cut(pieces) for pieces in word_diff(bad, good, ALIKE))
    return Row(rule, ways, dont, do), problems


def miniatures(rule: Rule, case: CheckedCase) -> tuple[str, str]:
    """What shows the case best of each file; empty if nothing does."""
    dont, do = case.dont.snippet, case.do.snippet
    removed, added = changed_lines(dont, do)
    ours, theirs = statements(dont, removed), statements(do, added)
    faulty = faults(case)
    bad, good = essence(rule, dont), essence(rule, do)
    bad = bad or next((ours[at] for at in faulty if at in ours), "")
    bad = bad or likest(ours.values(), [good] if good else theirs.values())
    good = good or likest(theirs.values(), [bad]) or counterpart(do, bad)
    if not bad:  # the DO only adds something: to a statement, or before the one that went wrong
        texts = statements(dont)
        bad = counterpart(dont, good) or next((texts[at] for at in faulty if at in texts), "")
    return bad, good


def essence(rule: Rule, snippet: Snippet) -> str:
    """What the author marked in the snippet, or else in the rule's modules that it imports."""
    imported = {node.module or "" for node in ast.walk(snippet.tree) if isinstance(node, ast.ImportFrom)}
    packages = {module.partition(".")[0] for module in imported}
    modules = [path for path in rule.modules if path.relative_to(rule.folder).parts[0].removesuffix(".py") in packages]
    for source in (snippet, *map(read, modules)):
        if source.essence:
            heads = {statement.line: statement.head_end for statement in source.statements}
            return "  ⏎  ".join(one_line(source, line, heads.get(line, line)) for line in source.essence)
    return ""


def statements(snippet: Snippet, changed: set[int] | None = None) -> dict[int, str]:
    """The statements that a page shows, without imports, each on one line; of a block its header.

    `changed`: only those in these lines.
    """
    regions = snippet.regions or [(1, len(snippet.source))]
    texts = {}
    for statement in snippet.statements:
        lines = range(statement.line, statement.head_end + 1)
        is_shown = any(first <= statement.line <= last for first, last in regions)
        if is_shown and (changed is None or changed & set(lines)):
            texts[statement.index] = one_line(snippet, statement.line, statement.head_end)
    return {index: text for index, text in texts.items() if not text.startswith(("import ", "from "))}


def counterpart(snippet: Snippet, text: str) -> str:
    """The statement that another file has a little differently; empty if there is none."""
    nearest = likest(statements(snippet).values(), [text])
    return nearest if nearest != text and likeness(nearest, text) >= ALIKE else ""


def one_line(snippet: Snippet, first: int, last: int) -> str:
    """Lines of code as one, without comments and without the blanks that line breaks leave inside brackets."""
    lines = [snippet.text_of(n).strip() for n in range(first, last + 1)]
    text = " ".join(line for line in lines if line and not line.startswith("#"))
    text = re.sub(r",? ([)\]}])", r"\1", re.sub(r"([(\[{]) ", r"\1", text))
    return re.sub(r"(?<=\S) (\.\w)", r"\1", text)


def faults(case: CheckedCase) -> list[int]:
    """The DON'T's statements that raised, warned, printed the wrong result or emitted the most, most telling first."""
    outcome, bindings = case.dont.outcome, Bindings(case.dont.snippet, case.dont.outcome)
    indexes = [raised.at for raised in outcome.raised if raised.at is not None and not raised.by_hand]
    indexes += [at for at, expectations in bindings.of(WRONG).items() if expectations]
    if COUNTED in case.proof.ways:
        emitted = [e.at for at in bindings.of(COUNTS) for e in bindings.emitted(at) if e.at is not None]
        indexes += sorted(set(emitted), key=lambda at: -emitted.count(at))
    return list(dict.fromkeys(indexes))


def likest(texts: Iterable[str], others: Iterable[str]) -> str:
    """The text that is most like one of the others; empty if there is none."""
    others = list(others)
    return max(texts, key=lambda text: max((likeness(text, other) for other in others), default=0), default="")


def cut(pieces: list[Piece]) -> list[Piece]:
    """The pieces, cut to LONGEST characters from shortly before the first that differs."""
    total = sum(len(piece.text) for piece in pieces)
    if total <= LONGEST:
        return pieces
    first = next((n for n, piece in enumerate(pieces) if piece.differs), 0)
    before_it = sum(len(piece.text) for piece in pieces[:first])
    start = max(0, min(before_it - LONGEST // 4, total - LONGEST))
    end = start + LONGEST
    kept, at = [], 0
    for piece in pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if text:
            kept.append(Piece(text, piece.differs))
    before, after = [Piece("…", False)] * (start > 0), [Piece("…", False)] * (end < total)
    return [*before, *kept, *after]
