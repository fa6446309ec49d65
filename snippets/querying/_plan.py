"""How SQLite would run a statement, without running it."""

from typing import Any

from sqlalchemy import Delete, Select
from sqlalchemy.orm import Session


def plan(session: Session, statement: Select[Any] | Delete) -> str:
    sql = statement.compile(
        session.get_bind(), compile_kwargs={"literal_binds": True}
    )
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")
    return "; ".join(step.detail for step in steps)
