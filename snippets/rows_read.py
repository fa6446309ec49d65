"""How many rows PostgreSQL reads from the tables to execute a query."""

from typing import Any

from sqlalchemy import Select, text
from sqlalchemy.orm import Session


def rows_read(session: Session, query: Select[Any]) -> int:
    """VACUUM ANALYZE counts the rows first, as autovacuum does in time."""
    engine = session.get_bind()
    with Session(engine) as other:
        autocommit = {"isolation_level": "AUTOCOMMIT"}
        connection = other.connection(execution_options=autocommit)
        connection.execute(text("VACUUM ANALYZE"))
    sql = query.compile(engine, compile_kwargs={"literal_binds": True})
    explain = text(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
    return scanned(session.execute(explain).scalar_one()[0]["Plan"], "task")


def scanned(node: dict[str, Any], table: str) -> int:
    """The rows that this node and those below it return from the table."""
    rows = 0
    if node.get("Relation Name") == table:
        rows = round(node["Actual Rows"] * node["Actual Loops"])
    below = node.get("Plans", [])
    return rows + sum(scanned(child, table) for child in below)
