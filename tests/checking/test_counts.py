"""Counts of SQL: what `#:` states, and that the database confirms it."""

from __future__ import annotations

import pytest

from harness.checking.bindings import Bindings
from harness.checking.compare import compare
from harness.checking.rewrite_expectations import updated
from harness.outcome import SqlCount
from harness.project import Project
from harness.reading.expectation import COUNTS
from harness.reading.snippet import BadSnippet, parse
from harness.running.environments import named
from harness.running.run import execute
from tests.conftest import write_snippet
from tests.simulate import DONT, simulated

INSERT = "INSERT INTO item (name) VALUES (?)"
MANY = f"sql('{INSERT}', sets=100)\n"
MANY_EMITTED = "1 statement, 100 parameter sets"
SELECT = "SELECT item.name FROM item"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0 statements", SqlCount(0, 0)),
        ("1 statement", SqlCount(1, 1)),
        ("12 statements", SqlCount(12, 12)),
        ("1 statement, 100 parameter sets", SqlCount(1, 100)),
        ("3 statements, 102 parameter sets", SqlCount(3, 102)),
    ],
)
def test_a_count_is_read_and_written(text: str, count: SqlCount) -> None:
    (expectation,) = parse(DONT, f"a = 1\n#: {text}\n").expectations
    assert (expectation.count, str(count)) == (count, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("many", "isn't a count"),
        ("1 statement, 2 rows", "isn't a count"),
        ("1 statement 2 parameter sets", "isn't a count"),
        ("2 statements, 2 parameter sets", "doesn't have more parameter sets than statements"),
        ("2 statements, 1 parameter set", "doesn't have more parameter sets than statements"),
    ],
)
def test_other_texts_are_refused(text: str, problem: str) -> None:
    with pytest.raises(BadSnippet) as caught:
        parse(DONT, f"a = 1\n#: {text}\n")
    assert [each.text for each in caught.value.problems] == [f"'#: {text}' {problem}"]


@pytest.mark.parametrize(
    ("code", "stated", "emitted", "first"),
    [
        (MANY, "1 statement", MANY_EMITTED, f"{MANY_EMITTED}, first {INSERT}"),
        (MANY, "1 statement, 99 parameter sets", MANY_EMITTED, f"{MANY_EMITTED}, first {INSERT}"),
        ("sql()\n", "1 statement, 2 parameter sets", "1 statement", f"1 statement, first {SELECT}"),
        ("sql(3)\n", "2 statements", "3", f"3 statements, first {SELECT}"),
    ],
)
def test_another_count_fails_and_is_rewritten(code: str, stated: str, emitted: str, first: str) -> None:
    snippet = parse(DONT, f"{code}#: {stated}\n")
    outcome = simulated(snippet)
    (problem,) = compare(snippet, outcome, "c").problems
    assert problem.text == f"expected {stated}, the run emitted {emitted}\n    line 1: {first}"
    assert updated(snippet, outcome) == f"{code}#: {first.rpartition(', first ')[0]}\n"


def test_a_statement_executed_once_counts_as_one_set() -> None:
    snippet = parse(DONT, f"if ask(True):\n    sql(2)\n    {MANY}#: 3 statements, 102 parameter sets\n")
    assert compare(snippet, simulated(snippet), "c").problems == []


TRIGGER = """
import asyncio, os
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

url = make_url(os.environ["GUIDE_DATABASE_URL"])
metadata = MetaData()
item = Table("item", metadata, Column("id", Integer, primary_key=True), Column("name", Text))
rows = [{"name": f"item-{number}"} for number in range(100)]
setup = [
    "CREATE SEQUENCE executed",
    "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
    " 'BEGIN PERFORM nextval(''executed''); RETURN NULL; END'",
    "CREATE TRIGGER noted AFTER INSERT ON item FOR EACH STATEMENT EXECUTE FUNCTION note()",
]
with create_engine(url).begin() as connection:
    metadata.create_all(connection)
    for statement in setup:
        connection.exec_driver_sql(statement)

def insert_all(connection):
    connection.execute(insert(item), rows)
    connection.execute(insert(item).returning(item.c.id), rows)
    connection.execute(insert(item).values(rows))
    connection.execute(insert(item), {"name": "alone"})

async def main():
    engine = create_async_engine(url.set(drivername="postgresql+asyncpg"))
    async with engine.begin() as connection:
        await connection.run_sync(insert_all)
    await engine.dispose()

def main_of_psycopg():
    with create_engine(url).begin() as connection:
        insert_all(connection)

"""
LAST = """
with create_engine(url).connect() as connection:
    print(connection.scalar(text("SELECT last_value FROM executed")))
    #> 103
"""


@pytest.mark.parametrize("call", ["main_of_psycopg()", "asyncio.run(main())"], ids=["psycopg", "asyncpg"])
def test_a_trigger_of_postgresql_confirms_the_executions(project: Project, call: str) -> None:
    """A list given to a plain INSERT is executed once for each row; with RETURNING or values() it is one INSERT."""
    snippet = write_snippet(project, f"{TRIGGER}{call}\n#: 4 statements, 103 parameter sets\n{LAST}")
    outcome = execute(snippet, project, named("postgresql"))
    bindings = Bindings(snippet, outcome)
    assert compare(snippet, outcome, "c").problems == []
    (counted,) = bindings.of(COUNTS)
    assert [each.sets for each in bindings.emitted(counted)] == [100, 1, 1, 1]
