"""A DON'T and its DO against each other: the fault is seen in the one, and seen to be gone in the other."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import PurePosixPath

from harness import statements
from harness.compare import Bindings, count_text, described
from harness.outcome import Emitted, Outcome, Printed, Raised
from harness.snippet import COUNTS, PRINTS, RAISES, WRONG, Expectation, Problem, Snippet

RAISED, WARNED, COUNTED, PRINTED = "raises", "warns", "statements", "wrong result"

CONDITIONAL = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.Match)
INSERT = re.compile(r"\s*INSERT\s+INTO\s+([\w.\"`\[\]]+)", re.I)
VALUES = re.compile(r"\bVALUES\s*(?=\()", re.I)
QUOTED = re.compile(r"'(?:[^']|'')*'")
SAME_DATA = "let both put the same rows into the database"


@dataclass
class Proof:
    """What a pair shows."""

    ways: list[str] = field(default_factory=list)
    """The ways in which the fault is shown: `raises`, `warns`, `statements`, `wrong result`."""
    problems: list[Problem] = field(default_factory=list)
    dont_count: int = 0
    do_count: int = 0
    """SQL statements of the DON'T's and of the DO's counted lines, for the way `statements`."""


class Side:
    """One snippet of a pair, with what it did."""

    def __init__(self, snippet: Snippet, outcome: Outcome) -> None:
        self.snippet = snippet
        self.outcome = outcome
        self.bindings = Bindings(snippet, outcome)
        self.name = snippet.path.name

    def applying(self, kind: str) -> list[Expectation]:
        """The expectations of a kind that hold in the outcome's environment."""
        return [e for e in self.bindings.applying if e.kind == kind]

    def problem(self, line: int, text: str, remedy: str) -> Problem:
        return Problem(self.snippet.path, self.snippet.file_line(line), text, remedy)

    @property
    def events(self) -> list[Raised]:
        """The exceptions and warnings that are not the snippet's own business."""
        return [raised for raised in self.outcome.raised if not (raised.by_hand and raised.caught)]

    @property
    def refusals(self) -> list[Raised]:
        """What a library raised or warned."""
        return [raised for raised in self.outcome.raised if not raised.by_hand]

    @property
    def printed(self) -> list[str]:
        return [line.text.rstrip() for line in self.outcome.printed]

    @cached_property
    def counts(self) -> list[tuple[Expectation, list[Emitted]]]:
        """Each `#:` with what was emitted there, in the order of the file."""
        counted = sorted(self.bindings.of(COUNTS).items(), key=lambda item: item[1][0].line)
        return [(expectations[0], self.bindings.emitted(statement)) for statement, expectations in counted]

    @property
    def count(self) -> int:
        """How many SQL statements the lines with a `#:` emitted together, each once."""
        return len({id(emitted) for _, each in self.counts for emitted in each})

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

    def written_out(self, line: Printed) -> bool:
        """Whether a line of output stands in the code as it is, and is printed whatever happens: it shows nothing."""
        if line.at is None:
            return False
        node, numbered = self.nodes[line.at], self.snippet.statements
        if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
            return False
        constant = all(isinstance(each, ast.Constant) for each in node.value.args)
        parent = numbered[line.at].parent
        while parent is not None:
            if isinstance(self.nodes[parent], CONDITIONAL):
                return False
            parent = numbered[parent].parent
        return constant and isinstance(node.value.func, ast.Name) and node.value.func.id == "print"


def prove(dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> Proof:
    """Hold a DON'T against the DO that answers it. Both have passed the comparison with their own expectations."""
    proof = Proof()
    ours, theirs = Side(dont, dont_outcome), Side(do, do_outcome)
    show_raised(proof, ours, theirs)
    show_wrong(proof, ours, theirs)
    why_not = show_counted(proof, ours, theirs)
    refuse_lone_counts(proof, ours, theirs)
    guards = theirs.applying(RAISES)
    if guards and not {COUNTED, PRINTED} & set(proof.ways):
        raised = next((described(r) for r in do_outcome.raised if r.at == guards[0].statement), guards[0].text)
        remedy = "a DO may raise only where it refuses what its DON'T lets pass: a wrong result (#!>) or more statements (#:)"
        proof.problems.append(theirs.problem(guards[0].line, f"the DO raises or warns: {raised}", remedy))
    if not proof.ways and not proof.problems and not elsewhere(ours):
        text = f"shows no fault that {theirs.name} is free of{why_not}"
        remedy = (
            "let it raise or warn (#!), print a wrong result (#!>), or emit more statements than the DO (#: in both)"
        )
        proof.problems.append(ours.problem(1, text, remedy))
    return proof


def elsewhere(dont: Side) -> bool:
    """Whether the DON'T states a fault for other environments, of a statement that has none in this one."""
    here = {e.statement for e in dont.bindings.applying if e.kind != PRINTS}
    return any(e.kind != PRINTS and e.statement not in here for e in dont.snippet.expectations)


# The first way


def show_raised(proof: Proof, dont: Side, do: Side) -> None:
    """The library raises or warns in the DON'T, and does not in the DO."""
    met, _, _ = dont.bindings.raised()
    for expectation, raised in met:
        if raised.by_hand:
            text = f"{raised.name} is raised by the project's own code, which shows nothing about the library"
            line = dont.snippet.line_of(expectation.statement)
            proof.problems.append(dont.problem(line, text, "let the library raise it"))
    genuine = [raised for _, raised in met if not raised.by_hand]
    again = next((raised for raised in do.events if raised.name in {each.name for each in genuine}), None)
    if again is not None:
        text = f"the DO has the DON'T's fault: {again.name}"
        proof.problems.append(do.problem(do.snippet.line_of(again.at), text, "let the DO do the same without it"))
    elif genuine and dont.counts and do.count > dont.count:
        text = f"{dont.name} raises where {do.name} emits more statements: it is a guard against them"
        remedy = "call the one that refuses the DO, or count nothing here"
        proof.problems.append(dont.problem(dont.counts[0][0].line, text, remedy))
    elif genuine and not do.events:  # a DO that raises is a guard, or fails: another way must show the fault
        warned = {id(each) for each in dont.outcome.warnings}
        proof.ways.append(WARNED if all(id(each) in warned for each in genuine) else RAISED)
        remaining = iter(do.printed)
        other = next((line for line in dont.outcome.printed if line.text.rstrip() not in remaining), None)
        if other is not None and not dont.applying(WRONG):
            text = f"{dont.name} goes on and prints {other.text!r}, which {do.name} does not print in its place"
            remedy = "let both print the same lines; if what the DON'T prints is wrong, say so by #!>"
            proof.problems.append(dont.problem(dont.snippet.line_of(other.at), text, remedy))


# The third way


def show_wrong(proof: Proof, dont: Side, do: Side) -> None:
    """The DON'T prints a wrong result, and the DO another in its place."""
    wrong = dont.applying(WRONG)
    if not wrong:
        return
    lines = stated_lines(dont)
    parts = runs(lines)
    # A guard refuses in place of a wrong result: what it raises stands where the DON'T prints.
    refusal = [described(raised) for raised in do.refusals]
    answers = [do.printed]
    answers += [do.printed[:at] + refusal + do.printed[at:] for at in range(len(do.printed) + 1) if refusal]
    if not any(places_differ(parts, answer) for answer in answers):
        remedy = "let both print the same lines, the wrong ones (#!>) apart, for the same data"
        proof.problems.append(dont.problem(wrong[0].line, why_not_wrong(dont, do, parts), remedy))
        return
    if not places_differ(parts, do.printed) and dont.count > do.count:
        text = f"{wrong[0]} is no wrong result: {do.name} refuses the statements that lead to it"
        proof.problems.append(dont.problem(wrong[0].line, text, f"write {str(replace(wrong[0], kind=PRINTS))!r}"))
        return
    cut_short = dont.outcome.ended_by is not None
    for expectation in wrong:
        without = runs(lines, taken_as_right=expectation)
        if any(places_differ(without, answer, cut_short) for answer in answers):
            text = f"{expectation} is no wrong result: {do.name} prints the line too"
            proof.problems.append(
                dont.problem(expectation.line, text, f"write {str(replace(expectation, kind=PRINTS))!r}")
            )
            return
    right = Counter(text for is_wrong, texts in parts if not is_wrong for text in texts)
    instead = [line for line in do.outcome.printed if not take(right, line.text.rstrip())]
    if not refusal and all(do.written_out(line) for line in instead):
        text = f"what {do.name} prints in place of the wrong result is written out in it, and shows nothing"
        line = do.snippet.line_of(instead[0].at)
        proof.problems.append(do.problem(line, text, "print what the database or the library answers"))
        return
    other = other_data(dont, do, rows_by_shared_code(dont, do), rows_by_shared_code(do, dont))
    proof.problems += other
    if not other:
        proof.ways.append(PRINTED)


def take(counter: Counter[str], text: str) -> bool:
    """Whether the counter has one more of `text`; it then has one less."""
    if counter[text] <= 0:
        return False
    counter[text] -= 1
    return True


def why_not_wrong(dont: Side, do: Side, parts: list[tuple[bool, list[str]]]) -> str:
    """The message of a DO whose output does not answer the wrong result."""
    if [text for _, lines in parts for text in lines] == do.printed:
        return f"{do.name} prints the same as {dont.name}: the wrong result is not gone"
    expected = "".join(
        f"\n    {'another result than ' if is_wrong else 'the same '}{line!r}"
        for is_wrong, lines in parts
        for line in lines
    )
    got = "".join(f"\n    {line!r}" for line in do.printed) or "\n    nothing"
    return f"{do.name} does not print another result in place of the wrong one\n  expected{expected}\n  got{got}"


def stated_lines(dont: Side) -> list[tuple[Expectation | None, str]]:
    """The DON'T's output in order, each line with the `#>` or `#!>` that states it."""
    waiting = {at: list(each) for at, each in dont.bindings.of(PRINTS, WRONG).items()}
    holder = {id(line): at for at, lines in dont.bindings.printed().items() for line in lines}
    found: list[tuple[Expectation | None, str]] = []
    for line in dont.outcome.printed:
        at = holder[id(line)]
        expectations = waiting.get(at, []) if at is not None else []
        found.append((expectations.pop(0) if expectations else None, line.text.rstrip()))
    return found


def runs(
    lines: list[tuple[Expectation | None, str]], taken_as_right: Expectation | None = None
) -> list[tuple[bool, list[str]]]:
    """The lines in runs of wrong and of right ones, in order."""
    parts: list[tuple[bool, list[str]]] = []
    for expectation, text in lines:
        is_wrong = expectation is not None and expectation.kind == WRONG and expectation is not taken_as_right
        if not parts or parts[-1][0] != is_wrong:
            parts.append((is_wrong, []))
        parts[-1][1].append(text)
    return parts


def places_differ(parts: list[tuple[bool, list[str]]], answer: list[str], cut_short: bool = False) -> bool:
    """Whether `answer` has the right runs of `parts` in order, and in place of each wrong one at least a line of another.

    `cut_short`: `parts` end where an exception did, so that `answer` may go on.
    """

    @cache
    def match(index: int, start: int) -> bool:
        if index == len(parts):
            return start == len(answer) or cut_short
        is_wrong, lines = parts[index]
        if not is_wrong:
            end = start + len(lines)
            return answer[start:end] == lines and match(index + 1, end)
        return any(answer[start:end] != lines and match(index + 1, end) for end in range(start + 1, len(answer) + 1))

    return match(0, 0)


# The second way


def show_counted(proof: Proof, dont: Side, do: Side) -> str:
    """The DON'T emits more statements than the DO for the same data, and both print the same.

    Returns what keeps a pair with counts from being shown this way, for the message.
    """
    if not dont.counts and not do.counts:
        return ""
    proof.dont_count, proof.do_count = dont.count, do.count
    if proof.ways or len(dont.counts) != len(do.counts):
        return ""
    pairs = [(len(ours), len(theirs)) for (_, ours), (_, theirs) in zip(dont.counts, do.counts, strict=True)]
    if any(ours < theirs for ours, theirs in pairs) or all(ours == theirs for ours, theirs in pairs):
        counts = ", ".join(f"{count_text(ours)} against {theirs}" for ours, theirs in pairs)
        return f": its counted lines emit {counts}"
    if len(dont.outcome.emitted) <= len(do.outcome.emitted):
        totals = f"{count_text(len(dont.outcome.emitted))}, the DO's {len(do.outcome.emitted)}"
        return f": its counted lines emit more statements, but its whole run emits {totals}"
    if do.refusals:  # a guard refuses the statements: it has nothing to print
        ours, theirs = rows_by_shared_code(dont, do), rows_by_shared_code(do, dont)
    elif not dont.printed or dont.printed != do.printed:
        return ": it emits more statements, but the two do not print the same, so nothing shows that they ask the same"
    elif all(do.written_out(line) for line in do.outcome.printed):
        return f": it emits more statements, but all that {do.name} prints is written out in it"
    else:
        ours, theirs = rows_inserted(dont, dont.outcome.emitted), rows_inserted(do, do.outcome.emitted)
    other = other_data(dont, do, ours, theirs)
    proof.problems += other
    if not other:
        proof.ways.append(COUNTED)
    return ""


def refuse_lone_counts(proof: Proof, dont: Side, do: Side) -> None:
    """Counts are compared one by one: each needs its counterpart, and one of 0 a counterpart that is not.

    A count of 0 speaks of the code that its counterpart counts: of any other it would be true of itself. Only beside
    a DON'T that raises may one of the two count alone: there is nothing to count where that one ends.
    """
    may_be_alone = RAISED in proof.ways and not (dont.counts and do.counts)
    if len(dont.counts) != len(do.counts) and not may_be_alone:
        more, fewer = (dont, do) if len(dont.counts) > len(do.counts) else (do, dont)
        text = f"{more.name} has {len(more.counts)} #:, {fewer.name} {len(fewer.counts)}: they are compared one by one"
        lone = more.counts[len(fewer.counts)][0]
        proof.problems.append(more.problem(lone.line, text, f"count the same in {fewer.name}"))
        return
    for side, other in ((dont, do), (do, dont)):
        for position, (expectation, _) in enumerate(side.counts):
            if expectation.count:
                continue
            counterpart, emitted = other.counts[position] if position < len(other.counts) else (None, [])
            if counterpart is None or not emitted:
                text = f"{expectation} shows nothing: {other.name} has no count above 0 to hold it against"
                remedy = f"count there what {side.name} does without, or delete it"
            elif not same_code(side.nodes[expectation.statement], other.nodes[counterpart.statement]):
                where = other.snippet.file_line(other.snippet.line_of(counterpart.statement))
                text = f"{expectation} speaks of other code than {other.name}:{where}, which emits {count_text(len(emitted))}"
                remedy = "count the same statement in both, or the block around it"
            else:
                continue
            proof.problems.append(side.problem(expectation.line, text, remedy))


def same_code(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements are the same code, or blocks of the same kind."""
    if isinstance(one, statements.COMPOUND):
        return type(one) is type(other)
    return ast.dump(one) == ast.dump(other)


# The same data


def other_data(dont: Side, do: Side, ours: dict[str, int | None], theirs: dict[str, int | None]) -> list[Problem]:
    """A problem where two accounts of inserted rows, by table, differ. None stands for a number nobody can tell."""
    differing = [
        f"\n    {table}: {ours.get(table, 0)} in {dont.name}, {theirs.get(table, 0)} in {do.name}"
        for table in sorted(ours.keys() | theirs.keys())
        if None not in (ours.get(table, 0), theirs.get(table, 0)) and ours.get(table, 0) != theirs.get(table, 0)
    ]
    if not differing:
        return []
    inserting = next((each.at for each in do.outcome.emitted if INSERT.match(each.sql)), None)
    text = f"{do.name} works on other data than {dont.name}: rows inserted{''.join(differing)}"
    return [do.problem(do.snippet.line_of(inserting), text, SAME_DATA)]


def rows_inserted(side: Side, emitted: list[Emitted]) -> dict[str, int | None]:
    """How many rows the statements insert, by table; None where they do not tell, or one of them may have failed."""
    failed = {raised.at for raised in side.outcome.raised}
    found: dict[str, int | None] = {}
    for each in emitted:
        match = INSERT.match(each.sql)
        if match is None:
            continue
        table = match[1].strip('"`[]')
        rows = None if failed & set(each.within) else rows_of(each.sql, each.sets)
        before = found.get(table, 0)
        found[table] = None if rows is None or before is None else before + rows
    return found


def rows_of(sql: str, sets: int) -> int | None:
    """The rows of an INSERT that runs with `sets` sets of parameters; None where its text does not tell."""
    text = QUOTED.sub("''", sql)
    if re.search(r"\bON\s+CONFLICT\b|\bINSERT\s+OR\b", text, re.I):
        return None
    if re.search(r"\bDEFAULT\s+VALUES\b", text, re.I):
        return sets
    values = VALUES.search(text)
    return None if values is None else sets * groups(text[values.end() :])


def groups(text: str) -> int:
    """How many `(...)` stand at the start of `text`, with commas between."""
    number = depth = 0
    for character in text:
        if character == "(":
            number += depth == 0
            depth += 1
        elif character == ")":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and character not in ", \n\t":
            break
    return number


def rows_by_shared_code(side: Side, other: Side) -> dict[str, int | None]:
    """How many rows the functions insert that both snippets import from the project: the data they start from."""
    shared = set(side.imports.values()) & set(other.imports.values())
    names = {name for name, module in side.imports.items() if module in shared and name[:1].islower()}
    return rows_inserted(
        side, [each for each in side.outcome.emitted if each.at is not None and calls(side.nodes[each.at], names)]
    )


def calls(node: ast.stmt, names: set[str]) -> bool:
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
