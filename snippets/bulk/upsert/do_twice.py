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
by_name = {row["name"]: row for row in rows}
statement = insert(Tool).values([by_name[name] for name in sorted(by_name)])
upsert = statement.on_conflict_do_update(
    index_elements=[Tool.name],
    set_={"tool_metadata": statement.excluded.tool_metadata},
)

with Session(engine) as session, session.begin():
    session.execute(upsert)

with Session(engine) as session:
    query = select(Tool.name, Tool.tool_metadata).order_by(Tool.name)
    for name, tool_metadata in session.execute(query):
        print(name, tool_metadata)
        #> browser {'limit': 5}
        #> search {'limit': 20}
