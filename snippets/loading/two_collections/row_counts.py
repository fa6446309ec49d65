"""How many rows the database sends for each SELECT."""

from typing import Any

from sqlalchemy import Engine, event

def row_counts(engine: Engine) -> list[int]:
    """A list that gets a number for every SELECT from now on."""
    counts: list[int] = []

    @event.listens_for(engine, "after_cursor_execute")
    def count(_: Any, cursor: Any, sql: str, *_rest: Any) -> None:
        if sql.startswith("SELECT"):
            counts.append(max(cursor.rowcount, 0))
            position = len(counts) - 1
            if cursor.rowcount >= 0:
                return  # SQLite alone does not know it

            def counted(_: Any, row: Any) -> Any:
                counts[position] += 1
                return row

            cursor.row_factory = counted

    return counts
