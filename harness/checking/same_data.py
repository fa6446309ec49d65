"""The data that the two sides of a pair work on: what they show has to come of the same rows and tables."""

from __future__ import annotations

import ast
import re

from harness.checking.pair_side import Side
from harness.outcome import Emitted
from harness.problem import Problem
from harness.reading.syntax import words

STATEMENT = re.compile(
    r"""\s*(?:(INSERT)\b.*?\bINTO\s+ | (UPDATE)\s+(?:OR\s+\w+\s+)? | (DELETE)\s+FROM\s+
    | (SELECT)\b.*?\bFROM\s+ | (CREATE|ALTER|DROP)\s+TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?)(["`\[]?)([\w.]+)""",
    re.I | re.S | re.X,
)
READ = re.compile(r"\b(?:FROM|JOIN)\s+[\"`\[]?(\w+)", re.I)
LIMIT = re.compile(r"\b(?:LIMIT|FETCH\s+FIRST)\b", re.I)
WHERE = re.compile(r"\bWHERE\b", re.I)
INSERT = re.compile(r"\s*INSERT\s+INTO\s+([\w.\"`\[\]]+)", re.I)
VALUES = re.compile(r"\bVALUES\s*(?=\()", re.I)
QUOTED = re.compile(r"'(?:[^']|'')*'")
WRITES = ("INSERT", "UPDATE", "DELETE")
MEANS_TO_WRITE = frozenset(
    ["add", "add_all", "append", "begin", "commit", "delete", "flush", "insert", "merge", "remove", "setattr", "update"]
)
"""Words of code that is about to change what the database holds."""
SAME_DATA = "let both put the same rows into the database"
SAME_ROWS = "let both work on the same rows"


def verb_and_table(sql: str) -> tuple[str, str] | None:
    """What a statement does, and the first table it does it to; None for one that names none."""
    match = STATEMENT.match(sql)
    if match is None:
        return None
    verb = next(each for each in match.groups()[:5] if each)
    return verb.upper(), match[7]


def is_read(sql: str) -> bool:
    """Whether a statement only reads."""
    what = verb_and_table(sql)
    return what is None or what[0] == "SELECT"


def mentions(emitted: list[Emitted], table: str) -> bool:
    """Whether one of the statements has the table's name in it."""
    return any(re.search(rf"\b{re.escape(table)}\b", each.sql) for each in emitted)


def written(emitted: list[Emitted], *verbs: str) -> dict[tuple[str, str], Emitted]:
    """What is written to which table, with the first statement that does it."""
    found: dict[tuple[str, str], Emitted] = {}
    for each in emitted:
        what = verb_and_table(each.sql)
        if what is not None and what[0] in verbs:
            found.setdefault(what, each)
    return found


def other_tables(dont: Side, do: Side) -> list[Problem]:
    """A problem where a table that the shared code makes is made otherwise for the DO."""
    ours, theirs = (written(side.shared_with(other), "CREATE") for side, other in ((dont, do), (do, dont)))
    for what in ours.keys() & theirs.keys():
        if ours[what].sql != theirs[what].sql:
            text = f"{do.name} works on another table {what[1]} than {dont.name}: it is created by other SQL"
            remedy = "leave the shared tables as they are in both"
            return [do.problem(do.snippet.line_of(theirs[what].at), text, remedy)]
    return []


def other_copies(dont: Side, do: Side) -> list[Problem]:
    """A problem where one side puts rows, nobody can tell how many, into a table that the other one has and leaves."""
    for side, other in ((do, dont), (dont, do)):
        for (_, table), each in written(side.own_beside(other), "INSERT").items():
            leaves = table not in rows_inserted(other, other.outcome.emitted)
            if leaves and rows_of(each.sql, each.sets) is None and mentions(other.outcome.emitted, table):
                text = f"{side.name} puts rows into {table}, {other.name} puts none: they work on other data"
                return [side.problem(side.snippet.line_of(each.at), text, SAME_DATA)]
    return []


def other_writes(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO deletes from or updates a table that its DON'T leaves alone."""
    ours = written(dont.outcome.emitted, "UPDATE", "DELETE")
    for (verb, table), each in written(do.outcome.emitted, "UPDATE", "DELETE").items():
        if (verb, table) not in ours:
            does = "updates" if verb == "UPDATE" else "deletes from"
            text = f"{do.name} works on other data than {dont.name}: it {does} {table}"
            return [do.problem(do.snippet.line_of(each.at), text, SAME_ROWS)]
    return []


def writes_where_dont_reads(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO changes the rows that its DON'T, which changes nothing and means to change nothing, reads."""
    if written(dont.own_beside(do), *WRITES) or dont.words & MEANS_TO_WRITE or assigns_attributes(dont):
        return []
    for (verb, table), each in written(do.own_beside(dont), *WRITES).items():
        read = any(table in READ.findall(other.sql) for other in dont.own_beside(do))
        if read and each.at is not None and verb.lower() in {word.lower() for word in do.spelled_by(each.at)}:
            does = {"INSERT": "inserts into", "UPDATE": "updates", "DELETE": "deletes from"}[verb]
            text = f"{do.name} works on other data than {dont.name}, which only reads: it {does} {table}"
            return [do.problem(do.snippet.line_of(each.at), text, SAME_ROWS)]
    return []


def assigns_attributes(side: Side) -> bool:
    """Whether its code assigns to an attribute or an item of something."""
    return any(
        isinstance(each, ast.Attribute | ast.Subscript) and not isinstance(each.ctx, ast.Load)
        for each in ast.walk(side.snippet.tree)
    )


def reads_less(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO emits fewer statements because it asks for less."""
    counted = [each for _, emitted in dont.counts for each in emitted]
    tables = {table for each in counted for table in READ.findall(each.sql)}
    own = do.own_beside(dont)
    unread = sorted(table for table in tables if not mentions(own, table))
    # A name that the DO gives to a constant of its own tells nothing of what it asks.
    attributes = {each.attr for each in ast.walk(do.snippet.tree) if isinstance(each, ast.Attribute)}
    constant = {name for name in do.constants.bindings if do.constants.is_constant(name)}
    spoken = words(do.snippet.tree, do.functions_shared_with(dont)) - (constant - attributes)
    printing = {line.at: dont.nodes[line.at] for line in dont.outcome.printed if line.at is not None}
    for at, node in printing.items():
        unused = sorted(words(node) - spoken)
        if unread and unused:
            where = dont.snippet.file_line(dont.snippet.line_of(at))
            text = (
                f"{do.name} asks for less than {dont.name}: it reads nothing from {unread[0]},"
                f" and has no {unused[0]!r}, which {dont.name}:{where} prints"
            )
            line = next((each.at for each in do.outcome.printed), None)
            return [do.problem(do.snippet.line_of(line), text, "let both print what is read from the same tables")]
    for table, (number, line) in read_whole(dont, counted).items():
        filtered = [each for each in own if verb_and_table(each.sql) == ("SELECT", table)]
        if filtered and all(
            WHERE.search(each.sql) and each.rows is not None and each.rows < number for each in filtered
        ):
            text = (
                f"{do.name} asks for less than {dont.name}: it reads {max(each.rows or 0 for each in filtered)}"
                f" of the {number} rows of {table} that {dont.name}:{line} reads"
            )
            return [do.problem(do.snippet.line_of(filtered[0].at), text, SAME_ROWS)]
    limited = [each for each in own if LIMIT.search(each.sql)]
    if limited and not any(LIMIT.search(each.sql) for each in dont.outcome.emitted):
        text = f"{do.name} asks for less than {dont.name}: it has a LIMIT, and {dont.name} has none"
        remedy = "let both read the same rows"
        return [do.problem(do.snippet.line_of(limited[0].at), text, remedy)]
    return []


def asks_less_often(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO has the DON'T's statement still, for fewer of its rows: the fault is there, and less is asked."""
    ours = asked([each for _, emitted in dont.counts for each in emitted])
    theirs = asked(do.outcome.emitted)
    for sql, parameters in theirs.items():
        if len(parameters) < len(ours.get(sql, ())):
            again = next(each for each in do.outcome.emitted if each.sql == sql)
            first = next(each for each in dont.outcome.emitted if each.sql == sql)
            where = dont.snippet.file_line(dont.snippet.line_of(first.at))
            text = (
                f"{do.name} asks for less than {dont.name}: it emits the statement of {dont.name}:{where} for"
                f" {len(parameters)} of its {len(ours[sql])} sets of parameters"
                f"\n    {' '.join(sql.split())[:80]}"
            )
            return [do.problem(do.snippet.line_of(again.at), text, SAME_ROWS)]
    return []


def asked(emitted: list[Emitted]) -> dict[str, set[str]]:
    """The sets of parameters that each text of a query was executed with."""
    found: dict[str, set[str]] = {}
    for each in emitted:
        if is_read(each.sql):
            found.setdefault(each.sql, set()).update(each.parameters)
    return found


def read_whole(dont: Side, counted: list[Emitted]) -> dict[str, tuple[int, int]]:
    """The tables that one of the counted statements reads without a condition: how many rows, and at which line of the file."""
    found: dict[str, tuple[int, int]] = {}
    for each in counted:
        what = verb_and_table(each.sql)
        if what is not None and what[0] == "SELECT" and each.rows and not WHERE.search(each.sql):
            found[what[1]] = each.rows, dont.snippet.file_line(dont.snippet.line_of(each.at))
    return found


def other_shared_data(dont: Side, do: Side) -> list[Problem]:
    """A problem where the code that both share puts other rows into the database for the one than for the other."""
    ours, theirs = dont.shared_with(do), do.shared_with(dont)
    return other_data(dont, do, rows_inserted(dont, ours), rows_inserted(do, theirs))


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
