from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

def save(session: Session, name: str, tool_metadata: dict[str, Any]) -> None:
    statement = insert(Tool).values(name=name, tool_metadata=tool_metadata)
    # page: essence
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Tool.name],
            set_={"tool_metadata": statement.excluded.tool_metadata},
        )
    )
    session.commit()

with Session(engine) as first, Session(engine) as second:
    save(first, "search", {"limit": 10})
    save(second, "search", {"limit": 20})

with Session(engine) as session:
    print(session.scalars(select(Tool.tool_metadata)).all())
    #> [{'limit': 20}]
