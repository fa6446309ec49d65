"""One snippet of a pair, with what it did, and what looking for a fault in the pair came to."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from harness.checking.bindings import Bindings
from harness.checking.sql_statement import SqlStatement, parsed
from harness.outcome import Emitted, Outcome, Printed, Raised, SqlCount
from harness.problem import Problem
from harness.reading import statements
from harness.reading.expectation import COUNTS, Expectation
from harness.reading.snippet import Snippet
from harness.reading.syntax import words

BY_CHANCE = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b|\b0x[0-9a-f.]+")
"""UUIDs and memory addresses: different in each run."""


@dataclass
class Finding:
    """What looking for the fault in one way came to."""

    way: str = ""
    """How the fault is shown, `raises` for example; empty if it isn't shown in this way."""
    problems: list[Problem] = field(default_factory=list)
    fault: Raised | None = None
    """The exception or warning that is the fault."""
    refusal: Raised | None = None
    """The exception or warning by which the DO refuses what its DON'T lets pass."""
    why_not: str = ""
    """Continues `shows no fault`: what keeps a pair that counts from being shown."""
    remedy: str = ""
    """The remedy that goes with `why_not`."""


class Side:
    """One snippet of a pair, with what it did."""

    def __init__(self, snippet: Snippet, outcome: Outcome) -> None:
        self.snippet = snippet
        self.outcome = outcome
        self.bindings = Bindings(snippet, outcome)
        self.name = snippet.path.name
        self.problem, self.problem_at = snippet.problem, snippet.problem_at
        self.premises: set[int] = set()
        """The events, by `id`, that both sides meet and handle: what the pair starts from, not its fault."""

    def applying(self, kind: str) -> list[Expectation]:
        """The expectations of a kind that hold in the outcome's environment."""
        return [e for e in self.bindings.applying if e.kind == kind]

    def place(self, statement: int | None) -> str:
        """A statement in a message: `dont.py:12`."""
        return f"{self.name}:{self.snippet.place(statement)}"

    # What it raised, printed and counted

    @property
    def events(self) -> list[Raised]:
        """The exceptions and warnings apart from premises, and from what the snippet raises and catches itself."""
        return [r for r in self.outcome.raised if not (r.by_hand and r.caught) and id(r) not in self.premises]

    @property
    def failures(self) -> list[Raised]:
        """The events without what Python itself raised and the snippet handles: `except ValueError` is plain code."""
        return [r for r in self.events if not is_plain_code(r)]

    @property
    def refusals(self) -> list[Raised]:
        """What a library raised or warned, apart from premises."""
        return [r for r in self.outcome.raised if not r.by_hand and id(r) not in self.premises]

    @property
    def printed(self) -> list[str]:
        return [line.text.rstrip() for line in self.outcome.printed]

    @cached_property
    def settled(self) -> list[str]:
        """The printed lines, with `...` for UUIDs and addresses that the source doesn't spell."""
        source = self.snippet.source
        return [BY_CHANCE.sub(lambda match: match[0] if match[0] in source else "...", line) for line in self.printed]

    @cached_property
    def counts(self) -> list[tuple[Expectation, list[Emitted]]]:
        """Each `#:` with what was emitted there, in the order of the file."""
        counted = sorted(self.bindings.of(COUNTS).items(), key=lambda item: item[1][0].line)
        return [(expectations[0], self.bindings.emitted(statement)) for statement, expectations in counted]

    @property
    def counted(self) -> list[Emitted]:
        """What the lines with a `#:` emitted together, each statement once."""
        return list({id(each): each for _, emitted in self.counts for each in emitted}.values())

    @property
    def count(self) -> SqlCount:
        return SqlCount.of(self.counted)

    # Its code

    @cached_property
    def nodes(self) -> list[ast.stmt]:
        """The statements' syntax, by number."""
        return [node for node, _ in statements.number(self.snippet.tree)]

    def lacks(self, node: ast.AST, share: float) -> frozenset[str]:
        """The names in some code that it lacks; empty unless they are more than a share, without and with strings."""
        missing = frozenset[str]()
        for strings in (False, True):
            wanted = words(node, strings=strings)
            missing = wanted - words(self.snippet.tree)
            if len(missing) <= share * len(wanted):
                return frozenset()
        return missing

    def spells_out(self, line: Printed) -> bool:
        """Whether the statement that printed a line is `print("text")`, outside any branch: it shows nothing."""
        if line.at is None:
            return False
        parent = self.snippet.statements[line.at].parent
        while parent is not None:
            if isinstance(self.nodes[parent], ast.If | ast.Try | ast.Match | ast.While):
                return False
            parent = self.snippet.statements[parent].parent
        node = self.nodes[line.at]
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "print":
            return False
        return all(isinstance(argument, ast.Constant) for argument in call.args)

    # Its SQL

    def sql(self, emitted: Emitted) -> SqlStatement:
        """What one of its SQL statements does."""
        return parsed(emitted.sql, self.outcome.environment.database)

    @cached_property
    def imports(self) -> dict[str, str]:
        """The names it imports from the project's own files outside its rule's folder, and the modules' names."""
        own_folder = self.snippet.path.parent.parts[-2:]
        shared = [name for name in map(PurePosixPath, self.outcome.files) if name.parent.parts[-2:] != own_folder]
        files = [f"/{name.with_suffix('')}".removesuffix("/__init__") for name in shared]
        names: dict[str, str] = {}
        for node in ast.walk(self.snippet.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                module = "/" + node.module.replace(".", "/")
                if any(file.endswith(module) for file in files):
                    names |= {alias.asname or alias.name: node.module for alias in node.names}
        return names

    def shared_with(self, other: Side) -> list[Emitted]:
        """What it emits by functions that both import from the project: the tables and data they start from."""
        modules = set(other.imports.values())
        names = {name for name, module in self.imports.items() if module in modules and name[:1].islower()}
        emitting = {each.at for each in self.outcome.emitted}
        by_them = {at for at in emitting if at is not None and calls(self.nodes[at], names)}
        return [each for each in self.outcome.emitted if each.at in by_them]

    def own_beside(self, other: Side) -> list[Emitted]:
        """What it emits by itself, in the order of the run."""
        shared = {id(each) for each in self.shared_with(other)}
        return [each for each in self.outcome.emitted if id(each) not in shared]


def is_plain_code(raised: Raised) -> bool:
    """Whether it was caught, and its class is one of Python's own: built in or of its library, but not of sqlite3."""
    package, dot, _ = raised.name.partition(".")
    return raised.caught and (not dot or (package in sys.stdlib_module_names and package != "sqlite3"))


def calls(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement, apart from the blocks inside it, calls a function by one of the names."""
    parts: list[ast.AST] = [node]
    if isinstance(node, ast.With | ast.AsyncWith):
        parts = [item.context_expr for item in node.items]
    elif isinstance(node, ast.For | ast.AsyncFor):
        parts = [node.iter]
    elif isinstance(node, ast.If | ast.While):
        parts = [node.test]
    inner = [each for part in parts for each in ast.walk(part)]
    return any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in names for each in inner
    )
