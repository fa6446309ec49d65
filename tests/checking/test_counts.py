"""Counts of SQL: the database confirms what `#:` states."""

from __future__ import annotations

import pytest

from harness.checking.bindings import Bindings
from harness.checking.compare import compare
from harness.project import Project
from harness.reading.expectation import COUNTS
from harness.running.environments import named
from harness.running.run import execute
from tests.conftest import write_snippet

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
