from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
rows: list[dict[str, Any]] = [
    {"name": "browser"},
    {"name": "search", "tool_metadata": {"limit": 10}},
]

with Session(engine) as session, session.begin():
    session.execute(insert(Tool).values(rows))

with Session(engine) as session:
    query = select(Tool.name, Tool.tool_metadata).order_by(Tool.name)
    for name, tool_metadata in session.execute(query):
        print(name, tool_metadata)
        #> browser None
        #!> search None
