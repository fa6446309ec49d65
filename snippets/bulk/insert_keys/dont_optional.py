from typing import Any

from sqlalchemy import insert, select

from domain import Tool, new_database

engine = new_database()
rows: list[dict[str, Any]] = [
    {"name": "browser"},
    {"name": "search", "tool_metadata": {"limit": 10}},
]

with engine.begin() as connection:
    connection.execute(insert(Tool), rows)
    #: 1 statement, 2 parameter sets

with engine.connect() as connection:
    query = select(Tool.name, Tool.tool_metadata).order_by(Tool.name)
    for name, tool_metadata in connection.execute(query):
        print(name, tool_metadata)
        #> browser None
        #!> search None
