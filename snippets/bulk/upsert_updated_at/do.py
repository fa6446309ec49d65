from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")
long_ago = datetime(2025, 1, 1, tzinfo=UTC)

# page: from here
with Session(engine) as session:
    session.add(Tool(name="search", updated_at=long_ago))
    session.commit()

    statement = insert(Tool).values(name="search", tool_metadata={"limit": 20})
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Tool.name],
            set_={
                "tool_metadata": statement.excluded.tool_metadata,
                "updated_at": func.now(),
            },
        )
    )
    session.commit()
    print(session.scalars(select(Tool.tool_metadata)).one())
    #> {'limit': 20}
    print("moved:", session.scalars(select(Tool.updated_at)).one() > long_ago)
    #> moved: True
