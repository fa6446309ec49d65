"""One snippet of a pair, with what it did."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from pathlib import PurePosixPath

from harness.checking.compare import Bindings
from harness.outcome import Emitted, Outcome, Printed, Raised, SqlCount
from harness.problem import Problem
from harness.reading import statements
from harness.reading.expectation import COUNTS, Expectation
from harness.reading.snippet import Snippet
from harness.reading.syntax import Constants, words

BY_CHANCE = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b|\b0x[0-9a-f.]+")
"""UUIDs and addresses in memory: in each run others."""
OPERATION = ast.BinOp | ast.BoolOp
GIVING = frozenset({"literal", "literal_column", "text"})
"""Functions that give out what they are given."""
SAID = re.compile(r"[^\W_]+(?:\.\d+)?")
"""A word or a number in a line of output."""
CONDITIONAL = (ast.While, ast.Try, ast.TryStar, ast.Match)


class Side:
    """One snippet of a pair, with what it did."""

    def __init__(self, snippet: Snippet, outcome: Outcome) -> None:
        self.snippet = snippet
        self.outcome = outcome
        self.bindings = Bindings(snippet, outcome)
        self.name = snippet.path.name
        self.premises: set[int] = set()
        """The events that both sides state alike, by `id`: what the pair starts from, not its fault."""

    def applying(self, kind: str) -> list[Expectation]:
        """The expectations of a kind that hold in the outcome's environment."""
        return [e for e in self.bindings.applying if e.kind == kind]

    def problem(self, line: int, text: str, remedy: str) -> Problem:
        return Problem(self.snippet.path, self.snippet.file_line(line), text, remedy)

    @property
    def events(self) -> list[Raised]:
        """The exceptions and warnings that are not the snippet's own business."""
        found = [raised for raised in self.outcome.raised if not (raised.by_hand and raised.caught)]
        return [raised for raised in found if id(raised) not in self.premises]

    @property
    def refusals(self) -> list[Raised]:
        """What a library raised or warned."""
        return [raised for raised in self.outcome.raised if not raised.by_hand and id(raised) not in self.premises]

    @property
    def printed(self) -> list[str]:
        return [line.text.rstrip() for line in self.outcome.printed]

    @cached_property
    def settled(self) -> list[str]:
        """The lines printed, with `...` for what each run makes anew. What the file itself spells is none of that."""
        source = self.snippet.source
        return [BY_CHANCE.sub(lambda found: found[0] if found[0] in source else "...", line) for line in self.printed]

    @cached_property
    def counts(self) -> list[tuple[Expectation, list[Emitted]]]:
        """Each `#:` with what was emitted there, in the order of the file."""
        counted = sorted(self.bindings.of(COUNTS).items(), key=lambda item: item[1][0].line)
        return [(expectations[0], self.bindings.emitted(statement)) for statement, expectations in counted]

    @property
    def count(self) -> SqlCount:
        """What the lines with a `#:` emitted together, each statement once."""
        return SqlCount.of({id(emitted): emitted for _, each in self.counts for emitted in each}.values())

    @cached_property
    def imports(self) -> dict[str, str]:
        """The names it imports from the project's own files, its rule's folder left out, and the modules' names."""
        own_folder = self.snippet.path.parent.parts[-2:]
        shared = [name for name in map(PurePosixPath, self.outcome.files) if name.parent.parts[-2:] != own_folder]
        files = [f"/{name.with_suffix('')}".removesuffix("/__init__") for name in shared]
        found: dict[str, str] = {}
        for node in ast.walk(self.snippet.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                module = "/" + node.module.replace(".", "/")
                if any(file.endswith(module) for file in files):
                    found |= {each.asname or each.name: node.module for each in node.names}
        return found

    @cached_property
    def nodes(self) -> list[ast.stmt]:
        """The statements' syntax, by number."""
        return [node for node, _ in statements.number(self.snippet.tree)]

    @cached_property
    def constants(self) -> Constants:
        return Constants(self.snippet.tree, self.snippet.path)

    @cached_property
    def words(self) -> set[str]:
        """The names and words of its code."""
        return words(self.snippet.tree)

    def written_out(self, line: Printed) -> bool:
        """Whether a line of output stands in the code as it is, and is printed whatever happens: it shows nothing."""
        if line.at is None:
            return False
        node, numbered = self.nodes[line.at], self.snippet.statements
        if isinstance(node, statements.COMPOUND):
            return False
        parent = numbered[line.at].parent
        while parent is not None:
            outer = self.nodes[parent]
            if isinstance(outer, CONDITIONAL):
                return False
            if isinstance(outer, ast.If) and not self.constants.written_out(outer.test):
                return False
            parent = numbered[parent].parent
        return self.constants.written_out(node)

    def spelled_by(self, at: int) -> set[str]:
        """The words of a statement, and of what the names in it were assigned from."""
        return {word for node in self.behind(at) for word in words(node)}

    def behind(self, at: int) -> list[ast.AST]:
        """A statement, and the expressions that the names in it were assigned from."""
        found: list[ast.AST] = []
        waiting: list[ast.AST] = [self.nodes[at]]
        seen: set[str] = set()
        while waiting:
            node = waiting.pop()
            found.append(node)
            for each in ast.walk(node):
                if isinstance(each, ast.Name) and each.id not in seen:
                    seen.add(each.id)
                    waiting += [v for v in self.constants.bindings.get(each.id, []) if isinstance(v, ast.expr)]
        return found

    def adds(self, line: Printed, other: Side) -> set[str]:
        """The words that a line of output has and no line of the other one's, where all of them are written out for it.

        They stand in the code that prints the line, and not in the other one's that prints. Empty where one comes of the run.
        """
        known = {word for text in other.printed for word in SAID.findall(text)}
        new = set(SAID.findall(line.text)) - known
        spelled = self.literals_behind([line]) - other.literals_behind(other.outcome.printed)
        return new if new <= spelled else set()

    def literals_behind(self, lines: list[Printed]) -> set[str]:
        """The words and numbers spelled by the code that prints some lines, and by the operations that gave its names a value."""
        places = {line.at for line in lines if line.at is not None}
        nodes = [node for at in places for node in self.behind(at)]
        return {word for node in nodes if isinstance(node, ast.stmt | OPERATION) for word in literals(node)}

    def functions_shared_with(self, other: Side) -> frozenset[str]:
        """The names by which it calls functions of the project's modules that the other one imports from, too."""
        shared = set(self.imports.values()) & set(other.imports.values())
        return frozenset(name for name, module in self.imports.items() if module in shared and name[:1].islower())

    def shared_with(self, other: Side) -> list[Emitted]:
        """What it emits by functions that both snippets import from the project: the tables and data they start from."""
        names = self.functions_shared_with(other)
        return [each for each in self.outcome.emitted if each.at is not None and calls(self.nodes[each.at], names)]

    def own_beside(self, other: Side) -> list[Emitted]:
        """What it emits by itself, in the order of the run."""
        shared = {id(each) for each in self.shared_with(other)}
        return [each for each in self.outcome.emitted if id(each) not in shared]


def literals(node: ast.AST, given: bool = False) -> set[str]:
    """The words and numbers that operations and SQL's literals put in; not what code asks by, or prints where it branched."""
    if isinstance(node, ast.Constant):
        return set(SAID.findall(str(node.value))) if given and isinstance(node.value, str | int | float) else set()
    if isinstance(node, ast.Call):
        given = isinstance(node.func, ast.Name) and node.func.id in GIVING
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        given = True
    elif isinstance(node, ast.Compare | ast.keyword):
        return set()
    elif isinstance(node, ast.Subscript):
        return literals(node.value, given)
    return {word for child in ast.iter_child_nodes(node) for word in literals(child, given)}


def calls(node: ast.stmt, names: frozenset[str]) -> bool:
    """Whether a statement, the blocks inside it left out, calls a function by one of the names."""
    parts: list[ast.AST] = [node]
    if isinstance(node, ast.With | ast.AsyncWith):
        parts = [item.context_expr for item in node.items]
    elif isinstance(node, ast.For | ast.AsyncFor):
        parts = [node.iter]
    elif isinstance(node, ast.If | ast.While):
        parts = [node.test]
    for part in parts:
        for each in ast.walk(part):
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in names:
                return True
    return False
