from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
rows: list[dict[str, Any]] = [
    {"id": UUID(int=1), "name": "search"},
    {"id": UUID(int=2), "name": "browser"},
    {"id": UUID(int=1), "name": "web search"},
]

# page: from here
with Session(engine) as session:
    by_id = {row["id"]: row for row in rows}
    tools = [Tool(**row) for row in by_id.values()]
    for tool in tools:
        session.add(tool)
        session.flush()
    session.commit()
    print(session.scalars(select(Tool.name).order_by(Tool.name)).all())
    #> ['browser', 'web search']
