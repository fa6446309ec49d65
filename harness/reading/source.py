"""The text of a snippet: what makes it readable at all, its syntax tree, and its comments."""

from __future__ import annotations

import ast
import io
import tokenize
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from harness.problem import Problem, ProblemsFound


class BadSnippet(ProblemsFound):
    """A file that can't be read as a snippet."""


@dataclass(frozen=True)
class Comment:
    """A comment, from its `#` to the end of its line."""

    text: str
    """Without trailing blanks."""
    line: int
    column: int
    """Counts from 0."""
    shares_line: bool
    """Whether code comes before it on the same line."""


@dataclass
class Text:
    """A text of Python and where it comes from. Lines count from 1 in `source`."""

    path: Path
    source: str
    first_line: int = 1
    """The line of `path` where `source` starts: above 1 for a block in a Markdown page."""

    @cached_property
    def lines(self) -> list[str]:
        return self.source.split("\n")

    def file_line(self, line: int) -> int:
        """The line of `path` for a line of `source`."""
        return line + self.first_line - 1

    def problem(self, line: int, text: str, remedy: str = "") -> Problem:
        """A problem at a line of `source`."""
        return Problem(self.path, self.file_line(line), text, remedy)

    def comments(self) -> Iterator[Comment]:
        """The comments, top to bottom. The text has to be valid Python."""
        for token in tokenize.generate_tokens(io.StringIO(self.source).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                shares_line = bool(self.lines[line - 1][:column].strip())
                yield Comment(token.string.rstrip(), line, column, shares_line)


def decoded(path: Path) -> str:
    """The text of a file. Raises BadSnippet unless it is UTF-8, OSError if there is no file."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = f"not UTF-8: byte 0x{content[error.start]:02x} can't be decoded"
        raise BadSnippet([Problem(path, line, text, "save the file as UTF-8")]) from None


def syntax_tree(text: Text) -> ast.Module:
    """The syntax tree. Raises BadSnippet if there is none, or if Python warns about the text."""
    refuse_characters(text)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            tree = ast.parse(text.source, text.path)
    except SyntaxError as error:
        problem = text.problem(error.lineno or 1, f"syntax error: {error.msg}", "fix the syntax")
        raise BadSnippet([problem]) from None
    about_it = [warning for warning in warned if warning.filename == str(text.path)]  # and not of another thread
    if about_it:
        said = f"Python warns: {about_it[0].message}"
        raise BadSnippet([text.problem(about_it[0].lineno, said, "fix what Python warns about")])
    return tree


def refuse_characters(text: Text) -> None:
    """Raises BadSnippet for characters that readers don't see, such as a no-break space from a web page."""
    source = text.source
    if source.isascii() and source.replace("\n", "").replace("\t", "").isprintable():
        return
    position = next((at for at, char in enumerate(source) if char not in "\n\t" and not char.isprintable()), None)
    if position is None:
        return
    line, character = source.count("\n", 0, position) + 1, source[position]
    if source.startswith("\ufeff"):
        what, remedy = "starts with a byte order mark", "save the file without one"
    elif character == "\r":
        what, remedy = "has Windows line endings (CR LF)", "save the file with Unix line endings (LF)"
    else:
        name = unicodedata.name(character, "a control character")
        what = f"contains the invisible character U+{ord(character):04X} ({name})"
        remedy = "delete it, or write it as an escape in a string"
    raise BadSnippet([text.problem(line, what, remedy)])
