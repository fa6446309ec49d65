"""Whether the two sides of a pair work on the same data: what they show has to come from the same tables and rows."""

from __future__ import annotations

from harness.checking.pair_side import Side
from harness.outcome import Emitted
from harness.problem import Problem
from harness.reading.syntax import words

SAME_DATA = "let both put the same rows into the database"
SAME_ROWS = "let both work on the same rows"

Rows = dict[str, int | None]
"""Inserted rows by table. None stands for a number that the SQL doesn't tell."""


def definition(sql: str) -> list[str]:
    """The lines of a CREATE TABLE, in no order: Alembic copies a table's constraints in the order of a set."""
    return sorted(line.strip(" ,\t") for line in sql.splitlines())


def other_tables(dont: Side, do: Side) -> list[Problem]:
    """A problem where the code that both share creates a table differently for the DO."""
    ours, theirs = (
        {side.sql(each).table: each for each in side.shared_with(other) if side.sql(each).verb == "CREATE"}
        for side, other in ((dont, do), (do, dont))
    )
    for table in ours.keys() & theirs.keys():
        if definition(ours[table].sql) != definition(theirs[table].sql):
            text = f"{do.name} works on another table {table} than {dont.name}: it is created by other SQL"
            return [do.problem_at(theirs[table].at, text, "leave the shared tables as they are in both")]
    return []


def other_shared_data(dont: Side, do: Side) -> list[Problem]:
    """A problem where the code that both share puts other rows into the database for the one than for the other."""
    ours, theirs = rows_inserted(dont, dont.shared_with(do)), rows_inserted(do, do.shared_with(dont))
    return other_rows(dont, do, ours, theirs)


def other_data(dont: Side, do: Side) -> list[Problem]:
    """A problem where the one puts other rows into the database than the other, in their whole runs."""
    return other_rows(dont, do, rows_inserted(dont, dont.outcome.emitted), rows_inserted(do, do.outcome.emitted))


def other_rows(dont: Side, do: Side, ours: Rows, theirs: Rows) -> list[Problem]:
    """A problem where two accounts of inserted rows differ."""
    both = {table: (ours.get(table, 0), theirs.get(table, 0)) for table in sorted(ours.keys() | theirs.keys())}
    differing = [
        f"\n    {table}: {in_dont} in {dont.name}, {in_do} in {do.name}"
        for table, (in_dont, in_do) in both.items()
        if None not in (in_dont, in_do) and in_dont != in_do
    ]
    if not differing:
        return []
    inserting = next((each.at for each in do.outcome.emitted if do.sql(each).verb == "INSERT"), None)
    text = f"{do.name} works on other data than {dont.name}: rows inserted{''.join(differing)}"
    return [do.problem_at(inserting, text, SAME_DATA)]


def rows_inserted(side: Side, emitted: list[Emitted]) -> Rows:
    """How many rows the statements insert; None where they don't tell, or where one of them may have failed."""
    failed = {raised.at for raised in side.outcome.raised}
    total: Rows = {}
    for each in emitted:
        statement = side.sql(each)
        if statement.verb == "INSERT":
            before = total.get(statement.table, 0)
            rows = None if failed & set(each.within) else statement.rows
            total[statement.table] = None if before is None or rows is None else before + rows * each.sets
    return total


def reads_less(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO emits fewer statements because it asks for less."""
    asks = f"{do.name} asks for less than {dont.name}: it"
    return unread_table(dont, do, asks) or fewer_rows(dont, do, asks) or limit_of_its_own(dont, do, asks)


def unread_table(dont: Side, do: Side, asks: str) -> list[Problem]:
    """A problem where the DO neither reads a table nor has the names of what the DON'T prints from it."""
    own = [do.sql(each) for each in do.own_beside(dont)]
    read = {table for each in dont.counted if dont.sql(each).verb == "SELECT" for table in dont.sql(each).tables}
    unread = sorted(table for table in read if not any(table in each.tables for each in own))
    names = words(do.snippet.tree, do.functions_shared_with(dont))
    for at in dict.fromkeys(line.at for line in dont.outcome.printed if line.at is not None):
        unused = sorted(words(dont.nodes[at]) - names)
        if unread and unused:
            text = f"{asks} reads nothing from {unread[0]}, and has no {unused[0]!r}, which {dont.place(at)} prints"
            line = next((line.at for line in do.outcome.printed), None)
            return [do.problem_at(line, text, "let both print what is read from the same tables")]
    return []


def fewer_rows(dont: Side, do: Side, asks: str) -> list[Problem]:
    """A problem where the DO reads, by a condition, only some of the rows that the DON'T reads without one."""
    for whole in dont.counted:
        statement = dont.sql(whole)
        if statement.verb != "SELECT" or statement.filtered or not whole.rows:
            continue
        same = [
            each
            for each in do.own_beside(dont)
            if (do.sql(each).verb, do.sql(each).table) == ("SELECT", statement.table)
        ]
        most = max((each.rows or 0 for each in same), default=0)
        if same and all(do.sql(each).filtered and each.rows is not None for each in same) and most < whole.rows:
            text = (
                f"{asks} reads {most} of the {whole.rows} rows of {statement.table} that {dont.place(whole.at)} reads"
            )
            return [do.problem_at(same[0].at, text, SAME_ROWS)]
    return []


def limit_of_its_own(dont: Side, do: Side, asks: str) -> list[Problem]:
    """A problem where only the DO has a LIMIT."""
    limited = [each for each in do.own_beside(dont) if do.sql(each).limited]
    if not limited or any(dont.sql(each).limited for each in dont.outcome.emitted):
        return []
    return [
        do.problem_at(limited[0].at, f"{asks} has a LIMIT, and {dont.name} has none", "let both read the same rows")
    ]


def asks_less_often(dont: Side, do: Side) -> list[Problem]:
    """A problem where the DO still has the DON'T's statement, for fewer of its rows."""
    ours, theirs = sets_of_reads(dont, dont.counted), sets_of_reads(do, do.outcome.emitted)
    for sql, parameters in theirs.items():
        if len(parameters) < len(ours.get(sql, ())):
            again = next(each for each in do.outcome.emitted if each.sql == sql)
            first = next(each for each in dont.outcome.emitted if each.sql == sql)
            text = (
                f"{do.name} asks for less than {dont.name}: it emits the statement of {dont.place(first.at)} for"
                f" {len(parameters)} of its {len(ours[sql])} sets of parameters"
                f"\n    {' '.join(sql.split())[:80]}"
            )
            return [do.problem_at(again.at, text, SAME_ROWS)]
    return []


def sets_of_reads(side: Side, emitted: list[Emitted]) -> dict[str, set[str]]:
    """The sets of parameters that each text of a query was executed with."""
    sets: dict[str, set[str]] = {}
    for each in emitted:
        if side.sql(each).reads:
            sets.setdefault(each.sql, set()).update(each.parameters)
    return sets
