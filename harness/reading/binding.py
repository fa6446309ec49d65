"""Which statement each expectation describes: the nearest one above that starts in the comment's own column."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from harness.problem import Problem
from harness.reading.expectation import CLAIM, LOOKALIKE, RAISES, BadExpectation, Expectation, parse
from harness.reading.source import Comment, Text
from harness.reading.statements import Statement


def bound(
    source: Text, comments: Iterable[Comment], numbered: list[tuple[ast.stmt, Statement]]
) -> tuple[list[Expectation], list[Problem]]:
    """The expectations among the comments, each with its statement, and the comments that can't be expectations."""
    expectations: list[Expectation] = []
    problems: list[Problem] = []
    for comment in comments:
        try:
            if LOOKALIKE.match(comment.text):
                expectations.append(expectation(source, comment, numbered))
            elif CLAIM.match(comment.text):
                text = f"{comment.text!r} says what the code does, but nothing checks it"
                raise BadExpectation(text, "state it with #>, #! or #:, or delete it")
        except BadExpectation as error:
            problems.append(source.problem(comment.line, error.text, error.remedy))
    return expectations, problems


def expectation(source: Text, comment: Comment, numbered: list[tuple[ast.stmt, Statement]]) -> Expectation:
    """Read a comment as an expectation of the statement above it. Raises BadExpectation."""
    if comment.line == 1 and comment.text.startswith("#!/"):
        raise BadExpectation(f"{comment.text!r}: a snippet isn't a script of its own", "delete the line")
    kind, qualifier, text = parse(comment.text)
    if comment.shares_line:
        raise BadExpectation(
            f"{comment.text!r} shares a line with code", "put it on a line of its own, below the statement"
        )
    statements = [statement for _, statement in numbered]
    statement = statement_above(source.lines, comment, statements)
    if statement is None:
        raise BadExpectation(
            f"{comment.text!r} describes nothing: no statement above it in this block starts in column"
            f" {comment.column + 1}",
            "indent it like the statement that it describes, on a line below that statement",
        )
    last = statement.end_line
    beside = [each for each in statements if each.parent == statement.parent and each.line <= last <= each.end_line]
    if len(beside) > 1:
        raise BadExpectation(
            f"{comment.text!r} could describe any of the {len(beside)} statements on line {source.file_line(last)}",
            "give each statement a line of its own",
        )
    node = numbered[statement.index][0]
    if kind != RAISES and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        raise BadExpectation(
            f"{comment.text!r} describes a function's definition, which doesn't run its body",
            "put it inside the function, or below the call",
        )
    return Expectation(kind, text, comment.line, comment.column, statement.index, qualifier)


def statement_above(lines: list[str], comment: Comment, statements: list[Statement]) -> Statement | None:
    """The nearest statement above a comment that starts in its column, if both are in the same block."""
    for statement in statements:
        # Inside a statement's brackets or between its clauses, a comment describes nothing.
        interrupted = statement.line < comment.line <= statement.end_line
        if interrupted and (statement.column >= comment.column or comment.line <= header_end(lines, statement)):
            return None
    above = [each for each in statements if each.column == comment.column and each.end_line < comment.line]
    if not above:
        return None
    nearest = max(above, key=lambda statement: statement.end_line)
    for line in lines[nearest.end_line : comment.line - 1]:
        code = line.strip()
        if code and not code.startswith("#") and len(line) - len(line.lstrip()) < comment.column:
            return None
    return nearest


def header_end(lines: list[str], statement: Statement) -> int:
    """The last line of a statement's header that is neither a comment nor blank."""
    for number in range(statement.head_end, statement.line - 1, -1):
        code = lines[number - 1].strip()
        if code and not code.startswith("#"):
            return number
    return statement.line
