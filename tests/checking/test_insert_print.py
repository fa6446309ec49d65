"""pytest-examples' own check of `#>` agrees with ours: it would change nothing in any snippet of the guide."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_examples import CodeExample
from pytest_examples.run_code import Arg, InsertPrintStatements, PrintStatement

from harness.checking.checked_rule import checked_rules, checked_snippet
from harness.checking.snippet_layout import STYLE
from harness.outcome import Outcome
from harness.project import Project
from harness.reading.expectation import PRINTS, WRONG
from harness.reading.rules import rules
from harness.reading.snippet import Snippet

PROJECT = Project.load(Path(__file__).resolve().parent.parent.parent)


def is_comparable(snippet: Snippet, outcome: Outcome) -> bool:
    """Whether pytest-examples can say what we say: every `#>` under its own print, whole and in every environment."""
    if outcome.complaints:
        return False
    stated = [e for e in snippet.expectations if e.kind in (PRINTS, WRONG)]
    if any(e.qualifier or "..." in e.text or not e.text.strip() for e in stated):
        return False
    # Its own place for output is below the print: one stated below a block has none, nor has one that it cannot find.
    return {e.statement for e in stated} == {line.at for line in outcome.printed} and all(
        "print(" in snippet.text_of(snippet.line_of(e.statement)) for e in stated
    )


def what_it_would_write(snippet: Snippet, outcome: Outcome) -> tuple[str, str | None]:
    """The source as pytest-examples reads it, and what it makes of it: None for no change."""
    source = re.sub(r"^( *)#!> ", r"\1#> ", snippet.source, flags=re.M)
    insert = InsertPrintStatements(snippet.path, replace(STYLE, line_length=100_000), True, None, None)
    assert insert.print_func is not None
    # Two prints in a loop come by turns; it wants all of the one, then all of the other.
    for line in sorted(outcome.printed, key=lambda line: snippet.line_of(line.at)):
        insert.print_func.statements.append(PrintStatement(snippet.line_of(line.at), " ", [Arg(line.text)]))
    return source, insert.updated_print_statements(CodeExample.create(source, path=snippet.path))


@pytest.mark.slow
def test_pytest_examples_would_change_nothing() -> None:
    snippets = [snippet for rule in checked_rules(PROJECT) for snippet in rule.snippets.values()]
    compared = 0
    for checked in snippets:
        if is_comparable(checked.snippet, checked.outcome):
            source, changed = what_it_would_write(checked.snippet, checked.outcome)
            assert changed in (None, source), checked.name
            compared += 1
    assert compared > len(snippets) / 2


def test_pytest_examples_sees_another_output() -> None:
    """The comparison above can fail."""
    path = next(path for rule in rules(PROJECT) for path in rule.snippets if "#>" in path.read_text("utf-8"))
    checked = checked_snippet(path, PROJECT)
    outcome = copy.deepcopy(checked.outcome)
    outcome.printed[0].text += " and more"
    _, changed = what_it_would_write(checked.snippet, outcome)
    assert changed is not None
    assert " and more" in changed
