"""What a pair's SQL says about the data it works on."""

from __future__ import annotations

from typing import Any

import pytest
import sqlglot

from harness.checking.pair_side import Side
from harness.checking.same_data import definition, rows_inserted
from harness.checking.sql_statement import SqlStatement, parsed
from harness.outcome import Printed
from harness.reading.snippet import parse
from tests.simulate import pair_of

CONTEXT = "class C:\n    __init__ = __enter__ = __exit__ = lambda *_: None\n"


def test_the_order_of_constraints_makes_no_other_table() -> None:
    table = "CREATE TABLE a (\n\tb INT, \n\tCONSTRAINT c CHECK (b), \n\tCONSTRAINT d UNIQUE (b)\n)"
    swapped = "CREATE TABLE a (\n\tb INT, \n\tCONSTRAINT d UNIQUE (b), \n\tCONSTRAINT c CHECK (b)\n)"
    assert definition(table) == definition(swapped)
    assert definition(table) != definition(table.replace("b INT", "b TEXT"))


@pytest.mark.parametrize(
    ("sql", "verb", "table"),
    [
        ("INSERT INTO a (b) VALUES (1)", "INSERT", "a"),
        ('insert or ignore into "a" (b) values (1)', "INSERT", "a"),
        ("UPDATE a SET b = 1", "UPDATE", "a"),
        ("DELETE FROM a WHERE b IN (SELECT d FROM c)", "DELETE", "a"),
        ("SELECT b FROM a UNION SELECT b FROM c", "SELECT", "a"),
        ("\nCREATE TABLE IF NOT EXISTS a (b INTEGER REFERENCES c (d))", "CREATE", "a"),
        ("ALTER TABLE [a] ADD COLUMN b INT", "ALTER", "a"),
        ("CREATE INDEX a ON b (c)", "", "b"),
        ("COPY a (b) FROM STDIN", "INSERT", "a"),
        ("COPY a TO STDOUT", "", "a"),
        ("SELECT 1", "SELECT", ""),
        ("PRAGMA table_info(a)", "", ""),
        ("UPDATE OR IGNORE a SET b = 1", "", ""),  # not known to sqlglot
    ],
)
def test_what_a_statement_does_to_which_table(sql: str, verb: str, table: str) -> None:
    statement = parsed(sql, "sqlite")
    assert (statement.verb, statement.table) == (verb, table)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT b FROM a JOIN c ON 1 WHERE d", SqlStatement("SELECT", "a", frozenset("ac"), filtered=True)),
        ("SELECT b FROM a LIMIT ? OFFSET ?", SqlStatement("SELECT", "a", frozenset("a"), limited=True)),
        (
            "SELECT b FROM a WHERE b IN (%(b_1)s::INTEGER, %(b_2)s::INTEGER, %(b_3)s::INTEGER, %(b_4)s::INTEGER)",
            SqlStatement("SELECT", "a", frozenset("a"), filtered=True),
        ),
        ("SELECT b FROM a FETCH FIRST 1 ROWS ONLY", SqlStatement("SELECT", "a", frozenset("a"), limited=True)),
        ("VACUUM a", SqlStatement(tables=frozenset({"VACUUM", "a"}))),
        ("RELEASE SAVEPOINT a", SqlStatement(tables=frozenset({"RELEASE", "SAVEPOINT", "a"}))),
    ],
)
def test_what_else_is_known_about_a_statement(sql: str, expected: SqlStatement) -> None:
    assert parsed(sql, "postgresql") == expected


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("INSERT INTO a (b, c) VALUES (?, ?), (?, ?)", 2),
        ("INSERT INTO a (b) VALUES (?), (?), (?) RETURNING id, b", 3),
        ("INSERT INTO a (b) VALUES ('x), (y'), ('it''s (')", 2),
        ("insert into a default values", 1),
        ("INSERT INTO a (b) SELECT p0::INTEGER FROM (VALUES (?, 0), (?, 1)) AS s(p0, n) ORDER BY n RETURNING id", 2),
        ("INSERT INTO a (b) SELECT b FROM c", None),
        ("INSERT INTO a (b) SELECT b FROM c JOIN (VALUES (1)) AS d(e) ON 1", None),
        ("INSERT INTO a (b) VALUES (?) ON CONFLICT DO NOTHING", None),
        ("INSERT OR IGNORE INTO a (b) VALUES (?)", None),
    ],
)
def test_the_rows_of_an_insert(sql: str, rows: int | None) -> None:
    assert parsed(sql, "sqlite").rows == rows


LONG = ", ".join(f"(%(b__{number})s::INTEGER, {number})" for number in range(9_000))
"""The rows of an INSERT as SQLAlchemy numbers them."""


@pytest.mark.parametrize(
    ("sql", "short", "expected"),
    [
        (
            f"DELETE FROM a WHERE b IN ({', '.join(['?'] * 30_000)})",
            "DELETE FROM a WHERE b IN (?)",
            SqlStatement("DELETE", "a", frozenset("a"), filtered=True),
        ),
        (
            f"INSERT INTO a (b, c) VALUES {', '.join(['(?, CURRENT_TIMESTAMP)'] * 30_000)}",
            "INSERT INTO a (b, c) VALUES (?, CURRENT_TIMESTAMP)",
            SqlStatement("INSERT", "a", frozenset("a"), rows=30_000),
        ),
        (
            f"INSERT INTO a (b) SELECT b FROM (VALUES {LONG}) s",
            "INSERT INTO a (b) SELECT b FROM (VALUES (%(b__0)s::INTEGER, 0)) s",
            SqlStatement("INSERT", "a", frozenset("a"), rows=9000),
        ),
    ],
)
def test_a_long_list_of_values_is_not_read_one_by_one(
    monkeypatch: pytest.MonkeyPatch, sql: str, short: str, expected: SqlStatement
) -> None:
    read: list[str] = []
    parse_one = sqlglot.parse_one

    def reading(sql: str, **options: Any) -> object:
        read.append(sql)
        return parse_one(sql, **options)

    monkeypatch.setattr(sqlglot, "parse_one", reading)
    assert (parsed(sql, "postgresql"), read) == (expected, [short])


def test_the_rows_of_an_insert_that_may_have_failed_are_not_told() -> None:
    dont, outcome, _, _ = pair_of(
        "sql('SELECT 1')\nsql('INSERT INTO `b` (c) VALUES (1)', sets=2)\ntry:\n"
        "    sql('INSERT INTO b (c) VALUES (1)')\n    sql('INSERT INTO a (c) VALUES (1)') and fail('no')\n"
        "except Failure:\n    pass\n",
        "",
    )
    assert rows_inserted(Side(dont, outcome), outcome.emitted) == {"a": None, "b": 3}


@pytest.mark.parametrize(
    ("code", "shared"),
    [
        ("data(1)", 1),
        ("for _ in [data(1)]:\n    sql()", 1),
        ("if data(1):\n    pass", 1),
        ("try:\n    sql()\n    data(1)\nfinally:\n    pass", 1),
        (f"{CONTEXT}with C(data(1)):\n    sql()", 1),
        ("sql()", 0),
    ],
)
def test_what_comes_of_shared_code(code: str, shared: int) -> None:
    dont, outcome, do, do_outcome = pair_of(f"from shared import data\n\n{code}\n", "from shared import data\n")
    assert len(Side(dont, outcome).shared_with(Side(do, do_outcome))) == shared


@pytest.mark.parametrize(
    ("at", "spelled"), [(None, False), (1, True), (2, True), (3, False), (5, False), (6, False), (7, False)]
)
def test_a_line_that_the_code_spells_out(at: int | None, spelled: bool) -> None:
    source = "with ask():\n    print(1)\nprint('a', 2)\nprint(a)\nif a:\n    print(1)\n_ = print(3)\nhello()\n"
    dont, outcome, _, _ = pair_of("a = 1\n", "")
    assert Side(parse(dont.path, source), outcome).spells_out(Printed(at, "1")) is spelled
