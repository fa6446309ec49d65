"""Code as highlighted HTML. Names, punctuation and blanks look like plain text, so they get no elements of their
own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup
from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import BashSessionLexer, PythonLexer, SqlLexer
from pygments.token import Name, Operator, Punctuation, Text, Whitespace

PLAIN = {Name, Operator, Punctuation, Whitespace}
OPENING = re.compile(r"([(\[{]+)(?!$)")
NARROW = 36
"""Characters of code in a line on a phone. A longer line may be broken behind a bracket."""


class Quieter(Filter):
    """Turns the tokens that look like plain text into such."""

    def filter(self, lexer: Lexer | None, stream: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
        for kind, text in stream:
            yield (Text if kind in PLAIN else kind), text


def quiet(lexer: Lexer) -> Lexer:
    lexer.add_filter(Quieter())
    return lexer


FORMATTER = HtmlFormatter(nowrap=True)
PYTHON, CONSOLE, SQL = (
    quiet(lexer) for lexer in (PythonLexer(stripnl=False, ensurenl=False), BashSessionLexer(), SqlLexer())
)


def python_lines(source: str) -> list[Markup]:
    """Python, one piece of HTML for each line; index 0 is line 1."""
    html = str(highlighted(source, PYTHON)).split("\n")  # plain strings: joining Markup would escape what sub() adds
    pairs = zip(html, source.rstrip("\n").split("\n"), strict=True)
    return [Markup(OPENING.sub(r"\1<wbr>", line) if len(text) > NARROW else line) for line, text in pairs]


def highlighted(text: str, lexer: Lexer) -> Markup:
    """Text in the language of a lexer."""
    return Markup(highlight(text, lexer, FORMATTER).rstrip("\n"))
