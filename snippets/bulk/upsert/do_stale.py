from sqlalchemy import create_engine, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from domain import Base, Tool

engine = create_engine("sqlite:///guide.db")
Base.metadata.create_all(engine)

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
        ).returning(Tool),
        execution_options={"populate_existing": True},
    ).one()
    print(tool.tool_metadata)
    #> {'limit': 20}
