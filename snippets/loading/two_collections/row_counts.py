"""How many rows the database sends for each SELECT."""

from typing import Any

from sqlalchemy import Engine, event


def row_counts(engine: Engine) -> list[int]:
    """A list that gets a number for every SELECT from now on.

    The cursor's rows belong to SQLAlchemy, so the SELECT runs once more.
    """
    counts: list[int] = []

    @event.listens_for(engine, "after_cursor_execute")
    def count(
        _: Any, cursor: Any, sql: str, parameters: Any, *_rest: Any
    ) -> None:
        if sql.startswith("SELECT"):
            rows = cursor.connection.execute(sql, parameters)
            counts.append(len(rows.fetchall()))

    return counts
