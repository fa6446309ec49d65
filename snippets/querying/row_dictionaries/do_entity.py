from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Tool(name="browser"))
    session.commit()

# page: from here
with Session(engine) as session:
    row = session.execute(select(*Tool.__table__.columns)).mappings().one()
    print(list(row))
    #> ['name', 'tool_metadata', 'id', 'created_at', 'updated_at']
