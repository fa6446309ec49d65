"""Which lines a DO changed: the statements of two snippets, held against each other."""

from __future__ import annotations

import ast
import copy
import io
import tokenize
from collections import defaultdict
from difflib import SequenceMatcher

from harness.reading.snippet import Snippet
from harness.reading.statements import by_line, number

Token = tuple[int, str]
"""A line of the file: its number and text."""

LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
BRACKETS = set("()[]{},")
"""What comes and goes with a line break, and alone is no change."""


def changed_lines(dont: Snippet, do: Snippet) -> tuple[set[int], set[int]]:
    """The lines that only the DON'T has, and those that only the DO has, by their numbers.

    Statements are compared, not text: comments, expectations, blank lines and where a formatter broke a line do not
    count. Of a statement that was changed, the lines with something new in them count; of one that was moved in or out
    of a block, all.
    """
    before, after = parts(dont), parts(do)
    matcher = SequenceMatcher(None, [key for _, key in before], [key for _, key in after], autojunk=False)
    dropped: set[int] = set()
    added: set[int] = set()
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            continue
        old = [token for tokens, _ in before[i1:i2] for token in tokens]
        new = [token for tokens, _ in after[j1:j2] for token in tokens]
        for side, lines in zip((dropped, added), differing(old, new), strict=True):
            side |= lines
    return dropped, added


def parts(snippet: Snippet) -> list[tuple[list[Token], tuple[object, ...]]]:
    """The statements in the order of the file, without those inside them: each with what equal ones have in common."""
    owners = by_line(snippet.statements, snippet.source.count("\n") + 1)
    tokens: dict[int | None, list[Token]] = defaultdict(list)
    for token in tokenize.generate_tokens(io.StringIO(snippet.source).readline):
        if token.type not in LAYOUT:
            lines = enumerate(token.string.split("\n"), token.start[0])
            tokens[owners[token.start[0]]] += lines
    statements: list[tuple[list[Token], tuple[object, ...]]] = []
    for node, statement in number(ast.parse(snippet.source)):
        own = tokens[statement.index]
        words = tuple(text for _, text in own if text not in BRACKETS)
        statements.append((own, (statement.column, words, header(node))))
    return statements


def header(node: ast.stmt) -> str:
    """A statement as a tree, the blocks inside it left out: brackets that only break a line are not in it."""
    bare = copy.copy(node)
    for block in ("body", "handlers", "cases", "orelse", "finalbody"):
        if isinstance(getattr(bare, block, None), list):
            setattr(bare, block, [])
    return ast.dump(bare)


def differing(old: list[Token], new: list[Token]) -> tuple[set[int], set[int]]:
    """The lines of `old` and of `new` that hold something the other has not."""
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    if matcher.ratio() < 0.5:
        return {line for line, _ in old}, {line for line, _ in new}
    lines: tuple[set[int], set[int]] = (set(), set())
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what != "equal":
            for side, tokens in zip(lines, (old[i1:i2], new[j1:j2]), strict=True):
                side |= {line for line, text in tokens if text not in BRACKETS}
    if not any(lines):  # the same words in other brackets, or one column further in
        return {line for line, _ in old}, {line for line, _ in new}
    return lines
