"""A snippet: a file, the statements in it, and the expectations its comments state."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from harness.problem import Problem, ProblemsFound
from harness.project import VERDICT
from harness.reading import qualifier, statements
from harness.reading.qualifier import Qualifier, UnknownQualifier
from harness.reading.statements import Statement

PRINTS, WRONG, RAISES, COUNTS = "#>", "#!>", "#!", "#:"

MARK = re.compile(r"(#!>|#>|#!|#:)(?: (.*))?$", re.S)
NEARLY = re.compile(r"#[#\s]*(!\s*>|>|!|:)")
RAISED = re.compile(r"([^\W\d](?:[\w.]|<locals>)*)(?::(?: (.*))?)?$")
COUNTED = re.compile(r"([0-9]+)(?: statements?)?$")
FROM_HERE, TO_HERE = "# page: from here", "# page: to here"
NEARLY_REGION = re.compile(r"#+\s*pages?\s*(:|(from|to)\b)", re.I)
SAYS = re.compile(
    r"#[#\s]*(?:[-=~]+>|\u2192|(?:raises|prints|emits|warns|returns|outputs?|fails)\b)|.*\b\d+ (?:SQL )?statements?\b",
    re.I,
)
"""A comment that tells what code does, and is no expectation: nothing checks it."""
BLANK = re.compile("[\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Characters that show nothing, and count as printable."""
SAYS_NOTHING = ("Exception", "BaseException", "Warning")
"""Classes that a `#!` may not name: they tell nothing of what went wrong."""


class BadSnippet(ProblemsFound):
    """A file that cannot be read as a snippet."""


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

    @cached_property
    def dump(self) -> str:
        """The code without comments and layout: two snippets with the same one do the same."""
        return ast.dump(self.tree)

    @property
    def code(self) -> str:
        """What is executed: the source, moved down to its line in the file, so that tracebacks name the right one."""
        return "\n" * (self.first_line - 1) + self.source

    def file_line(self, line: int) -> int:
        """The line of `path` that a line of `source` stands on."""
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
        """A line of `source`, empty where there is none."""
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


@lru_cache(4096)
def parse(path: Path, source: str, first_line: int = 1) -> Snippet:
    """Read a snippet from its text. Raises BadSnippet. Whoever asks again gets the same object: leave it as it is."""
    if source.startswith("\ufeff"):
        raise BadSnippet([Problem(path, first_line, "starts with a byte order mark", "save the file without one")])
    if "\r" in source:
        line = source[: source.index("\r")].count("\n") + first_line
        raise BadSnippet(
            [Problem(path, line, "has line ends other than a plain newline", "save it with Unix line ends")]
        )
    deceiving = unseen(source)
    if deceiving is not None:
        line = source[:deceiving].count("\n") + first_line
        text = f"has the character U+{ord(source[deceiving]):04X}, which shows nothing, or not what it is"
        raise BadSnippet([Problem(path, line, text, "delete it; in a string, write it as an escape")])
    tree = _tree(path, source, first_line)
    try:
        numbered = statements.number(tree)
        ast.dump(tree)
    except RecursionError:
        text = "has code that is nested too deeply to be followed"
        raise BadSnippet([Problem(path, first_line, text, "write it in smaller steps")]) from None
    reader = _Reader(path, source, first_line, numbered)
    reader.read_comments()
    if reader.problems:
        raise BadSnippet(reader.problems)
    return Snippet(path, source, tree, reader.statements, reader.expectations, reader.regions, first_line)


def unseen(source: str) -> int | None:
    """Where a character stands that a reader does not see, or that turns the text around; None where there is none."""
    if source.isascii() and source.replace("\n", "").replace("\t", "").isprintable():
        return None
    return next(
        (at for at, c in enumerate(source) if c not in "\n\t\0" and (not c.isprintable() or BLANK.match(c))), None
    )


def _tree(path: Path, source: str, first_line: int) -> ast.Module:
    """The syntax tree. Raises BadSnippet where there is none, and where Python itself warns of the text."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            tree = ast.parse(source, path)
    except SyntaxError as error:
        line = (error.lineno or 1) + first_line - 1
        raise BadSnippet([Problem(path, line, f"not Python: {error.msg}", "mend the syntax")]) from None
    except (ValueError, RecursionError, MemoryError) as error:
        why = str(error) or "too deeply nested"
        raise BadSnippet([Problem(path, first_line, f"not Python: {why}", "mend the file")]) from None
    if warned:
        line = warned[0].lineno + first_line - 1
        raise BadSnippet([Problem(path, line, f"Python warns: {warned[0].message}", "mend the text")])
    return tree


def flaw(kind: str, content: str) -> tuple[str, str] | None:
    """What is wrong with an expectation's text, and the remedy: it has no meaning, or nothing could fail it."""
    shown = f"{kind} {content}".rstrip()
    if kind == COUNTS:
        return None if COUNTED.match(content) else (f"{shown!r} is no count", "write '#: 3 statements'")
    if kind in (PRINTS, WRONG):
        if "..." in content and not re.search(r"\w", content):
            return f"{shown!r} fits any output", "write the part of the output that matters"
        return None
    match = RAISED.match(content)
    if match is None:
        return f"{shown!r} names no class and message", "write '#! module.Class: the message'"
    if not match[2] and content.endswith(":"):
        return f"{shown!r} has a colon and no message", "leave the colon out, or write the message"
    if match[2] and "..." in match[2] and not re.search(r"\w", match[2]):
        return f"{shown!r} fits any message", "write the part of the message that matters"
    if match[1].removeprefix("builtins.") in SAYS_NOTHING:
        return f"{shown!r} names a class that says nothing", "let a class be raised that does"
    return None


class _Reader:
    """Collects the expectations and shown regions of one source, and what is wrong with them."""

    def __init__(self, path: Path, source: str, first_line: int, numbered: list[tuple[ast.stmt, Statement]]) -> None:
        self.path = path
        self.source = source
        self.lines = source.split("\n")
        self.first_line = first_line
        self.statements = [statement for _, statement in numbered]
        self.functions = {s.index for node, s in numbered if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        self.expectations: list[Expectation] = []
        self.problems: list[Problem] = []
        self.regions: list[tuple[int, int]] = []
        self.open_region: int | None = None

    def problem(self, line: int, text: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line + self.first_line - 1, text, remedy))

    def read_comments(self) -> None:
        for token in tokenize.generate_tokens(io.StringIO(self.source).readline):
            if token.type == tokenize.NAME and not token.string.isascii():
                self.problem(token.start[0], f"{token.string!r} is not ASCII: other letters look alike", "rename it")
            if token.type == tokenize.COMMENT:
                line, column = token.start
                text = token.string.rstrip()
                own_line = not self.lines[line - 1][:column].strip()
                if NEARLY.match(text):
                    self.expectation(text, line, column, own_line)
                elif SAYS.match(text):
                    shown = f"{text!r} says what the code does, and nothing checks it"
                    self.problem(line, shown, "state it with #>, #! or #:, or delete it")
                elif NEARLY_REGION.match(text):
                    self.region(text, line, own_line)
        if self.open_region is not None:
            self.close_region(len(self.source.rstrip("\n").split("\n")))
        for e in self.expectations if self.regions else ():
            if e.kind != PRINTS and not any(first <= e.line <= last for first, last in self.regions):
                text = f"{str(e)!r} stands outside of what the page shows"
                self.problem(e.line, text, f"put {FROM_HERE!r} above its statement, or {TO_HERE!r} below it")

    def close_region(self, last: int) -> None:
        assert self.open_region is not None
        first, self.open_region = self.open_region, None
        if any(self.lines[number - 1].strip() for number in range(first, last + 1)):
            self.regions.append((first, last))
        else:
            self.problem(first - 1, "the shown region is empty", "mark the part that matters, or delete the marks")

    def region(self, text: str, line: int, own_line: bool) -> None:
        if text in (FROM_HERE, TO_HERE) and not own_line:
            self.problem(line, f"{text!r} stands behind code", "put it on a line of its own")
        elif text == FROM_HERE and self.open_region is None:
            self.open_region = line + 1
        elif text == TO_HERE and self.open_region is not None:
            self.close_region(line - 1)
        elif text in (FROM_HERE, TO_HERE):
            order = "already open" if text == FROM_HERE else "not open"
            self.problem(
                line, f"{text!r}: the shown region is {order}", f"pair each {FROM_HERE!r} with one {TO_HERE!r}"
            )
        else:
            self.problem(line, f"{text!r} is nearly a region mark", f"write {FROM_HERE!r} or {TO_HERE!r}")

    def expectation(self, text: str, line: int, column: int, own_line: bool) -> None:
        match = MARK.match(text)
        if match is None:
            self.nearly(text, line)
            return
        kind, content = match[1], match[2] or ""
        if not own_line:
            self.problem(line, f"{text!r} stands behind code", "put it on a line of its own, below the statement")
            return
        found = self.split_qualifier(kind, content, line)
        if found is None:
            return
        narrowed, content = found
        bad = flaw(kind, content)
        if bad is not None:
            self.problem(line, *bad)
            return
        statement = self.statement_above(line, column)
        if statement is None:
            self.problem(
                line,
                f"{text!r} describes nothing: no statement above it in this block at column {column + 1}",
                "indent it as the statement it speaks of, on a line below that statement",
            )
        elif self.describes(text, kind, statement, line):
            self.expectations.append(Expectation(kind, content, line, column, statement.index, narrowed))

    def nearly(self, text: str, line: int) -> None:
        """Report a comment that only looks like an expectation."""
        if line == 1 and text.startswith("#!/"):
            self.problem(line, f"{text!r}: a snippet is no program of its own", "delete the line")
            return
        mark = NEARLY.match(text)
        assert mark is not None
        wanted = f"{''.join(mark[0].split())} {text[mark.end() :].strip()}".rstrip()
        hint = " (Black and Ruff write '# >' for '#>': keep them off snippets)" if text.startswith("# >") else ""
        self.problem(line, f"{text!r} is nearly an expectation{hint}", f"write {wanted!r}")

    def describes(self, text: str, kind: str, statement: Statement, line: int) -> bool:
        """Whether an expectation can say something of the statement above it. Reports where it cannot."""
        beside = [
            s for s in self.statements if s.parent == statement.parent and s.line <= statement.end_line <= s.end_line
        ]
        if len(beside) > 1:
            where = statement.end_line + self.first_line - 1
            self.problem(
                line, f"{text!r} speaks of line {where}, which holds {len(beside)} statements", "give each its line"
            )
            return False
        if kind != RAISES and statement.index in self.functions:
            self.problem(
                line,
                f"{text!r} describes a function's definition, which runs nothing of its body",
                "put it inside the function, or below the call",
            )
            return False
        return True

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

    def statement_above(self, line: int, column: int) -> Statement | None:
        """The nearest statement above `line` that starts at `column`, if both stand in the same block."""
        for statement in self.statements:
            # A statement that the comment interrupts, inside brackets or between clauses: it describes nothing there.
            under_way = statement.line < line <= statement.end_line
            if under_way and (statement.column >= column or line <= self.header_end(statement)):
                return None
        above = [s for s in self.statements if s.column == column and s.end_line < line]
        if not above:
            return None
        nearest = max(above, key=lambda s: s.end_line)
        for text in self.lines[nearest.end_line : line - 1]:
            code = text.strip()
            if code and not code.startswith("#") and len(text) - len(text.lstrip()) < column:
                return None
        return nearest

    def header_end(self, statement: Statement) -> int:
        """The last line of a statement's header that is not a comment or blank."""
        for number in range(statement.head_end, statement.line - 1, -1):
            code = self.lines[number - 1].strip()
            if code and not code.startswith("#"):
                return number
        return statement.line
