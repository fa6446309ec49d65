"""What a pair's SQL says of the data it works on."""

from __future__ import annotations

import pytest

from harness.checking.pair_side import Side
from harness.checking.same_data import groups, rows_inserted, rows_of, verb_and_table
from harness.outcome import Printed
from harness.reading.snippet import parse
from tests.simulate import pair_of

CONTEXT = "class C:\n    __init__ = __enter__ = __exit__ = lambda *_: None\n"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("INSERT INTO a (b) VALUES (1)", ("INSERT", "a")),
        ('insert or ignore into "a" (b) values (1)', ("INSERT", "a")),
        ("UPDATE a SET b = 1", ("UPDATE", "a")),
        ("UPDATE OR IGNORE a SET b = 1", ("UPDATE", "a")),
        ("DELETE FROM a", ("DELETE", "a")),
        ("SELECT b\nFROM a JOIN c", ("SELECT", "a")),
        ("\nCREATE TABLE IF NOT EXISTS a (b INTEGER)", ("CREATE", "a")),
        ("DROP TABLE IF EXISTS s.a", ("DROP", "s.a")),
        ("ALTER TABLE [a] ADD COLUMN b", ("ALTER", "a")),
        ("CREATE INDEX a ON b (c)", None),
        ("SELECT 1", None),
        ("PRAGMA table_info(a)", None),
        ("SAVEPOINT a", None),
    ],
)
def test_what_a_statement_does_to_which_table(sql: str, expected: tuple[str, str] | None) -> None:
    assert verb_and_table(sql) == expected


@pytest.mark.parametrize(
    ("sql", "sets", "rows"),
    [
        ("INSERT INTO a (b) VALUES (?)", 1, 1),
        ("INSERT INTO a (b) VALUES (?)", 5, 5),
        ("INSERT INTO a (b, c) VALUES (?, ?), (?, ?)", 1, 2),
        ("INSERT INTO a (b) VALUES (?), (?), (?) RETURNING id, b", 1, 3),
        ("INSERT INTO a (b) VALUES (lower(?)), (coalesce(?, max(1, 2)))", 1, 2),
        ("INSERT INTO a (b) VALUES ('x), (y'), ('it''s (')", 1, 2),
        ("insert into a values (1)", 1, 1),
        ("INSERT INTO a DEFAULT VALUES", 2, 2),
        (
            "INSERT INTO a (b) SELECT p0::INTEGER FROM (VALUES (%s, 0), (%s, 1)) AS s(p0, n) ORDER BY n RETURNING id",
            1,
            2,
        ),
        ("INSERT INTO a (b) SELECT b FROM c", 1, None),
        ("INSERT INTO a (b) VALUES (?) ON CONFLICT DO NOTHING", 3, None),
        ("INSERT OR IGNORE INTO a (b) VALUES (?)", 3, None),
        ("insert into a (b) values (?) on conflict do nothing", 3, None),
        ("insert or ignore into a (b) values (?)", 3, None),
        ("insert into a default values", 2, 2),
    ],
)
def test_the_rows_of_an_insert(sql: str, sets: int, rows: int | None) -> None:
    assert rows_of(sql, sets) == rows


def test_groups_end_where_something_else_begins() -> None:
    assert [groups(text) for text in ("", "(1)", "(1), (2) X (3)", "x (1)", "(1)) (2)")] == [0, 1, 2, 0, 1]


def test_the_rows_of_an_insert_that_may_have_failed_are_not_told() -> None:
    dont, outcome, _, _ = pair_of(
        "sql('SELECT 1')\nsql('INSERT INTO `b` (c) VALUES (1)')\ntry:\n    sql('INSERT INTO b (c) VALUES (1)')\n"
        "    sql('INSERT INTO a (c) VALUES (1)') and fail('no')\nexcept Failure:\n    pass\n",
        "",
    )
    assert rows_inserted(Side(dont, outcome), outcome.emitted) == {"a": None, "b": 2}


@pytest.mark.parametrize(
    ("code", "shared"),
    [
        ("data(1)", 1),
        ("a = [data(1)]", 1),
        ("for _ in [data(1)]:\n    sql()", 1),
        ("if data(1):\n    pass", 1),
        ("while data(1):\n    pass", 1),
        ("try:\n    sql()\n    data(1)\nfinally:\n    pass", 1),
        (f"{CONTEXT}with C(data(1)):\n    sql()", 1),
        ("sql()", 0),
    ],
)
def test_what_comes_of_shared_code(code: str, shared: int) -> None:
    dont, outcome, do, do_outcome = pair_of(f"from shared import data\n\n{code}\n", "from shared import data\n")
    assert len(Side(dont, outcome).shared_with(Side(do, do_outcome))) == shared


def test_the_words_of_a_statement_and_of_what_its_names_stand_for() -> None:
    source = "a = 'one'\nb = [a, 'two']\nc = 'three'\nc = c + 'four'\nd = 'five'\nask(b + [c])\n"
    dont, outcome, _, _ = pair_of(source, "")
    assert Side(dont, outcome).spelled_by(5) == {"a", "ask", "b", "c", "four", "one", "three", "two"}


@pytest.mark.parametrize(
    ("at", "written_out"),
    [(None, False), (0, False), (1, True), (2, False), (3, False), (4, False), (6, True), (7, False)],
)
def test_a_line_that_is_written_out(at: int | None, written_out: bool) -> None:
    source = "with ask(open)('x'):\n    print(1)\nif ask(1):\n    a = 2\nif a := ask(1):\n    print(1)\n_ = print(3)\n_ = ask(3)\n"
    dont, outcome, _, _ = pair_of("a = 1\n", "")
    side = Side(parse(dont.path, source), outcome)
    assert side.written_out(Printed(at, "1")) is written_out
