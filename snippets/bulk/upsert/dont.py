from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

def find(session: Session, name: str) -> Tool | None:
    return session.scalars(select(Tool).where(Tool.name == name)).first()

with Session(engine) as first, Session(engine) as second:
    found_by_first = find(first, "search")
    found_by_second = find(second, "search")
    # page: essence
    if found_by_first is None:
        # page: essence
        first.add(Tool(name="search", tool_metadata={"limit": 10}))
        first.commit()
    if found_by_second is None:
        second.add(Tool(name="search", tool_metadata={"limit": 20}))
        second.commit()
        #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_tool_name"

with Session(engine) as session:
    print(session.scalars(select(Tool.tool_metadata)).all())
