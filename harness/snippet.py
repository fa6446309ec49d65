"""A snippet: a file, the statements in it, and the expectations its comments state."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from harness import qualifier, statements
from harness.qualifier import Qualifier, UnknownQualifier
from harness.statements import Statement

PRINTS, WRONG, RAISES, COUNTS = "#>", "#!>", "#!", "#:"

MARK = re.compile(r"(#!>|#>|#!|#:)(?: (.*))?$", re.S)
NEARLY = re.compile(r"#\s*(!\s*>|>|!|:)")
RAISED = re.compile(r"([A-Za-z_][\w.]*)(?::(?: (.*))?)?$")
COUNTED = re.compile(r"(\d+)(?: statements?)?$")
FROM_HERE, TO_HERE = "# page: from here", "# page: to here"
NEARLY_REGION = re.compile(r"#\s*page\b", re.I)

VERDICT = re.compile(r"(do|dont)(?:_([a-z0-9_]+))?$")


@dataclass(frozen=True)
class Problem:
    """Something wrong, as a person is told of it."""

    path: Path
    line: int
    text: str
    """What is wrong: one line, then lines of detail where they help."""
    remedy: str = ""
    """What to do about it, or the command that does it."""


class BadSnippet(Exception):
    """A file that cannot be read as a snippet. `problems` says why, each with its line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Expectation:
    """One comment that says what the statement above it does."""

    kind: str
    """`#>`, `#!>`, `#!` or `#:`."""
    text: str
    """What follows the mark and the qualifier."""
    line: int
    column: int
    statement: int
    """The number of the statement it speaks of."""
    qualifier: Qualifier | None = None

    @property
    def count(self) -> int:
        """The number in a `#:`."""
        match = COUNTED.match(self.text)
        assert match is not None
        return int(match[1])

    @property
    def class_name(self) -> str:
        """The class in a `#!`."""
        match = RAISED.match(self.text)
        assert match is not None
        return match[1].removeprefix("builtins.")

    @property
    def message(self) -> str:
        """The message in a `#!`."""
        match = RAISED.match(self.text)
        assert match is not None
        return match[2] or ""

    def __str__(self) -> str:
        parts = [self.kind]
        if self.qualifier:
            parts.append(f"[{self.qualifier.text}]")
        if self.text:
            parts.append(self.text)
        return " ".join(parts)


@dataclass
class Snippet:
    """One runnable example. Lines count from 1 in `source`; `first_line` is where that stands in `path`."""

    path: Path
    source: str
    tree: ast.Module
    statements: list[Statement]
    expectations: list[Expectation]
    regions: list[tuple[int, int]] = field(default_factory=list)
    """First and last lines that a page shows. Empty: the whole file."""
    first_line: int = 1
    """The line of `path` that `source` starts at: above 1 for a fence in a Markdown page."""

    @property
    def verdict(self) -> str | None:
        """`DO` or `DON'T`, by the file's name; None for a fence."""
        match = VERDICT.match(self.path.stem) if self.path.suffix == ".py" else None
        return None if match is None else "DON'T" if match[1] == "dont" else "DO"

    @property
    def code(self) -> str:
        """What is executed: the source, moved down to its line in the file, so that tracebacks name the right one."""
        return "\n" * (self.first_line - 1) + self.source

    def file_line(self, line: int) -> int:
        return line + self.first_line - 1

    def line_of(self, statement: int | None) -> int:
        """The first line of a statement; 1 where there is none."""
        return 1 if statement is None else self.statements[statement].line

    def statement_at(self, file_line: int | None) -> int | None:
        """The innermost statement on a line of the file."""
        if file_line is None:
            return None
        line = file_line - self.first_line + 1
        found = [s.index for s in self.statements if s.line <= line <= s.end_line]
        return found[-1] if found else None

    def text_of(self, line: int) -> str:
        lines = self.source.split("\n")
        return lines[line - 1] if 0 < line <= len(lines) else ""


def read(path: Path) -> Snippet:
    """Read a snippet's file. Raises BadSnippet for what cannot be one, OSError where there is no file."""
    content = path.read_bytes()
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = f"not UTF-8: byte 0x{content[error.start]:02x} cannot be read"
        raise BadSnippet([Problem(path, line, text, "save the file as UTF-8")]) from None
    return parse(path, source)


def parse(path: Path, source: str, first_line: int = 1) -> Snippet:
    """Read a snippet from its text. Raises BadSnippet."""
    if source.startswith("\ufeff"):
        raise BadSnippet([Problem(path, first_line, "starts with a byte order mark", "save the file without one")])
    if "\r" in source:
        line = source[: source.index("\r")].count("\n") + first_line
        raise BadSnippet([Problem(path, line, "has line ends other than a plain newline", "save it with Unix line ends")])
    try:
        tree = ast.parse(source, path)
    except SyntaxError as error:
        line = (error.lineno or 1) + first_line - 1
        raise BadSnippet([Problem(path, line, f"not Python: {error.msg}", "mend the syntax")]) from None
    except ValueError as error:
        raise BadSnippet([Problem(path, first_line, f"not Python: {error}", "mend the file")]) from None
    numbered = [statement for _, statement in statements.number(tree)]
    reader = _Reader(path, source, first_line, numbered)
    reader.read_comments()
    if reader.problems:
        raise BadSnippet(reader.problems)
    return Snippet(path, source, tree, numbered, reader.expectations, reader.regions, first_line)


class _Reader:
    """Collects the expectations and shown regions of one source, and what is wrong with them."""

    def __init__(self, path: Path, source: str, first_line: int, numbered: list[Statement]) -> None:
        self.path = path
        self.source = source
        self.lines = source.split("\n")
        self.first_line = first_line
        self.statements = numbered
        self.expectations: list[Expectation] = []
        self.problems: list[Problem] = []
        self.regions: list[tuple[int, int]] = []
        self.open_region: int | None = None

    def problem(self, line: int, text: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line + self.first_line - 1, text, remedy))

    def read_comments(self) -> None:
        for token in tokenize.generate_tokens(io.StringIO(self.source).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                text = token.string.rstrip()
                own_line = not self.lines[line - 1][:column].strip()
                if NEARLY.match(text):
                    self.expectation(text, line, column, own_line)
                elif NEARLY_REGION.match(text):
                    self.region(text, line)
        if self.open_region is not None:
            self.regions.append((self.open_region, len(self.source.rstrip("\n").split("\n"))))

    def region(self, text: str, line: int) -> None:
        if text == FROM_HERE and self.open_region is None:
            self.open_region = line + 1
        elif text == TO_HERE and self.open_region is not None:
            self.regions.append((self.open_region, line - 1))
            self.open_region = None
        elif text in (FROM_HERE, TO_HERE):
            order = "already open" if text == FROM_HERE else "not open"
            self.problem(line, f"{text!r}: the shown region is {order}", f"pair each {FROM_HERE!r} with one {TO_HERE!r}")
        else:
            self.problem(line, f"{text!r} is nearly a region mark", f"write {FROM_HERE!r} or {TO_HERE!r}")

    def expectation(self, text: str, line: int, column: int, own_line: bool) -> None:
        match = MARK.match(text)
        if match is None:
            meant = re.sub(r"\s", "", (NEARLY.match(text) or [""])[0])
            rest = text[len((NEARLY.match(text) or [""])[0]) :].strip()
            hint = " (Black and Ruff write '# >' for '#>': keep them off snippets)" if text.startswith("# >") else ""
            self.problem(line, f"{text!r} is nearly an expectation{hint}", f"write {f'{meant} {rest}'.rstrip()!r}")
            return
        kind, content = match[1], match[2] or ""
        if not own_line:
            self.problem(line, f"{text!r} stands behind code", "put it on a line of its own, below the statement")
            return
        found = self.split_qualifier(kind, content, line)
        if found is None:
            return
        narrowed, content = found
        if not self.well_formed(kind, content, line):
            return
        statement = self.statement_above(line, column)
        if statement is None:
            self.problem(
                line,
                f"{text!r} describes nothing: no statement above it in this block at column {column + 1}",
                "indent it as the statement it speaks of, on a line below that statement",
            )
            return
        self.expectations.append(Expectation(kind, content, line, column, statement, narrowed))

    def split_qualifier(self, kind: str, content: str, line: int) -> tuple[Qualifier | None, str] | None:
        match = re.match(r"\[([^\]]*)\](?: (.*))?$", content, re.S)
        if match is None:
            return None, content
        try:
            return qualifier.parse(match[1]), match[2] or ""
        except UnknownQualifier as error:
            if kind in (PRINTS, WRONG):
                return None, content
            self.problem(line, str(error), "see CONTRIBUTING.md, Expectations")
            return None

    def well_formed(self, kind: str, content: str, line: int) -> bool:
        shape = content.strip()
        if kind == COUNTS and not COUNTED.match(content):
            self.problem(line, f"'#: {content}' is no count", "write '#: 3 statements'")
        elif kind == RAISES and not RAISED.match(content):
            self.problem(line, f"'#! {content}' names no class and message", "write '#! module.Class: the message'")
        elif kind == RAISES and not (RAISED.match(content) or [None] * 3)[2] and content.endswith(":"):
            self.problem(line, f"'#! {content}' has a colon and no message", "leave the colon out, or write the message")
        elif kind == RAISES and re.fullmatch(r"[\w.]+: *(\.\.\.\s*)+", content):
            self.problem(line, f"'#! {content}' fits any message", "write the part of the message that matters")
        elif kind == RAISES and content.partition(":")[0].removeprefix("builtins.") in ("Exception", "BaseException"):
            self.problem(line, f"'#! {content}' names a class that says nothing", "name the class that is raised")
        elif kind in (PRINTS, WRONG) and shape and not shape.replace("...", "").strip():
            self.problem(line, f"'{kind} {content}' fits any output", "write the part of the output that matters")
        else:
            return True
        return False

    def statement_above(self, line: int, column: int) -> int | None:
        """The nearest statement above `line` that starts at `column`, if both stand in the same block."""
        above = [s for s in self.statements if s.column == column and s.end_line < line]
        if not above:
            return None
        nearest = max(above, key=lambda s: (s.end_line, -s.line))  # the `if`, not its last `elif`
        for statement in self.statements:
            # A statement that the comment interrupts: inside brackets, or in a header, it describes nothing.
            if statement.line < line <= statement.head_end and statement.end_line >= line:
                inside_header = statement.head_end == statement.end_line or line <= self.header_code_end(statement)
                if inside_header:
                    return None
        for number in range(nearest.end_line + 1, line):
            text = self.lines[number - 1]
            code = text.strip()
            if code and not code.startswith("#") and len(text) - len(text.lstrip()) < column:
                return None
        return nearest.index

    def header_code_end(self, statement: Statement) -> int:
        """The last line of a compound statement's header that is not a comment or blank."""
        for number in range(statement.head_end, statement.line - 1, -1):
            code = self.lines[number - 1].strip()
            if code and not code.startswith("#"):
                return number
        return statement.line
