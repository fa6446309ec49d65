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


def python_lines(source: str) -> list[Markup]:
    """Python, one piece of HTML for each line; index 0 is line 1."""
    html = highlighted(source, PythonLexer(stripnl=False, ensurenl=False)).split("\n")
    pairs = zip(html, source.rstrip("\n").split("\n"), strict=True)
    return [Markup(OPENING.sub(r"\1<wbr>", line) if len(text) > NARROW else line) for line, text in pairs]


def console(session: str) -> Markup:
    """Commands and their output."""
    return Markup(highlighted(session, BashSessionLexer()))


def sql(text: str) -> Markup:
    return Markup(highlighted(text, SqlLexer()))


def highlighted(text: str, lexer: Lexer) -> str:
    lexer.add_filter(Quieter())
    html: str = highlight(text, lexer, HtmlFormatter(nowrap=True))
    return html.rstrip("\n")
