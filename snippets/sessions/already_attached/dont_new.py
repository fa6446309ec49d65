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
    tools = [Tool(**row) for row in rows]
    for tool in tools:
        session.add(tool)
        session.flush()
        #! sqlalchemy.exc.SAWarning: New instance <Tool at ...> with identity key (<class 'domain.Tool'>, (UUID('uuid-1'),), None) conflicts with persistent instance <Tool at ...>
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: tool.id
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "pk_tool"
    session.commit()
    print(session.scalars(select(Tool.name).order_by(Tool.name)).all())
