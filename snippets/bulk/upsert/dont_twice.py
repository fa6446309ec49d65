from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")
rows: list[dict[str, Any]] = [
    {"name": "search", "tool_metadata": {"limit": 10}},
    {"name": "browser", "tool_metadata": {"limit": 5}},
    {"name": "search", "tool_metadata": {"limit": 20}},
]

# page: from here
statement = insert(Tool).values(rows)
upsert = statement.on_conflict_do_update(
    index_elements=[Tool.name],
    set_={"tool_metadata": statement.excluded.tool_metadata},
)

with Session(engine) as session, session.begin():
    session.execute(upsert)
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.CardinalityViolation) ON CONFLICT DO UPDATE command cannot affect row a second time

with Session(engine) as session:
    query = select(Tool.name, Tool.tool_metadata).order_by(Tool.name)
    for name, tool_metadata in session.execute(query):
        print(name, tool_metadata)
