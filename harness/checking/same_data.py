"""Whether the two sides of a pair work on the same data: what they show has to come from the same tables and rows."""

from __future__ import annotations

from harness.checking.pair_side import Side
from harness.outcome import Emitted
from harness.problem import Problem

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
    return fewer_rows(dont, do, asks) or limit_of_its_own(dont, do, asks)


def fewer_rows(dont: Side, do: Side, asks: str) -> list[Problem]:
    """A problem where the DO reads, by a condition, only some of the rows that the DON'T reads without one."""
    for whole in dont.counted:
        statement = dont.sql(whole)
        if statement.verb != "SELECT" or statement.filtered or not whole.rows:
            continue
        wanted = ("SELECT", statement.table)
        same = [each for each in do.own_beside(dont) if (do.sql(each).verb, do.sql(each).table) == wanted]
        most = max((each.rows or 0 for each in same), default=0)
        if same and all(do.sql(each).filtered and each.rows is not None for each in same) and most < whole.rows:
            rows = f"reads {most} of the {whole.rows} rows of {statement.table} that {dont.place(whole.at)} reads"
            return [do.problem_at(same[0].at, f"{asks} {rows}", SAME_ROWS)]
    return []


def limit_of_its_own(dont: Side, do: Side, asks: str) -> list[Problem]:
    """A problem where only the DO has a LIMIT."""
    limited = [each for each in do.own_beside(dont) if do.sql(each).limited]
    if not limited or any(dont.sql(each).limited for each in dont.outcome.emitted):
        return []
    return [do.problem_at(limited[0].at, f"{asks} has a LIMIT, and {dont.name} has none", SAME_ROWS)]
