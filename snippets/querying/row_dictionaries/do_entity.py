from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Tool(name="browser"))
    session.commit()

# page: from here
with Session(engine) as session:
    columns = select(Tool.name, Tool.tool_metadata)
    row = session.execute(columns).mappings().one()
    print(list(row))
    #> ['name', 'tool_metadata']
