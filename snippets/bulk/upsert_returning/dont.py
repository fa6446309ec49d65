from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

with Session(engine) as session:
    session.add(Tool(name="search", tool_metadata={"limit": 10}))
    session.commit()

# page: from here
with Session(engine) as session:
    held = session.scalars(select(Tool)).one()
    statement = insert(Tool).values(name="search", tool_metadata={"limit": 20})
    tool = session.scalars(
        statement.on_conflict_do_update(
            index_elements=[Tool.name],
            set_={"tool_metadata": statement.excluded.tool_metadata},
        ).returning(Tool)
    ).one()
    print(tool.tool_metadata)
    #!> {'limit': 10}
