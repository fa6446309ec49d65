"""What a proof needs to know about an SQL statement, parsed by sqlglot."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
"""sqlglot's names of the databases."""
PLACEHOLDER = r"(?:\?|\$\d+|%\(\w+\)s)(?:::\w+)?"
PLACEHOLDERS = re.compile(rf"({PLACEHOLDER})(?:, {PLACEHOLDER}){{3,}}")
"""Four values or more: a statement may have tens of thousands, and sqlglot reads some thousand in a second."""
ITEM = rf"(?:{PLACEHOLDER}|\w+)"
ROW = rf"\({ITEM}(?:, {ITEM})*\)"
ROWS = re.compile(rf"\b(VALUES {ROW})((?:, {ROW})+)")
"""The rows of an INSERT, of which the first is read and the others are counted."""


@dataclass(frozen=True)
class SqlStatement:
    """One statement. One that sqlglot can't parse has no verb, and every word in it may be a table."""

    verb: str = ""
    """SELECT, INSERT, UPDATE or DELETE; INSERT for a COPY into a table; CREATE, ALTER or DROP of a table; or empty."""
    table: str = ""
    """The table it changes or defines, or the first one it reads."""
    tables: frozenset[str] = frozenset()
    """Every table it names."""
    filtered: bool = False
    """Has a WHERE."""
    limited: bool = False
    """Has a LIMIT, or a FETCH FIRST."""
    rows: int | None = None
    """How many rows an INSERT adds for each set of parameters; None if its text doesn't tell."""

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.verb in ("", "SELECT")


@lru_cache(4096)
def parsed(sql: str, database: str) -> SqlStatement:
    """Read a statement in the dialect of a database, `sqlite` or `postgresql`."""
    import sqlglot  # takes longer to import than all checks from cache
    from sqlglot import exp

    logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it warns of what it doesn't know, such as VACUUM
    short = PLACEHOLDERS.sub(r"\1", sql)
    many = ROWS.search(short)
    more = len(re.findall(ROW, many[2])) if many else 0
    try:
        tree = sqlglot.parse_one(ROWS.sub(r"\1", short, count=1), read=DIALECTS.get(database))
    except sqlglot.errors.SqlglotError:
        return SqlStatement(tables=frozenset(re.findall(r"\w+", sql)))
    if isinstance(tree, exp.Command):
        return SqlStatement(tables=frozenset(re.findall(r"\w+", sql)))
    first = tree.find(exp.Table)
    return SqlStatement(
        verb=_verb(tree),
        table=first.name if first else "",
        tables=frozenset(table.name for table in tree.find_all(exp.Table)),
        filtered=tree.find(exp.Where) is not None,
        limited=tree.find(exp.Limit, exp.Fetch) is not None,
        rows=_rows(tree, more) if isinstance(tree, exp.Insert) else None,
    )


def _verb(tree: object) -> str:
    from sqlglot import exp

    if isinstance(tree, exp.Query):
        return "SELECT"
    if isinstance(tree, exp.Insert | exp.Update | exp.Delete):
        return type(tree).__name__.upper()
    if isinstance(tree, exp.Copy) and tree.args.get("kind"):  # FROM, not TO
        return "INSERT"
    if isinstance(tree, exp.Create | exp.Alter | exp.Drop) and tree.args.get("kind") == "TABLE":
        return type(tree).__name__.upper()
    return ""


def _rows(tree: exp.Insert, more: int) -> int | None:
    from sqlglot import exp

    if tree.args.get("conflict") or tree.args.get("alternative"):
        return None  # OR IGNORE, ON CONFLICT: some rows may stay out
    if tree.args.get("default"):
        return 1
    # SQLAlchemy inserts many rows by `SELECT ... FROM (VALUES ...)` where it has to keep their order.
    values = tree.expression.find(exp.Values) if tree.expression else None
    if values is None or tree.expression.find(exp.Table):
        return None
    return len(values.expressions) + more
