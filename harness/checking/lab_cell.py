"""A cell of a lab held against its comments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.checking.bindings import Bindings
from harness.checking.compare import compare
from harness.outcome import Outcome
from harness.problem import Problem
from harness.reading.expectation import COUNTS, PRINTS, WRONG
from harness.reading.lab_text import RAISES, Cell
from harness.reading.snippet import BadSnippet, Snippet, parse

MARKED = f'# %% tags=["{RAISES}"]'


def cell_problems(snippet: Snippet, outcome: Outcome, trying: bool = False) -> list[Problem]:
    """Where a cell did something else than its comments say.

    `#: 0 statements` counts in a cell without SQL, since other cells emit some. With `trying`, as in JupyterLab, a cell
    may print what it doesn't state, and may speak of other environments than the one it runs in.
    """
    bindings = Bindings(snippet, outcome)
    problems = []
    if trying:
        stated = bindings.of(PRINTS, WRONG)
        printed = [line for holder, lines in bindings.printed().items() if holder in stated for line in lines]
        outcome = replace(outcome, printed=printed)
    else:
        never = f"is never tested: a lab runs in {outcome.environment} alone"
        problems = [
            snippet.problem(e.line, f"{str(e)!r} {never}", "delete it, or its qualifier")
            for e in snippet.expectations
            if e not in bindings.applying
        ]
    if not outcome.emitted:
        counts = [stated[0] for at, stated in bindings.of(COUNTS).items() if at in outcome.ran]
        zero = [expectation for expectation in counts if expectation.count.executions == 0]
        others = [expectation for expectation in snippet.expectations if expectation not in zero]
        snippet = replace(snippet, expectations=others)
    return compare(snippet, outcome, "edit the cell").problems + problems


def check_cell(path: Path, cell: Cell, outcome: Outcome | None, error: str, stderr: str) -> list[Problem]:
    """What is wrong with a cell of code after the site's build has run it.

    `outcome` is None if nothing was recorded yet; `error` is the exception that ended the cell then, or empty. `stderr`
    is what the cell wrote there.
    """
    problems = []
    if stderr:
        problems.append(Problem(path, cell.line, f"wrote to standard error: {stderr.strip()}", "fix what it warns of"))
    if error and outcome is None:
        problems.append(Problem(path, cell.line, f"raised {error}", "fix the cell"))
    try:
        snippet = parse(path, cell.source, cell.line)
    except BadSnippet as bad:
        return bad.problems + problems
    if outcome is None:
        if snippet.expectations:
            remedy = "import harness.drawing.notebook in a cell above"
            problems.append(Problem(path, cell.line, "what this cell expects is not checked", remedy))
        return problems
    raised, may_raise = outcome.ended_by is not None, RAISES in cell.tags
    if raised and not may_raise:
        text = "this cell raises, and is not marked: JupyterLab would stop here"
        problems.append(Problem(path, cell.line - 1, text, f"write {MARKED}"))
    if may_raise and not raised:
        text = "this cell is marked to raise, and does not"
        problems.append(Problem(path, cell.line - 1, text, f"remove {RAISES!r} from its tags"))
    return cell_problems(snippet, outcome) + problems
